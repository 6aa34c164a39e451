package io.anlan.deadline.web;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.deadline.OfficeExtensions;
import io.anlan.deadline.OfficeExtensions.Granted;
import io.anlan.division.Offices;
import io.anlan.shared.PageView;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import io.anlan.shared.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Leaders give whole offices more time, and see what was given. */
@Controller
@PreAuthorize("hasRole('LEADER')")
class OfficeExtensionPages extends FormPage {

  private static final int PAGE = 20;
  private static final int LAST_PAGE = 10_000;

  private final OfficeExtensions extensions;
  private final Offices offices;
  private final Accounts accounts;
  private final CurrentActor current;

  OfficeExtensionPages(
      OfficeExtensions extensions,
      Offices offices,
      Accounts accounts,
      CurrentActor current,
      Texts texts) {
    super(texts);
    this.extensions = extensions;
    this.offices = offices;
    this.accounts = accounts;
    this.current = current;
  }

  @GetMapping("/extensions")
  String list(@RequestParam(defaultValue = "0") int page, Model model) {
    Actor actor = current.get();
    int at = Math.max(0, Math.min(page, LAST_PAGE));
    PageView<Granted> granted = extensions.granted(actor, at, PAGE);
    List<Granted> rows = granted.content();
    model.addAttribute("choices", extensions.choices(actor));
    model.addAttribute("granted", granted);
    model.addAttribute("offices", offices.names(rows.stream().map(Granted::office).toList()));
    model.addAttribute("people", accounts.names(rows.stream().map(Granted::grantedBy).toList()));
    return "extensions";
  }

  @PostMapping("/extensions")
  String grant(
      @RequestParam(required = false) String office,
      @RequestParam(required = false) String days,
      @RequestParam(required = false) String reason,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    try {
      int tasks = extensions.grant(current.get(), office, Typed.wholeNumber(days), reason);
      did(next, "deadline.office.done", tasks);
      return "redirect:/extensions";
    } catch (Problem problem) {
      refused(problem, model, response);
      return list(0, model);
    }
  }
}
