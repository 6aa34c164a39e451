package io.anlan.portal.web;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.inbox.Phrases;
import io.anlan.notice.Notice;
import io.anlan.notice.Notices;
import io.anlan.shared.PageView;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own page, and what one is told. */
@Controller
class PersonPages {

  private static final int PAGE = 20;

  private final Phrases phrases;
  private final Notices notices;
  private final Accounts accounts;
  private final CurrentActor current;
  private final Texts texts;

  PersonPages(
      Phrases phrases, Notices notices, Accounts accounts, CurrentActor current, Texts texts) {
    this.phrases = phrases;
    this.notices = notices;
    this.accounts = accounts;
    this.current = current;
    this.texts = texts;
  }

  @GetMapping("/me")
  String me(Model model) {
    Actor actor = current.get();
    model.addAttribute("me", actor);
    model.addAttribute("phrases", phrases.of(actor.username()));
    return "me";
  }

  @PostMapping("/me/phrases")
  String add(@RequestParam(required = false) String text, RedirectAttributes next) {
    try {
      phrases.add(current.get().username(), text);
      next.addFlashAttribute("completed", texts.text("portal.saved"));
    } catch (Problem problem) {
      if (problem.status() != 422) throw problem;
      next.addFlashAttribute("refused", texts.words(problem));
      next.addFlashAttribute("typed", text);
    }
    return "redirect:/me";
  }

  @PostMapping("/me/phrases/remove")
  String remove(@RequestParam long id) {
    phrases.remove(current.get().username(), id);
    return "redirect:/me";
  }

  /**
   * Looking at the newest page marks everything as looked at; the page still shows what was new.
   */
  @GetMapping("/notices")
  String notices(@RequestParam(defaultValue = "0") int page, Model model) {
    Actor actor = current.get();
    int at = Math.max(0, Math.min(page, 10_000));
    PageView<Notice> found = notices.page(actor, at, PAGE);
    model.addAttribute("found", found);
    List<String> people = found.content().stream().map(Notice::actor).toList();
    model.addAttribute("names", accounts.names(people));
    if (at == 0) notices.seen(actor);
    return "notices";
  }
}
