package io.anlan.account.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/** Which of our faces a request speaks to. */
final class Paths {

  private Paths() {}

  static boolean engineRest(HttpServletRequest request) {
    return under(request, "/engine-rest");
  }

  static boolean api(HttpServletRequest request) {
    return under(request, "/api") || path(request).startsWith("/v3/api-docs");
  }

  static boolean camunda(HttpServletRequest request) {
    return under(request, "/camunda");
  }

  /** Calls of a program or a script, which a redirect to the login page would not help. */
  static boolean call(HttpServletRequest request) {
    return engineRest(request) || api(request) || under(request, "/camunda/api") || script(request);
  }

  /** Sent by a script in a browser, or by a browser that has a session with us. */
  static boolean browser(HttpServletRequest request) {
    return script(request) || request.getRequestedSessionId() != null;
  }

  /** After signing in one comes back to a page, never to an answer for a script. */
  static HttpSessionRequestCache pagesOnly() {
    var cache = new HttpSessionRequestCache();
    cache.setRequestMatcher(
        request ->
            HttpMethod.GET.matches(request.getMethod())
                && !call(request)
                && !path(request).equals("/favicon.ico"));
    return cache;
  }

  private static boolean script(HttpServletRequest request) {
    return "XMLHttpRequest".equals(request.getHeader("X-Requested-With"))
        || request.getHeader("HX-Request") != null;
  }

  private static boolean under(HttpServletRequest request, String root) {
    String path = path(request);
    return path.equals(root) || path.startsWith(root + "/");
  }

  private static String path(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }
}
