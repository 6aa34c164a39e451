package io.anlan.review;

import io.anlan.application.Application;
import io.anlan.calendar.Term;
import io.anlan.calendar.WorkingDays;
import io.anlan.round.LevelPolicy;
import io.anlan.round.Policies;
import io.anlan.round.Rounds;
import io.anlan.shared.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The policy of the level where a file stands, and the deadlines that follow from it. */
@Component
public class ReviewPolicy {

  private final ObjectProvider<Policies> policies;
  private final Rounds rounds;
  private final WorkingDays workingDays;
  private final Clock clock;

  ReviewPolicy(
      ObjectProvider<Policies> policies, Rounds rounds, WorkingDays workingDays, Clock clock) {
    this.policies = policies;
    this.rounds = rounds;
    this.workingDays = workingDays;
    this.clock = clock;
  }

  public LevelPolicy of(Application a) {
    return of(a, a.level());
  }

  /** As it is at another level of the file's route. */
  public LevelPolicy of(Application a, Level level) {
    return policies.getObject().level(a.policyVersion(), a.tier(), level, a.province());
  }

  /** Of the first level that a draft will come to. */
  public LevelPolicy ofFirstLevel(Application a) {
    return EnumSet.range(Level.STREET, Level.NATION).stream()
        .map(level -> of(a, level))
        .filter(LevelPolicy::included)
        .findFirst()
        .orElseThrow();
  }

  /**
   * So many working days from today, at the file's level.
   *
   * @param territory the office or the community that has the task
   * @see WorkingDays#hold for a term that is stored
   */
  public Term term(Application a, int days, String territory) {
    return new Term(LocalDate.now(clock), days, territory, closesOn(a));
  }

  /** In which the departments must answer that are asked now. */
  public Term opinionTerm(Application a) {
    workingDays.hold();
    return term(a, of(a).opinionDays(), a.office());
  }

  /** The end of {@link #term}. */
  public Instant inWorkingDays(Application a, int days, String territory) {
    workingDays.hold();
    return workingDays.end(term(a, days, territory));
  }

  /** When the round closes for the level where the file stands; null where it does not say. */
  public LocalDate closesOn(Application a) {
    return rounds.levelClosesOn(a.roundId(), a.level()).orElse(null);
  }
}
