package io.anlan.application.web;

import io.anlan.account.CurrentActor;
import io.anlan.application.Only;
import io.anlan.application.Rights;
import io.anlan.evidence.Evidence;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** Answers {@link Only} before the arguments of a call are read. */
@Configuration
class FileRights {

  @Bean
  MappedInterceptor fileRightsFirst(Rights rights, Evidence evidence, CurrentActor current) {
    return new MappedInterceptor(
        new String[] {"/**"},
        new HandlerInterceptor() {
          @Override
          public boolean preHandle(
              HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (!(handler instanceof HandlerMethod method)) return true;
            Only only = method.getMethodAnnotation(Only.class);
            if (only == null) return true;
            String number = number(request, evidence);
            if (number == null) Rights.requireCommunity(current.get());
            else rights.require(current.get(), number, only.value());
            return true;
          }
        });
  }

  /** The file in the path, or that of the evidence in the path; null before there is a file. */
  private static String number(HttpServletRequest request, Evidence evidence) {
    var path = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    if (path.containsKey("number")) return (String) path.get("number");
    return path.containsKey("id") ? evidence.get((String) path.get("id")).number() : null;
  }
}
