package io.anlan.round.web;

import io.anlan.round.Round;
import io.anlan.round.Rounds;
import io.anlan.shared.Level;
import io.anlan.shared.Tier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rounds; the system administrator opens, extends and closes them. */
@RestController
@RequestMapping("/api/rounds")
class RoundController {

  record RoundView(
      long id,
      int year,
      Tier tier,
      String name,
      Round.State state,
      LocalDate closesOn,
      String criteriaVersion,
      String policyVersion,
      BigDecimal threshold,
      Map<Level, LocalDate> levelDates) {

    static RoundView of(Round r, Map<Level, LocalDate> levelDates) {
      return new RoundView(
          r.id(),
          r.year(),
          r.tier(),
          r.name(),
          r.state(),
          r.closesOn(),
          r.criteriaVersion(),
          r.policyVersion(),
          r.threshold(),
          levelDates);
    }
  }

  record Extension(LocalDate closesOn) {}

  private final Rounds rounds;

  RoundController(Rounds rounds) {
    this.rounds = rounds;
  }

  @GetMapping
  List<RoundView> all() {
    List<Round> all = rounds.all();
    Map<Long, Map<Level, LocalDate>> dates =
        rounds.levelDates(all.stream().map(Round::id).toList());
    return all.stream().map(r -> RoundView.of(r, dates.getOrDefault(r.id(), Map.of()))).toList();
  }

  @PostMapping
  @PreAuthorize("hasRole('SYSTEM_ADMIN')")
  @ResponseStatus(HttpStatus.CREATED)
  RoundView create(@RequestBody Rounds.NewRound command) {
    return view(rounds.create(command));
  }

  @PostMapping("/{id}/opening")
  @PreAuthorize("hasRole('SYSTEM_ADMIN')")
  RoundView open(@PathVariable long id) {
    return view(rounds.open(id));
  }

  @PostMapping("/{id}/closing")
  @PreAuthorize("hasRole('SYSTEM_ADMIN')")
  RoundView close(@PathVariable long id) {
    return view(rounds.close(id));
  }

  @PostMapping("/{id}/extension")
  @PreAuthorize("hasRole('SYSTEM_ADMIN')")
  RoundView extend(@PathVariable long id, @RequestBody Extension extension) {
    return view(rounds.extend(id, extension.closesOn));
  }

  private RoundView view(Round round) {
    return RoundView.of(round, rounds.levelDates(round.id()));
  }
}
