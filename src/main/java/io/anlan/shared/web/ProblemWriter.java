package io.anlan.shared.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Answers a {@link Problem} from a servlet filter, where no exception handler listens. */
@Component
public class ProblemWriter {

  private final Texts texts;
  private final LocaleResolver locales;
  private final ObjectMapper json;

  ProblemWriter(Texts texts, LocaleResolver locales, ObjectMapper json) {
    this.texts = texts;
    this.locales = locales;
    this.json = json;
  }

  public void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    write(request, response, problem.status(), problem);
  }

  /** 401 has no {@link Problem} of its own: only filters answer it. */
  public void unauthorized(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    write(request, response, 401, Problem.forbidden("sign-in"));
  }

  /** A failure of which only the status is known, such as a method that a path does not have. */
  public void write(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException {
    LocaleContextHolder.setLocale(locales.resolveLocale(request));
    write(response, http(status));
  }

  private void write(
      HttpServletRequest request, HttpServletResponse response, int status, Problem problem)
      throws IOException {
    // Before the dispatcher the holder knows only the header, not our default.
    LocaleContextHolder.setLocale(locales.resolveLocale(request));
    ProblemDetail body = body(problem);
    body.setStatus(status);
    write(response, body);
  }

  private void write(HttpServletResponse response, ProblemDetail body) throws IOException {
    response.setStatus(body.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    json.writeValue(response.getOutputStream(), body);
  }

  ProblemDetail http(int status) {
    if (status == 404) return body(Problem.notFound());
    ProblemDetail body = ProblemDetail.forStatus(status);
    boolean ours = status >= 500;
    body.setDetail(
        ours
            ? texts.text("problem.unexpected")
            : texts.text("problem.http", String.valueOf(status)));
    body.setProperty("code", ours ? "unexpected" : "http-" + status);
    return body;
  }

  ProblemDetail body(Problem problem) {
    ProblemDetail body = ProblemDetail.forStatus(problem.status());
    body.setDetail(texts.detail(problem));
    body.setProperty("code", problem.code());
    problem.properties().forEach(body::setProperty);
    if (!problem.faults().isEmpty()) body.setProperty("errors", texts.faults(problem));
    return body;
  }
}
