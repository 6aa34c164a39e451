package io.anlan.deadline;

import io.anlan.calendar.DueMoves;
import io.anlan.calendar.WorkingDays;
import io.anlan.round.ClosingMoved;
import io.anlan.round.LevelDatesChanged;
import io.anlan.round.Rounds;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a round says of its end cuts the open terms of its files, as soon as it says so. */
@Component
class RoundDates {

  private final Rounds rounds;
  private final Terms terms;
  private final DueMoves moves;
  private final WorkingDays workingDays;

  RoundDates(Rounds rounds, Terms terms, DueMoves moves, WorkingDays workingDays) {
    this.rounds = rounds;
    this.terms = terms;
    this.moves = moves;
    this.workingDays = workingDays;
  }

  @EventListener
  void on(LevelDatesChanged changed) {
    workingDays.alone();
    long round = changed.roundId();
    changed
        .levels()
        .forEach(level -> terms.cut(round, level, rounds.levelClosesOn(round, level).orElse(null)));
    moves.move(DueMoves.EVER, DueMoves.FOREVER, workingDays.ends());
  }

  @EventListener
  void on(ClosingMoved moved) {
    workingDays.alone();
    terms.draftsEnd(moved.roundId(), rounds.get(moved.roundId()).closesOn());
    moves.move(DueMoves.EVER, DueMoves.FOREVER, workingDays.ends());
  }
}
