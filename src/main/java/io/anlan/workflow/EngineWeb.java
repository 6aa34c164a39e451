package io.anlan.workflow;

import io.anlan.account.Accounts;
import io.anlan.shared.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** The filters before Camunda's pages and its REST; all behind Spring Security. */
@Configuration
class EngineWeb {

  private static final int AFTER_SECURITY = 0;

  @Bean
  FilterRegistrationBean<AllowList> allowList(Accounts accounts, ProblemWriter problems) {
    var filter = new FilterRegistrationBean<>(new AllowList(accounts, problems));
    filter.addUrlPatterns("/engine-rest", "/engine-rest/*", "/camunda/api/*");
    filter.setOrder(AFTER_SECURITY);
    return filter;
  }

  @Bean
  FilterRegistrationBean<ContainerBasedAuthenticationFilter> engineSignOn() {
    var filter = new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
    filter.setInitParameters(Map.of("authentication-provider", EngineSignOn.class.getName()));
    filter.addUrlPatterns("/camunda/*");
    filter.setOrder(AFTER_SECURITY + 1);
    return filter;
  }

  /** Without an identity the engine would give full access. */
  @Bean
  FilterRegistrationBean<OncePerRequestFilter> restSignOn(ProcessEngine engine) {
    var filter =
        new FilterRegistrationBean<OncePerRequestFilter>(
            new OncePerRequestFilter() {
              @Override
              protected void doFilterInternal(
                  HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                  throws ServletException, IOException {
                var authentication = SecurityContextHolder.getContext().getAuthentication();
                if (authentication == null) {
                  response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
                  return;
                }
                String username = authentication.getName();
                try {
                  engine
                      .getIdentityService()
                      .setAuthentication(username, EngineSignOn.groups(engine, username));
                  chain.doFilter(request, response);
                } finally {
                  engine.getIdentityService().clearAuthentication();
                }
              }
            });
    filter.addUrlPatterns("/engine-rest", "/engine-rest/*");
    filter.setOrder(AFTER_SECURITY + 1);
    return filter;
  }
}
