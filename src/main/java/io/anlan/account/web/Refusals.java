package io.anlan.account.web;

import io.anlan.account.SignIn;
import io.anlan.shared.Problem;
import io.anlan.shared.web.ProblemWriter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.session.SessionInformationExpiredEvent;
import org.springframework.security.web.session.SessionInformationExpiredStrategy;
import org.springframework.stereotype.Component;

/** What the doors say: problem+json to programs and scripts, a page to people. */
@Component
class Refusals
    implements AuthenticationEntryPoint, AccessDeniedHandler, SessionInformationExpiredStrategy {

  private final ProblemWriter problems;

  Refusals(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    if (!Paths.call(request)) {
      redirect(request, response, "/login");
      return;
    }
    // A browser would answer the challenge with a window of its own.
    if (!Paths.browser(request)) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"anlan\", charset=\"UTF-8\"");
    }
    problems.unauthorized(request, response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
      throws IOException, ServletException {
    Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
    boolean expired = failure instanceof CsrfException;
    if (signedIn == null) {
      if (Paths.call(request)) commence(request, response, null);
      else redirect(request, response, "/login?expired");
    } else if (mustChange(signedIn)) {
      if (Paths.call(request)) {
        problems.write(request, response, Problem.forbidden("must-change-password"));
      } else {
        redirect(request, response, "/password");
      }
    } else if (Paths.call(request)) {
      problems.write(request, response, Problem.forbidden(expired ? "csrf" : "forbidden"));
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  @Override
  public void onExpiredSessionDetected(SessionInformationExpiredEvent event) throws IOException {
    if (Paths.call(event.getRequest())) {
      problems.unauthorized(event.getRequest(), event.getResponse());
    } else {
      redirect(event.getRequest(), event.getResponse(), "/login?expired");
    }
  }

  private static boolean mustChange(Authentication signedIn) {
    return signedIn.getAuthorities().stream()
        .anyMatch(a -> SignIn.MUST_CHANGE_PASSWORD.equals(a.getAuthority()));
  }

  private static void redirect(HttpServletRequest request, HttpServletResponse response, String to)
      throws IOException {
    response.sendRedirect(request.getContextPath() + to);
  }
}
