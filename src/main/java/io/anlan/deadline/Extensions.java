package io.anlan.deadline;

import io.anlan.account.Actor;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.calendar.Term;
import io.anlan.calendar.WorkingDays;
import io.anlan.inbox.TaskItem;
import io.anlan.review.Consultations;
import io.anlan.review.OpinionsAwaited;
import io.anlan.shared.Problem;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives tasks more time (延期). The caller holds the file's lock. */
@Component
class Extensions {

  /** More is a slip of the hand. */
  static final int MOST_DAYS = 366;

  static final int LONGEST = 2000;

  private final Terms terms;
  private final DeadlineCases cases;
  private final Consultations consultations;
  private final WorkingDays workingDays;
  private final Trail trail;
  private final ObjectProvider<DeadlineFlow> flow;
  private final Clock clock;

  Extensions(
      Terms terms,
      DeadlineCases cases,
      Consultations consultations,
      WorkingDays workingDays,
      Trail trail,
      ObjectProvider<DeadlineFlow> flow,
      Clock clock) {
    this.terms = terms;
    this.cases = cases;
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
   * Gives the task what was asked for; dates and timers move together.
   *
   * @param words may be null
   */
  void grant(Actor granted, DeadlineCase asked, String words) {
    requireLonger(term(asked.number(), asked.taskKey()), asked.days());
    lengthen(granted, asked, asked.days(), asked.askedBy(), words);
  }

  /**
   * Lets the community's time end on this day.
   *
   * @throws Problem 422 on {@code until}
   */
  void grantUntil(Actor granted, DeadlineCase overdue, LocalDate until, String words) {
    LocalDate today = LocalDate.now(clock);
    if (until == null) throw Problem.field("until", "required");
    if (!until.isAfter(today)) throw Problem.field("until", "until-not-later");
    Term term = term(overdue.number(), overdue.taskKey());
    if (term.latest() != null && until.isAfter(term.latest())) {
      throw Problem.field("until", "until-beyond", term.latest());
    }
    if (until.isAfter(today.plusDays(MOST_DAYS))) {
      throw Problem.field("until", "until-too-far", MOST_DAYS);
    }
    if (!workingDays.isWorkingDay(until, term.territory())) {
      throw Problem.field("until", "until-not-working");
    }
    int more = workingDays.between(term.from(), until, term.territory()) - term.days();
    String holder = cases.holders(overdue).iterator().next();
    lengthen(granted, overdue, more, holder, words);
  }

  /**
   * @param told whoever has asked, or has more time now
   */
  private void lengthen(Actor granted, DeadlineCase c, int more, String told, String words) {
    TaskItem task = cases.tasks(c).get(0);
    terms.lengthen(c.about(), c.taskKey(), more);
    if (c.taskKey().equals("userTask_giveOpinion")) consultations.lengthen(c.number(), more);
    trail.record(
        granted, new Act(c.number(), task.level(), c.office(), Act.Action.EXTENDED, told, words));
    flow.getObject().moved(c.number());
  }

  /** The departments have another term, and so have their tasks. */
  @EventListener
  void on(OpinionsAwaited awaited) {
    terms.replace(awaited.number(), "userTask_giveOpinion", awaited.term());
    flow.getObject().moved(awaited.number());
  }
}
