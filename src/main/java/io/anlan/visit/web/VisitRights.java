package io.anlan.visit.web;

import io.anlan.account.CurrentActor;
import io.anlan.visit.VisitTeam;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** Whoever is not of the team is refused before the body of an entry is read. */
@Configuration
class VisitRights {

  @Bean
  MappedInterceptor visitRightsFirst(VisitTeam team, CurrentActor current) {
    return new MappedInterceptor(
        new String[] {
          "/api/visits/{id}/scores/*",
          "/api/visits/{id}/findings/*",
          "/api/visits/{id}/photos/*",
          "/api/visits/{id}/minutes/*",
          "/api/visits/{id}/signature"
        },
        new HandlerInterceptor() {
          @Override
          public boolean preHandle(
              HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (handler instanceof HandlerMethod) {
              var path =
                  (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
              String id = (String) path.get("id");
              // What is no number is refused by its type.
              if (id.matches("[0-9]{1,18}")) team.require(current.get(), Long.parseLong(id));
            }
            return true;
          }
        });
  }
}
