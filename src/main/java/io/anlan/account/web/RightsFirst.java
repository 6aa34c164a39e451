package io.anlan.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.method.PreAuthorizeAuthorizationManager;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.util.SimpleMethodInvocation;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * Asks a controller's {@link PreAuthorize} before its arguments are read; method security alone
 * would tell a person without the right what is wrong with the body.
 */
@Configuration
class RightsFirst {

  @Bean
  MappedInterceptor preAuthorizeFirst() {
    var rights = new PreAuthorizeAuthorizationManager();
    return new MappedInterceptor(
        new String[] {"/**"},
        new HandlerInterceptor() {
          @Override
          public boolean preHandle(
              HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (handler instanceof HandlerMethod method) {
              AuthorizationResult result =
                  rights.authorize(
                      () -> SecurityContextHolder.getContext().getAuthentication(),
                      new SimpleMethodInvocation(method.getBean(), method.getMethod()));
              if (result != null && !result.isGranted()) {
                throw new AuthorizationDeniedException("Refused", result);
              }
            }
            return true;
          }
        });
  }
}
