package io.anlan.visit.web;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import io.anlan.visit.Experts;
import io.anlan.visit.Guidances;
import io.anlan.visit.Guidances.Guidance;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.springframework.data.domain.Page;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which expert has advised which community. */
@Controller
@RequestMapping("/experts")
class GuidancePages extends FormPage {

  private final Guidances guidances;
  private final Experts experts;
  private final Accounts accounts;
  private final CurrentActor current;
  private final Clock clock;

  GuidancePages(
      Guidances guidances,
      Experts experts,
      Accounts accounts,
      CurrentActor current,
      Clock clock,
      Texts texts) {
    super(texts);
    this.guidances = guidances;
    this.experts = experts;
    this.accounts = accounts;
    this.current = current;
    this.clock = clock;
  }

  @GetMapping("/guidance")
  @PreAuthorize("hasAnyRole('REVIEWER', 'LEADER')")
  String list(@RequestParam(defaultValue = "0") int page, Model model) {
    Page<Guidance> found = guidances.page(current.get(), page(page));
    model.addAttribute("found", found.getContent());
    model.addAttribute("page", info(found));
    model.addAttribute(
        "names",
        accounts.names(
            found.stream().flatMap(g -> Stream.of(g.username(), g.recordedBy())).toList()));
    return "guidance";
  }

  @GetMapping("/entries/{username}/guidance")
  @PreAuthorize("hasRole('REVIEWER')")
  String form(@PathVariable String username, Model model) {
    Actor actor = current.get();
    model.addAttribute("expert", experts.visible(actor, username));
    model.addAttribute("today", LocalDate.now(clock));
    model.addAttribute(
        "suggested",
        Experts.offices(actor).stream()
            .flatMap(office -> experts.placesOf(office).stream())
            .filter(place -> place.level() == Level.COMMUNITY)
            .toList());
    return "guidance-edit";
  }

  @PostMapping("/entries/{username}/guidance")
  @PreAuthorize("hasRole('REVIEWER')")
  String record(
      @PathVariable String username,
      @RequestParam(required = false) String communityCode,
      @RequestParam(required = false) String on,
      @RequestParam(required = false) String notes,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    String page = form(username, model);
    try {
      boolean verifies = guidances.record(current.get(), username, communityCode, on, notes);
      did(next, "visit.guidance.recorded");
      if (verifies) next.addFlashAttribute("warning", texts.text("visit.guidance.verifies"));
      return "redirect:/experts/entries/" + username;
    } catch (Problem problem) {
      refused(problem, model, response);
      return page;
    }
  }
}
