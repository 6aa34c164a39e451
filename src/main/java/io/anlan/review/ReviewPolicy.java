package io.anlan.review;

import io.anlan.application.Application;
import io.anlan.calendar.Term;
import io.anlan.calendar.WorkingDays;
import io.anlan.round.LevelPolicy;
import io.anlan.round.Policies;
import io.anlan.shared.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The policy of the level where a file stands, and the deadlines that follow from it. */
@Component
public class ReviewPolicy {

  private final ObjectProvider<Policies> policies;
  private final WorkingDays workingDays;
  private final Clock clock;

  ReviewPolicy(ObjectProvider<Policies> policies, WorkingDays workingDays, Clock clock) {
    this.policies = policies;
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

  /**
   * So many working days from today.
   *
   * @param territory the office or the community that has the task
   */
  public Term term(int days, String territory) {
    return new Term(LocalDate.now(clock), days, territory);
  }

  /** The end of {@link #term}. */
  public Instant inWorkingDays(int days, String territory) {
    return workingDays.end(term(days, territory));
  }
}
