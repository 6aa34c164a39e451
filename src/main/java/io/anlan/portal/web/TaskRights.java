package io.anlan.portal.web;

import io.anlan.account.CurrentActor;
import io.anlan.inbox.TaskDesk;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** Whoever may not act on a task is refused before the body of the act is read. */
@Configuration
class TaskRights {

  @Bean
  MappedInterceptor taskRightsFirst(TaskDesk desk, CurrentActor current) {
    return new MappedInterceptor(
        new String[] {
          "/api/tasks/{id}/complete",
          "/api/tasks/{id}/transfer",
          "/api/tasks/{id}/delegate",
          "/api/tasks/{id}/extension"
        },
        new HandlerInterceptor() {
          @Override
          public boolean preHandle(
              HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (handler instanceof HandlerMethod) {
              var path =
                  (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
              desk.require(current.get(), (String) path.get("id"));
            }
            return true;
          }
        });
  }
}
