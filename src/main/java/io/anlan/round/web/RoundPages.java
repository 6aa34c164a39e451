package io.anlan.round.web;

import io.anlan.criteria.Criteria;
import io.anlan.round.Policies;
import io.anlan.round.Round;
import io.anlan.round.Rounds;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import io.anlan.shared.Texts;
import io.anlan.shared.Tier;
import io.anlan.shared.web.FormPage;
import io.anlan.shared.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which the system administrator opens, extends and closes rounds. */
@Controller
@RequestMapping("/admin/rounds")
@PreAuthorize("hasRole('SYSTEM_ADMIN')")
class RoundPages extends FormPage {

  private static final String BACK = "redirect:/admin/rounds";

  private final Rounds rounds;
  private final Criteria criteria;
  private final Policies policies;

  RoundPages(Rounds rounds, Criteria criteria, Policies policies, Texts texts) {
    super(texts);
    this.rounds = rounds;
    this.criteria = criteria;
    this.policies = policies;
  }

  @GetMapping
  String list(Model model) {
    List<Round> all = rounds.all();
    model.addAttribute("rounds", all);
    model.addAttribute("levelDates", rounds.levelDates(all.stream().map(Round::id).toList()));
    model.addAttribute("tiers", Tier.values());
    model.addAttribute("criteria", criteria.all());
    model.addAttribute("policies", policies.versions());
    return "admin-rounds";
  }

  @PostMapping
  String create(
      @RequestParam String year,
      @RequestParam(required = false) Tier tier,
      @RequestParam String name,
      @RequestParam String closesOn,
      @RequestParam String criteriaVersion,
      @RequestParam String policyVersion,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    return act(
        () ->
            rounds.create(
                new Rounds.NewRound(
                    year.matches("[0-9]{4}") ? Integer.valueOf(year) : null,
                    tier,
                    name,
                    Typed.day("closesOn", closesOn),
                    criteriaVersion,
                    policyVersion)),
        "admin.did.round-created",
        model,
        next,
        response);
  }

  @PostMapping("/{round}/opening")
  String open(
      @PathVariable long round,
      @RequestParam boolean confirmed,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    if (!confirmed) return BACK;
    return act(() -> rounds.open(round), "admin.did.round-opened", model, next, response);
  }

  @PostMapping("/{round}/extension")
  String extend(
      @PathVariable long round,
      @RequestParam String closesOn,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    model.addAttribute("extended", round);
    return act(
        () -> rounds.extend(round, Typed.day("closesOn", closesOn)),
        "admin.did.round-extended",
        model,
        next,
        response);
  }

  @PostMapping("/{round}/levels")
  String levelDates(
      @PathVariable long round,
      @ModelAttribute("typed") Map<String, String> typed,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    model.addAttribute("dated", round);
    return act(
        () -> rounds.levelDates(round, levelDates(typed)),
        "admin.did.round-levels",
        model,
        next,
        response);
  }

  /** All that is no date is said at once. */
  private static Map<Level, LocalDate> levelDates(Map<String, String> typed) {
    Map<Level, LocalDate> dates = new EnumMap<>(Level.class);
    List<Fault> faults = new ArrayList<>();
    for (Level level : Level.values()) {
      String field = "levelDates." + level;
      try {
        dates.put(level, Typed.day(field, typed.get(field)));
      } catch (Problem notADate) {
        faults.addAll(notADate.faults());
      }
    }
    if (!faults.isEmpty()) throw Problem.fields(faults);
    return dates;
  }

  @PostMapping("/{round}/closing")
  String close(
      @PathVariable long round,
      @RequestParam boolean confirmed,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    if (!confirmed) return BACK;
    return act(() -> rounds.close(round), "admin.did.round-closed", model, next, response);
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
      return BACK;
    } catch (Problem problem) {
      refused(problem, model, response);
      return list(model);
    }
  }
}
