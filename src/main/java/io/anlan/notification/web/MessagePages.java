package io.anlan.notification.web;

import io.anlan.account.Accounts;
import io.anlan.notification.Outbox;
import io.anlan.notification.Preferences;
import io.anlan.notification.State;
import io.anlan.shared.PageView;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What has left Anlan or could not, and what to do about it. */
@Controller
@RequestMapping("/admin/messages")
@PreAuthorize("hasRole('SYSTEM_ADMIN')")
class MessagePages extends FormPage {

  private static final int SIZE = 20;

  private final Outbox outbox;
  private final Preferences preferences;
  private final Accounts accounts;

  MessagePages(Outbox outbox, Preferences preferences, Accounts accounts, Texts texts) {
    super(texts);
    this.outbox = outbox;
    this.preferences = preferences;
    this.accounts = accounts;
  }

  /**
   * @param state anything that is none shows all
   */
  @GetMapping
  String list(
      @RequestParam(required = false) String state,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    State wanted =
        Stream.of(State.values()).filter(s -> s.name().equals(state)).findFirst().orElse(null);
    PageView<Outbox.Row> found = outbox.page(wanted, Math.max(0, Math.min(page, 100_000)), SIZE);
    List<String> people = found.content().stream().map(Outbox.Row::username).toList();
    model.addAttribute("found", found.content());
    model.addAttribute("page", found.page());
    model.addAttribute("names", accounts.names(people));
    model.addAttribute("state", wanted);
    model.addAttribute("states", State.values());
    model.addAttribute("channels", preferences.channels());
    return "admin-messages";
  }

  @PostMapping("/{id}/resend")
  String resend(
      @PathVariable long id, Model model, RedirectAttributes next, HttpServletResponse response) {
    return act(() -> outbox.resend(id), "admin.did.message-resent", model, next, response);
  }

  @PostMapping("/{id}/discard")
  String discard(
      @PathVariable long id, Model model, RedirectAttributes next, HttpServletResponse response) {
    return act(() -> outbox.discard(id), "admin.did.message-discarded", model, next, response);
  }

  private String act(
      Runnable act,
      String done,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    try {
      act.run();
      did(next, done);
      return "redirect:/admin/messages";
    } catch (Problem problem) {
      if (problem.status() == 404) throw problem;
      refused(problem, model, response);
      return list(null, 0, model);
    }
  }
}
