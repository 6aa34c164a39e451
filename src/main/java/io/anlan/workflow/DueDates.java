package io.anlan.workflow;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.calendar.Term;
import io.anlan.calendar.WorkingDays;
import io.anlan.review.Consultations;
import io.anlan.review.ReviewPolicy;
import io.anlan.round.LevelPolicy;
import io.anlan.round.Rounds;
import io.anlan.visit.VisitCourse;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/**
 * When a task is due, in working days of the round's policy where the task is held. What a timer
 * asks answers the same whenever it is asked: a timer that moves with the calendar asks again.
 */
@Component
public class DueDates {

  private static final Set<String> UNTIMED =
      Set.of("userTask_selfAssess", "userTask_coSign", "userTask_publishNaming");

  private final Files files;
  private final ReviewPolicy policy;
  private final Consultations consultations;
  private final VisitCourse visits;
  private final Rounds rounds;
  private final TaskTerms terms;
  private final WorkingDays workingDays;
  private final Clock clock;

  DueDates(
      Files files,
      ReviewPolicy policy,
      Consultations consultations,
      VisitCourse visits,
      Rounds rounds,
      TaskTerms terms,
      WorkingDays workingDays,
      Clock clock) {
    this.files = files;
    this.policy = policy;
    this.consultations = consultations;
    this.visits = visits;
    this.rounds = rounds;
    this.terms = terms;
    this.workingDays = workingDays;
    this.clock = clock;
  }

  /** The due date of the task that is being created; null where no rule sets one. */
  public Date of(DelegateExecution execution) {
    if (execution.getCurrentActivityId().equals("userTask_selfAssess")) {
      Application a = files.get(execution.getProcessBusinessKey());
      return Date.from(
          rounds.get(a.roundId()).closesOn().plusDays(1).atStartOfDay(clock.getZone()).toInstant());
    }
    return term(execution).map(this::end).orElse(null);
  }

  /**
   * In which the task that is being created must be done; empty where it is not in working days.
   */
  Optional<Term> term(DelegateExecution execution) {
    String task = execution.getCurrentActivityId();
    if (UNTIMED.contains(task)) return Optional.empty();
    Application a = files.get(execution.getProcessBusinessKey());
    LevelPolicy level = policy.of(a);
    return Optional.of(
        switch (task) {
          case "userTask_giveOpinion" -> opinionTerm(a);
          case "userTask_answerInvitation" -> visits.answerTerm(a.number());
          case "userTask_visit" -> visitTerm(a.number());
          case "userTask_correctMaterials" ->
              policy.term(level.correctionDays(), a.communityCode());
          case "userTask_rectify" ->
              policy.term(level.visit().rectificationDays(), a.communityCode());
          case "userTask_confirmCorrection" ->
              policy.term(level.workingDays(), (String) execution.getVariable("districtOffice"));
          default -> policy.term(level.workingDays(), a.office());
        });
  }

  private Date end(Term term) {
    return Date.from(workingDays.end(term));
  }

  /** When an expert must have answered an invitation. */
  public Date answers(DelegateExecution execution) {
    return Date.from(visits.answersDueAt(execution.getProcessBusinessKey()));
  }

  /** When an expert who has not answered is asked once more. */
  public Date answerReminder(DelegateExecution execution) {
    Term answer = visits.answerTerm(execution.getProcessBusinessKey());
    LevelPolicy level = policy.of(files.get(execution.getProcessBusinessKey()));
    int ahead = Math.min(level.reminderDays(), answer.days());
    return end(new Term(answer.from(), answer.days() - ahead, answer.territory()));
  }

  /** When a visit must have been made. */
  public Date visits(DelegateExecution execution) {
    return end(visitTerm(execution.getProcessBusinessKey()));
  }

  /** The term of a visit begins once, however often it is asked for. */
  private Term visitTerm(String number) {
    return terms.of(number, "userTask_visit").orElseGet(() -> visits.visitTerm(number));
  }

  private Term opinionTerm(Application a) {
    return consultations
        .term(a.number())
        .orElseGet(() -> policy.term(policy.of(a).opinionDays(), a.office()));
  }

  /** When the reviewer may go on without a department that has not answered. */
  public Date opinions(DelegateExecution execution) {
    String number = execution.getProcessBusinessKey();
    return consultations
        .dueAt(number)
        .map(Date::from)
        .orElseGet(() -> end(opinionTerm(files.get(number))));
  }

  public Date opinionsAgain(DelegateExecution execution) {
    return opinions(execution);
  }
}
