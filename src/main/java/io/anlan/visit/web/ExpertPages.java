package io.anlan.visit.web;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.division.Divisions;
import io.anlan.division.Offices;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import io.anlan.visit.Expert;
import io.anlan.visit.Expert.State;
import io.anlan.visit.Expert.TieKind;
import io.anlan.visit.ExpertDesk;
import io.anlan.visit.ExpertDraft;
import io.anlan.visit.Experts;
import io.anlan.visit.Guidances;
import io.anlan.visit.Guidances.Guidance;
import io.anlan.visit.OpenVisit;
import io.anlan.visit.Speciality;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.data.domain.Page;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pool of experts for the offices, and the own entry for the expert. */
@Controller
@RequestMapping("/experts")
class ExpertPages extends FormPage {

  private static final String STAFF = "hasAnyRole('REVIEWER', 'LEADER')";
  private static final String KEEPER = "hasRole('REVIEWER')";
  private static final String EXPERT = "hasRole('EXPERT')";

  /** Empty lines for more ties. */
  private static final int SPARE_TIES = 3;

  private final Experts experts;
  private final ExpertDesk desk;
  private final Guidances guidances;
  private final Divisions divisions;
  private final Offices offices;
  private final Accounts accounts;
  private final CurrentActor current;
  private final Clock clock;

  ExpertPages(
      Experts experts,
      ExpertDesk desk,
      Guidances guidances,
      Divisions divisions,
      Offices offices,
      Accounts accounts,
      CurrentActor current,
      Clock clock,
      Texts texts) {
    super(texts);
    this.experts = experts;
    this.desk = desk;
    this.guidances = guidances;
    this.divisions = divisions;
    this.offices = offices;
    this.accounts = accounts;
    this.current = current;
    this.clock = clock;
  }

  @GetMapping
  @PreAuthorize(STAFF)
  String list(
      @RequestParam(required = false) String q,
      @RequestParam(required = false) Speciality speciality,
      @RequestParam(required = false) State state,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    Page<Expert> found = experts.search(current.get(), q, speciality, state, page(page));
    model.addAttribute("q", q);
    model.addAttribute("speciality", speciality);
    model.addAttribute("state", state);
    model.addAttribute("specialities", Speciality.values());
    model.addAttribute("states", State.values());
    model.addAttribute("found", found.getContent());
    model.addAttribute("page", info(found));
    model.addAttribute("duties", experts.duties(found.map(Expert::username).getContent()));
    model.addAttribute("places", places(found.getContent()));
    model.addAttribute("today", LocalDate.now(clock));
    return "experts";
  }

  @GetMapping("/entries/{username}")
  @PreAuthorize(STAFF)
  String show(
      @PathVariable String username, @RequestParam(defaultValue = "0") int page, Model model) {
    Actor actor = current.get();
    Expert expert = experts.visible(actor, username);
    model.addAttribute("own", false);
    model.addAttribute("keeps", Experts.keeps(actor, expert));
    return entry(actor, expert, page, model);
  }

  @GetMapping("/me")
  @PreAuthorize(EXPERT)
  String me(@RequestParam(defaultValue = "0") int page, Model model) {
    Actor actor = current.get();
    Expert expert = experts.find(actor.username()).orElseThrow(Problem::notFound);
    model.addAttribute("own", true);
    model.addAttribute("keeps", expert.entered());
    return entry(actor, expert, page, model);
  }

  private String entry(Actor actor, Expert expert, int page, Model model) {
    String username = expert.username();
    Page<Guidance> guided = guidances.of(username, page(page));
    List<OpenVisit> visits = experts.openVisits(actor, username);
    model.addAttribute("expert", expert);
    model.addAttribute("contact", accounts.contacts(List.of(username)).get(username));
    model.addAttribute("duty", experts.duties(List.of(username)).get(username));
    model.addAttribute("visits", visits);
    model.addAttribute("guided", guided.getContent());
    model.addAttribute("page", info(guided));
    model.addAttribute("places", places(List.of(expert)));
    model.addAttribute("today", LocalDate.now(clock));
    model.addAttribute(
        "offices",
        offices.names(
            Stream.of(
                    expert.offices().stream(),
                    visits.stream().map(OpenVisit::office),
                    guided.stream().map(Guidance::office))
                .flatMap(codes -> codes)
                .toList()));
    return "expert";
  }

  @GetMapping("/entries/{username}/edit")
  @PreAuthorize(KEEPER)
  String edit(@PathVariable String username, Model model) {
    Expert expert = desk.kept(current.get(), username);
    return form(expert, ExpertDraft.of(expert), false, model);
  }

  @GetMapping("/me/edit")
  @PreAuthorize(EXPERT)
  String editOwn(Model model) {
    Expert own = desk.own(current.get());
    return form(own, ExpertDraft.of(own), true, model);
  }

  @PostMapping("/entries/{username}")
  @PreAuthorize(KEEPER)
  String change(
      @PathVariable String username,
      @ModelAttribute("draft") ExpertDraft draft,
      BindingResult binding,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    Actor actor = current.get();
    Expert expert = desk.kept(actor, username);
    try {
      requireRead(binding);
      desk.change(actor, username, draft);
      did(next, "visit.expert.saved");
      return "redirect:/experts/entries/" + username;
    } catch (Problem problem) {
      refused(problem, model, response);
      return form(expert, draft, false, model);
    }
  }

  @PostMapping("/me")
  @PreAuthorize(EXPERT)
  String correct(
      @ModelAttribute("draft") ExpertDraft draft,
      BindingResult binding,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    Actor actor = current.get();
    Expert own = desk.own(actor);
    try {
      requireRead(binding);
      desk.correct(actor, draft);
      did(next, "visit.expert.saved");
      return "redirect:/experts/me";
    } catch (Problem problem) {
      refused(problem, model, response);
      return form(own, draft, true, model);
    }
  }

  private static void requireRead(BindingResult binding) {
    if (binding.hasErrors()) {
      throw Problem.unreadableField(binding.getFieldErrors().get(0).getField(), "wrong-type");
    }
  }

  private String form(Expert expert, ExpertDraft draft, boolean own, Model model) {
    model.addAttribute("expert", expert);
    model.addAttribute("draft", draft);
    model.addAttribute("own", own);
    model.addAttribute("departments", Offices.DEPARTMENTS);
    model.addAttribute("specialities", Speciality.values());
    model.addAttribute("states", State.values());
    model.addAttribute("kinds", TieKind.values());
    model.addAttribute("lines", draft.ties().size() + SPARE_TIES);
    model.addAttribute("suggested", experts.placesOf(expert.offices().get(0)));
    return "expert-edit";
  }

  /** Names of territories and of the places of ties, by code. */
  private Map<String, String> places(List<Expert> found) {
    return divisions.names(
        found.stream()
            .flatMap(
                e ->
                    Stream.concat(
                        Stream.ofNullable(e.territory()), e.ties().stream().map(Expert.Tie::place)))
            .distinct()
            .toList());
  }
}
