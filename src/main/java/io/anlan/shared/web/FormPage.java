package io.anlan.shared.web;

import io.anlan.shared.PageView.PageInfo;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A page with forms: what was refused stands at its field, what was done is said once. */
public abstract class FormPage {

  private static final int PAGE = 20;

  /** A fault of an uploaded table; {@code column} is empty where the whole line is at fault. */
  protected record Line(String number, String column, String message) {}

  protected final Texts texts;

  protected FormPage(Texts texts) {
    this.texts = texts;
  }

  /** What was typed, so that a page that is shown again has lost nothing. */
  @ModelAttribute("typed")
  Map<String, String> typed(HttpServletRequest request) {
    Map<String, String> typed = new HashMap<>();
    request.getParameterMap().forEach((name, values) -> typed.put(name, values[0]));
    return typed;
  }

  /** Shows the page again, with the reasons at their fields. */
  protected void refused(Problem problem, Model model, HttpServletResponse response) {
    response.setStatus(problem.status());
    model.addAttribute("errors", texts.byField(problem));
  }

  /** The faults of a table whose fields are {@code <table>/<line>/<column>}. */
  protected List<Line> lines(Problem problem) {
    return texts.faults(problem).stream()
        .map(
            fault -> {
              String[] at = fault.field().split("/");
              return new Line(
                  at.length > 1 ? at[1] : "", at.length > 2 ? at[2] : "", fault.message());
            })
        .toList();
  }

  /**
   * @param key of a text that the next page says
   */
  protected void did(RedirectAttributes next, String key, Object... args) {
    next.addFlashAttribute("did", texts.text(key, args));
  }

  protected static PageRequest page(int number, String... sort) {
    Sort order = sort.length == 0 ? Sort.unsorted() : Sort.by(sort);
    return PageRequest.of(Math.max(0, Math.min(number, 100_000)), PAGE, order);
  }

  protected static PageInfo info(Page<?> page) {
    return new PageInfo(
        page.getSize(), page.getNumber(), page.getTotalElements(), page.getTotalPages());
  }

  @ExceptionHandler
  void refuse(Problem problem, HttpServletResponse response) throws IOException {
    response.sendError(problem.status());
  }

  @ExceptionHandler
  void torn(MultipartException failure, HttpServletResponse response) throws IOException {
    response.sendError(HttpServletResponse.SC_BAD_REQUEST);
  }
}
