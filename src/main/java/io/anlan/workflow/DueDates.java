package io.anlan.workflow;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.review.Consultations;
import io.anlan.review.ReviewPolicy;
import io.anlan.round.LevelPolicy;
import io.anlan.round.Rounds;
import io.anlan.visit.VisitCourse;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** When a task is due, in working days of the round's policy. */
@Component
public class DueDates {

  private final Files files;
  private final ReviewPolicy policy;
  private final Consultations consultations;
  private final VisitCourse visits;
  private final Rounds rounds;
  private final Clock clock;

  DueDates(
      Files files,
      ReviewPolicy policy,
      Consultations consultations,
      VisitCourse visits,
      Rounds rounds,
      Clock clock) {
    this.files = files;
    this.policy = policy;
    this.consultations = consultations;
    this.visits = visits;
    this.rounds = rounds;
    this.clock = clock;
  }

  /** The due date of the task that is being created; null where no rule sets one. */
  public Date of(DelegateExecution execution) {
    String task = execution.getCurrentActivityId();
    if (task.equals("userTask_coSign") || task.equals("userTask_publishNaming")) return null;
    Application a = files.get(execution.getProcessBusinessKey());
    if (task.equals("userTask_selfAssess")) {
      return Date.from(
          rounds.get(a.roundId()).closesOn().plusDays(1).atStartOfDay(clock.getZone()).toInstant());
    }
    LevelPolicy level = policy.of(a);
    return switch (task) {
      case "userTask_giveOpinion" -> opinions(execution);
      case "userTask_answerInvitation" -> answers(execution);
      case "userTask_visit" -> visits(execution);
      case "userTask_correctMaterials" -> in(level.correctionDays());
      case "userTask_rectify" -> in(level.visit().rectificationDays());
      default -> in(level.workingDays());
    };
  }

  private Date in(int workingDays) {
    return Date.from(policy.inWorkingDays(workingDays));
  }

  /** When an expert must have answered an invitation. */
  public Date answers(DelegateExecution execution) {
    return Date.from(visits.answersDueAt(execution.getProcessBusinessKey()));
  }

  /** When an expert who has not answered is asked once more. */
  public Date answerReminder(DelegateExecution execution) {
    LevelPolicy level = policy.of(files.get(execution.getProcessBusinessKey()));
    int ahead = Math.min(level.reminderDays(), level.visit().invitationDays());
    return in(level.visit().invitationDays() - ahead);
  }

  /** When a visit must have been made. */
  public Date visits(DelegateExecution execution) {
    return Date.from(visits.visitsDueAt(execution.getProcessBusinessKey()));
  }

  /** When the reviewer may go on without a department that has not answered. */
  public Date opinions(DelegateExecution execution) {
    String number = execution.getProcessBusinessKey();
    Instant due =
        consultations
            .dueAt(number)
            .orElseGet(() -> policy.inWorkingDays(policy.of(files.get(number)).opinionDays()));
    return Date.from(due);
  }

  public Date opinionsAgain(DelegateExecution execution) {
    return opinions(execution);
  }
}
