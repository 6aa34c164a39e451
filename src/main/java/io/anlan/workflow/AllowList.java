package io.anlan.workflow;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.Role;
import io.anlan.shared.Problem;
import io.anlan.shared.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What of the engine's REST each person may call; the rest is 403 before the body is read. People
 * reach what Tasklist needs for their own tasks, managers read, nobody else comes in.
 */
class AllowList extends OncePerRequestFilter {

  private static final Pattern ENGINE =
      Pattern.compile(
          "/(?:engine-rest(?:/engine/default)?|camunda/api/engine/engine/default)(/.*)?");

  private static final List<Pattern> PEOPLE =
      List.of(
          Pattern.compile("GET /(engine|version)?"),
          Pattern.compile("(GET|POST) /task(/count)?"),
          Pattern.compile("(GET|OPTIONS) /task/[^/]+"),
          Pattern.compile(
              "GET /task/[^/]+/(form|form-variables|deployed-form|identity-links|comment)"),
          Pattern.compile("POST /task/[^/]+/(claim|unclaim|complete|submit-form)"),
          Pattern.compile("(GET|OPTIONS) /filter(/count|/[^/]+)?"),
          Pattern.compile("(GET|POST) /filter/[^/]+/(list|count|singleResult)"),
          Pattern.compile("GET /authorization/check"),
          Pattern.compile("OPTIONS /(authorization|user|group)(/[^/]+)?"),
          Pattern.compile("GET /process-definition(/count)?"),
          // By the id, which has colons: "statistics" would count the files of the whole country.
          Pattern.compile("GET /process-definition/[^/]+:[^/]+(/xml)?"),
          Pattern.compile("GET /history/user-operation(/count)?"));

  /** What Admin shows; people and rights are Anlan's own, so nothing is written there. */
  private static final Pattern ADMINISTRATION =
      Pattern.compile(
          "GET /(engine|version)?|(GET|OPTIONS) /(user|group|authorization|tenant)(/.*)?"
              + "|POST /(user|group)(/count)?");

  private static final Pattern OWN_PROFILE = Pattern.compile("GET /user/([^/]+)/profile");

  /** Queries that come as POST because they are long. */
  private static final Pattern QUERIES =
      Pattern.compile(
          "POST /(history/)?(task|process-instance|process-definition|incident|job|job-definition|"
              + "decision-instance|variable-instance|execution|batch|deployment|activity-instance|"
              + "external-task|group)(/count)?");

  private final Accounts accounts;
  private final ProblemWriter problems;

  AllowList(Accounts accounts, ProblemWriter problems) {
    this.accounts = accounts;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (allowed(request)) chain.doFilter(request, response);
    else problems.write(request, response, Problem.forbidden("engine-call-not-allowed"));
  }

  private boolean allowed(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    // What a proxy and the servlet container may read differently is not read at all.
    if (path.contains("%") || path.contains(";") || path.contains("//") || path.contains("..")) {
      return false;
    }
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    Actor actor =
        authentication == null ? null : accounts.find(authentication.getName()).orElse(null);
    // Nobody, or somebody whose account was disabled while a session lives.
    if (actor == null) return false;
    Matcher engine = ENGINE.matcher(path);
    if (!engine.matches()) return allowedPlugin(request.getMethod(), path, actor);
    String rest = engine.group(1) == null ? "/" : engine.group(1);
    String call =
        request.getMethod()
            + " "
            + (rest.length() > 1 && rest.endsWith("/")
                ? rest.substring(0, rest.length() - 1)
                : rest);
    Matcher own = OWN_PROFILE.matcher(call);
    if (own.matches()) {
      return own.group(1).equals(actor.username()) || actor.has(Role.SYSTEM_ADMIN);
    }
    if (call.equals("GET /identity/groups")) {
      return actor.username().equals(request.getParameter("userId"));
    }
    // Who administers or audits has no part in the files, whatever other roles stand beside it.
    if (actor.has(Role.SECURITY_ADMIN) || actor.has(Role.AUDITOR)) return false;
    if (actor.has(Role.SYSTEM_ADMIN)) return ADMINISTRATION.matcher(call).matches();
    if (actor.has(Role.MANAGER)) {
      boolean reads = call.startsWith("GET ") || call.startsWith("OPTIONS ");
      if (reads || QUERIES.matcher(call).matches()) return true;
    }
    return PEOPLE.stream().anyMatch(p -> p.matcher(call).matches());
  }

  /**
   * The pages' own interface: whose session it is for everybody, Cockpit's queries for managers.
   */
  private static boolean allowedPlugin(String method, String path, Actor actor) {
    if (path.startsWith("/camunda/api/admin/auth/user/"))
      return method.equals("GET") || path.endsWith("/logout");
    if (path.matches("/camunda/api/engine/engine/?")) return method.equals("GET");
    if (path.startsWith("/camunda/api/cockpit/")) return actor.has(Role.MANAGER);
    if (path.startsWith("/camunda/api/admin/")) {
      return method.equals("GET") && actor.has(Role.SYSTEM_ADMIN);
    }
    return method.equals("GET") && path.matches("/camunda/api/(tasklist|welcome)/.*");
  }
}
