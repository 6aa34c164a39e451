package io.anlan.deadline;

import io.anlan.account.Actor;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.calendar.Term;
import io.anlan.calendar.WorkingDays;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.review.Consultations;
import io.anlan.shared.Problem;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Gives tasks more time (延期). The caller holds the file's lock. */
@Component
class Extensions {

  /** More is a slip of the hand. */
  static final int MOST_DAYS = 366;

  static final int LONGEST = 2000;

  private final Inbox inbox;
  private final Terms terms;
  private final Consultations consultations;
  private final WorkingDays workingDays;
  private final Trail trail;
  private final ObjectProvider<DeadlineFlow> flow;
  private final Clock clock;

  Extensions(
      Inbox inbox,
      Terms terms,
      Consultations consultations,
      WorkingDays workingDays,
      Trail trail,
      ObjectProvider<DeadlineFlow> flow,
      Clock clock) {
    this.inbox = inbox;
    this.terms = terms;
    this.consultations = consultations;
    this.workingDays = workingDays;
    this.trail = trail;
    this.flow = flow;
    this.clock = clock;
  }

  Term term(String number, String taskKey) {
    return terms.of(number, taskKey).orElseThrow(() -> Problem.conflict("extension-impossible"));
  }

  /** The day beyond which nobody but the round can extend; null where there is none. */
  LocalDate latest(DeadlineCase asked) {
    return term(asked.number(), asked.taskKey()).latest();
  }

  /** What the round cuts short gets no longer by asking. */
  void requireLonger(Term term, int days) {
    if (workingDays.end(term.longer(days)).isAfter(workingDays.end(term))) return;
    throw Problem.field("days", "extension-capped", term.latest());
  }

  /**
   * Gives the file's open tasks of this kind more time; dates and timers move together.
   *
   * @param granted by whom, and in what words; may have none
   */
  void grant(Actor granted, DeadlineCase asked, String words) {
    Term term = term(asked.number(), asked.taskKey());
    requireLonger(term, asked.days());
    lengthen(granted, asked, term.longer(asked.days()), words);
  }

  /**
   * Lets the community's time end on this day.
   *
   * @throws Problem 422 on {@code until}
   */
  void grantUntil(Actor granted, DeadlineCase overdue, LocalDate until, String words) {
    if (until == null) throw Problem.field("until", "required");
    if (!until.isAfter(LocalDate.now(clock))) throw Problem.field("until", "until-not-later");
    Term term = term(overdue.number(), overdue.taskKey());
    if (term.latest() != null && until.isAfter(term.latest())) {
      throw Problem.field("until", "until-beyond", term.latest());
    }
    if (until.isAfter(LocalDate.now(clock).plusDays(MOST_DAYS))) {
      throw Problem.field("until", "until-too-far", MOST_DAYS);
    }
    if (!workingDays.isWorkingDay(until, term.territory())) {
      throw Problem.field("until", "until-not-working");
    }
    int days = workingDays.between(term.from(), until, term.territory());
    Term longer = new Term(term.from(), days, term.territory(), term.latest());
    lengthen(granted, overdue, longer, words);
  }

  private void lengthen(Actor granted, DeadlineCase c, Term term, String words) {
    terms.last(c.number(), c.taskKey(), term.days());
    if (c.taskKey().equals("userTask_giveOpinion")) consultations.last(c.number(), term.days());
    TaskItem task =
        inbox.ofApplication(c.number()).stream()
            .filter(t -> t.taskKey().equals(c.taskKey()))
            .findFirst()
            .orElseThrow();
    trail.record(
        granted,
        new Act(c.number(), task.level(), c.office(), Act.Action.EXTENDED, c.askedBy(), words));
    flow.getObject().moved(c.number());
  }
}
