package io.anlan.workflow;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.review.Consultations;
import io.anlan.review.ReviewPolicy;
import io.anlan.round.LevelPolicy;
import io.anlan.round.Rounds;
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
  private final Rounds rounds;
  private final Clock clock;

  DueDates(
      Files files, ReviewPolicy policy, Consultations consultations, Rounds rounds, Clock clock) {
    this.files = files;
    this.policy = policy;
    this.consultations = consultations;
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
    if (task.equals("userTask_giveOpinion")) return opinions(execution);
    LevelPolicy level = policy.of(a);
    int days =
        task.equals("userTask_correctMaterials") ? level.correctionDays() : level.workingDays();
    return Date.from(policy.inWorkingDays(days));
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
