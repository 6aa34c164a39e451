package io.anlan.deadline;

import io.anlan.application.Application;
import io.anlan.calendar.Term;
import io.anlan.calendar.WorkingDays;
import io.anlan.inbox.DoneTask;
import io.anlan.inbox.Inbox;
import io.anlan.review.ReviewPolicy;
import io.anlan.round.LevelPolicy;
import io.anlan.round.LevelPolicy.CorrectionClock;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** The time that a review has; while the file is with its community, the way the policy says. */
@Component
public class ReviewClock {

  private final Inbox inbox;
  private final ReviewPolicy policy;
  private final WorkingDays workingDays;
  private final Clock clock;

  ReviewClock(Inbox inbox, ReviewPolicy policy, WorkingDays workingDays, Clock clock) {
    this.inbox = inbox;
    this.policy = policy;
    this.workingDays = workingDays;
    this.clock = clock;
  }

  /** Of the review that begins now, or goes on after a correction. */
  public Term term(Application a, LevelPolicy level) {
    Term fresh = policy.term(a, level.workingDays(), a.office());
    if (level.correctionClock() == CorrectionClock.RESTART) return fresh;
    return inbox
        .lastDone(a.number(), "userTask_reviewMaterials", a.level(), a.submittedAt())
        .filter(last -> last.decision().equals("RETURN"))
        .map(last -> resumed(fresh, last, level.correctionClock()))
        .orElse(fresh);
  }

  private Term resumed(Term fresh, DoneTask returned, CorrectionClock how) {
    LocalDate from = day(returned.completedAt());
    int left = workingDays.between(from, day(returned.task().dueAt()), fresh.territory());
    return how == CorrectionClock.RUN
        ? new Term(from, Math.max(0, left), fresh.territory(), fresh.latest())
        : new Term(fresh.from(), Math.max(1, left), fresh.territory(), fresh.latest());
  }

  private LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, clock.getZone());
  }
}
