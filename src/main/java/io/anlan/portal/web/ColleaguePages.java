package io.anlan.portal.web;

import io.anlan.account.CurrentActor;
import io.anlan.application.CoReviews;
import io.anlan.application.Copies;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What colleagues ask and tell each other beside a task. */
@Controller
class ColleaguePages {

  private final CoReviews coReviews;
  private final Copies copies;
  private final CurrentActor current;
  private final Texts texts;

  ColleaguePages(CoReviews coReviews, Copies copies, CurrentActor current, Texts texts) {
    this.coReviews = coReviews;
    this.copies = copies;
    this.current = current;
    this.texts = texts;
  }

  @PostMapping("/tasks/{id}/co-reviewers")
  String ask(
      @PathVariable String id,
      @RequestParam(required = false) String to,
      @RequestParam(required = false) String question,
      RedirectAttributes next) {
    return act(() -> coReviews.ask(current.get(), id, to, question), "did-ask", id, question, next);
  }

  @PostMapping("/tasks/{id}/co-reviewers/removal")
  String remove(
      @PathVariable String id, @RequestParam(required = false) String to, RedirectAttributes next) {
    return act(() -> coReviews.remove(current.get(), id, to), "did-remove", id, null, next);
  }

  @PostMapping("/tasks/{id}/co-review")
  String answer(
      @PathVariable String id,
      @RequestParam(required = false) String opinion,
      RedirectAttributes next) {
    return act(() -> coReviews.answer(current.get(), id, opinion), "did-answer", id, opinion, next);
  }

  private String act(
      Runnable act, String done, String task, String typed, RedirectAttributes next) {
    try {
      act.run();
      next.addFlashAttribute("completed", texts.text("portal.co-review." + done));
    } catch (Problem problem) {
      refused(problem, next);
      next.addFlashAttribute("typedCoReview", typed);
    }
    return "redirect:/tasks/" + task + "#co-review";
  }

  /**
   * @param task beside which it was written; null elsewhere
   */
  @PostMapping("/applications/{number}/copies")
  String copy(
      @PathVariable String number,
      @RequestParam(required = false) List<String> to,
      @RequestParam(required = false) String words,
      @RequestParam(required = false) String task,
      RedirectAttributes next) {
    try {
      copies.send(current.get(), number, to, words);
      next.addFlashAttribute("completed", texts.text("portal.copy.did"));
    } catch (Problem problem) {
      refused(problem, next);
      next.addFlashAttribute("typedCopy", words == null ? "" : words);
    }
    return task != null && task.matches("[\\w-]+")
        ? "redirect:/tasks/" + task + "#co-review"
        : "redirect:/applications/" + number;
  }

  private void refused(Problem problem, RedirectAttributes next) {
    if (problem.status() == 404 || problem.status() == 403) throw problem;
    next.addFlashAttribute("refused", texts.words(problem));
  }

  @ExceptionHandler
  void refuse(Problem problem, HttpServletResponse response) throws IOException {
    response.sendError(problem.status());
  }
}
