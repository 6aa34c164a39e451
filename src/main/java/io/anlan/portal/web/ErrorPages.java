package io.anlan.portal.web;

import io.anlan.shared.web.ProblemWriter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What no controller has answered: a page for people, problem+json for programs. */
@Controller
class ErrorPages implements ErrorController {

  private final ProblemWriter problems;

  ErrorPages(ProblemWriter problems) {
    this.problems = problems;
  }

  @RequestMapping("/error")
  ModelAndView error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Integer known = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = known == null ? 404 : known;
    if (program(request)) {
      problems.write(request, response, status);
      return null;
    }
    response.setStatus(status);
    return new ModelAndView("error", Map.of("status", status));
  }

  private static boolean program(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    String uri = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    String path = uri.substring(Math.min(request.getContextPath().length(), uri.length()));
    return path.startsWith("/api/") || accept == null || !accept.contains("text/html");
  }
}
