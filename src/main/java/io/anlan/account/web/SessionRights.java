package io.anlan.account.web;

import io.anlan.account.SignIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A session remembers who somebody is; what he or she may do, the account says at each request. So
 * a role that was taken away is gone at once, and a disabled person is a stranger.
 */
class SessionRights extends OncePerRequestFilter {

  private final SignIn signIn;

  SessionRights(SignIn signIn) {
    this.signIn = signIn;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication remembered = SecurityContextHolder.getContext().getAuthentication();
    if (remembered != null) {
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      signIn.renew(remembered).ifPresent(context::setAuthentication);
      SecurityContextHolder.setContext(context);
    }
    chain.doFilter(request, response);
  }
}
