package io.anlan.portal.web;

import io.anlan.account.CurrentActor;
import io.anlan.application.Only;
import io.anlan.application.Questions;
import io.anlan.application.Rights.Who;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.Referer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Questions and answers, written beside a task or on the materials. */
@Controller
class QuestionPages {

  private final Questions questions;
  private final CurrentActor current;
  private final Texts texts;

  QuestionPages(Questions questions, CurrentActor current, Texts texts) {
    this.questions = questions;
    this.current = current;
    this.texts = texts;
  }

  @PostMapping("/applications/{number}/questions")
  String ask(
      @PathVariable String number,
      @RequestParam(required = false) String question,
      @RequestHeader(value = HttpHeaders.REFERER, required = false) String from,
      RedirectAttributes next) {
    try {
      questions.ask(current.get(), number, question);
      next.addFlashAttribute("completed", texts.text("portal.questions.asked"));
    } catch (Problem problem) {
      refused(problem, 0, question, next);
    }
    return back(from, number);
  }

  @PostMapping("/applications/{number}/questions/{id}/answer")
  @Only(Who.APPLICANT)
  String answer(
      @PathVariable String number,
      @PathVariable long id,
      @RequestParam(required = false) String answer,
      @RequestHeader(value = HttpHeaders.REFERER, required = false) String from,
      RedirectAttributes next) {
    try {
      questions.answer(current.get(), number, id, answer);
      next.addFlashAttribute("completed", texts.text("portal.questions.did-answer"));
    } catch (Problem problem) {
      refused(problem, id, answer, next);
    }
    return back(from, number);
  }

  private void refused(Problem problem, long question, String typed, RedirectAttributes next) {
    if (problem.status() == 404 || problem.status() == 403) throw problem;
    next.addFlashAttribute("refused", texts.words(problem));
    next.addFlashAttribute("typedQuestion", question);
    next.addFlashAttribute("typedWords", typed);
  }

  /** The task or the materials that one was at, or else the file's own page. */
  private static String back(String from, String number) {
    String file = "/applications/" + number;
    String path = Referer.path(from);
    boolean known = path.matches("/tasks/[\\w-]+") || path.equals(file + "/assessment");
    return "redirect:" + (known ? path : file) + "#questions";
  }

  @ExceptionHandler
  void refuse(Problem problem, HttpServletResponse response) throws IOException {
    response.sendError(problem.status());
  }
}
