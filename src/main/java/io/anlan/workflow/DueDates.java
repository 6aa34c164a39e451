package io.anlan.workflow;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.calendar.Term;
import io.anlan.calendar.WorkingDays;
import io.anlan.deadline.ReviewClock;
import io.anlan.deadline.Terms;
import io.anlan.deadline.Urging;
import io.anlan.designation.Designations;
import io.anlan.review.Consultations;
import io.anlan.review.ReviewPolicy;
import io.anlan.round.LevelPolicy;
import io.anlan.round.Rounds;
import io.anlan.shared.Level;
import io.anlan.visit.VisitCourse;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.stereotype.Component;

/**
 * When a task is due, in working days of the round's policy where the task is held. What a timer
 * asks answers the same whenever it is asked: a timer that moves with the calendar asks again.
 */
@Component
public class DueDates {

  private static final String MULTI_INSTANCE = "#multiInstanceBody";

  /** What there is to know about the deadline of a task, whether it is being created or open. */
  private record Open(Instant end, String territory, Instant urgedAt) {}

  private final Files files;
  private final ReviewPolicy policy;
  private final ReviewClock reviewClock;
  private final Consultations consultations;
  private final VisitCourse visits;
  private final Designations designations;
  private final Rounds rounds;
  private final Terms terms;
  private final Urging urging;
  private final BeingCreated beingCreated;
  private final WorkingDays workingDays;

  DueDates(
      Files files,
      ReviewPolicy policy,
      ReviewClock reviewClock,
      Consultations consultations,
      VisitCourse visits,
      Designations designations,
      Rounds rounds,
      Terms terms,
      Urging urging,
      BeingCreated beingCreated,
      WorkingDays workingDays) {
    this.files = files;
    this.policy = policy;
    this.reviewClock = reviewClock;
    this.consultations = consultations;
    this.visits = visits;
    this.designations = designations;
    this.rounds = rounds;
    this.terms = terms;
    this.urging = urging;
    this.beingCreated = beingCreated;
    this.workingDays = workingDays;
  }

  /** The task that an execution stands at, or waits for several of. */
  static String taskKey(DelegateExecution execution) {
    String activity = execution.getCurrentActivityId();
    if (activity != null) return activity.replace(MULTI_INSTANCE, "");
    // Where several are asked at once, only what is asked of each still knows what it is.
    return taskKey(((ExecutionEntity) execution).getExecutions().get(0));
  }

  static boolean ofBatch(DelegateExecution execution) {
    return execution.getProcessDefinitionId().startsWith("designation:");
  }

  /** The key under which the case is locked and recorded. */
  static String chain(DelegateExecution execution) {
    String key = execution.getProcessBusinessKey();
    return ofBatch(execution) ? "batch:" + key : key;
  }

  /** The due date of the task that is being created. */
  public Date of(DelegateExecution execution) {
    return Date.from(time(execution).end());
  }

  /** In which the task that has just been created must be done. */
  Term created(DelegateExecution execution) {
    Term term = time(execution).term();
    beingCreated.done(key(execution));
    return term;
  }

  private BeingCreated.Time time(DelegateExecution execution) {
    return beingCreated.time(key(execution), () -> term(execution));
  }

  private static String key(DelegateExecution execution) {
    return execution.getProcessInstanceId() + " " + taskKey(execution);
  }

  private Term term(DelegateExecution execution) {
    if (ofBatch(execution)) return batchTerm(execution);
    Application a = files.get(execution.getProcessBusinessKey());
    LevelPolicy level = policy(execution, a);
    return switch (taskKey(execution)) {
      case "userTask_selfAssess" -> draftTerm(a);
      case "userTask_reviewMaterials" -> reviewClock.term(a, level);
      case "userTask_giveOpinion" -> opinionTerm(a);
      case "userTask_answerInvitation" -> visits.answerTerm(a.number());
      case "userTask_visit" -> visitTerm(a.number());
      case "userTask_correctMaterials" -> policy.term(a, level.correctionDays(), a.communityCode());
      case "userTask_rectify" ->
          policy.term(a, level.visit().rectificationDays(), a.communityCode());
      case "userTask_confirmCorrection" ->
          policy.term(a, level.workingDays(), (String) execution.getVariable("districtOffice"));
      default -> policy.term(a, level.workingDays(), (String) execution.getVariable("office"));
    };
  }

  /** The last day of a draft is the round's, whether it is worked or not. */
  private Term draftTerm(Application a) {
    return new Term(rounds.get(a.roundId()).closesOn(), 0, a.communityCode());
  }

  private Term batchTerm(DelegateExecution execution) {
    String office = (String) execution.getVariable("office");
    return designations.term(execution.getProcessBusinessKey(), office);
  }

  /** Of the level where the file stands; who decides about a deadline may stand at another. */
  private LevelPolicy policy(DelegateExecution execution, Application a) {
    if (a.level() == Level.COMMUNITY) return policy.ofFirstLevel(a);
    String level = (String) execution.getVariable("level");
    return policy.of(a, level == null ? a.level() : Level.valueOf(level));
  }

  private Date end(Term term) {
    return Date.from(workingDays.end(term));
  }

  /** When somebody is urged next of a task: of the one that is being created, or of an open one. */
  public Date urge(DelegateExecution execution) {
    Open open = open(execution);
    // Without a next moment the timer finds nothing to do.
    return Date.from(next(execution, open).map(Urging.Moment::at).orElse(open.end));
  }

  /** What happens next about the deadline of the tasks at which the execution stands. */
  Optional<Urging.Moment> next(DelegateExecution execution) {
    return next(execution, open(execution));
  }

  private Open open(DelegateExecution execution) {
    return terms
        .running(execution.getProcessInstanceId(), taskKey(execution))
        .map(r -> new Open(workingDays.end(r.term()), r.term().territory(), r.urgedAt()))
        .orElseGet(
            () -> {
              BeingCreated.Time time = time(execution);
              return new Open(time.end(), time.term().territory(), terms.today());
            });
  }

  private Optional<Urging.Moment> next(DelegateExecution execution, Open open) {
    LevelPolicy level =
        ofBatch(execution)
            ? designations.policy(execution.getProcessBusinessKey())
            : policy(execution, files.get(execution.getProcessBusinessKey()));
    return urging.next(taskKey(execution), level, open.end, open.territory, open.urgedAt);
  }

  /** When an expert must have answered. */
  public Date answers(DelegateExecution execution) {
    return Date.from(visits.answersDueAt(execution.getProcessBusinessKey()));
  }

  /** When an expert who has not answered is asked once more. */
  public Date answerReminder(DelegateExecution execution) {
    Term answer = visits.answerTerm(execution.getProcessBusinessKey());
    LevelPolicy level = policy.of(files.get(execution.getProcessBusinessKey()));
    int ahead = Math.min(level.reminderDays(), answer.days());
    return end(answer.longer(-ahead));
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
    return consultations.term(a.number()).orElseGet(() -> policy.opinionTerm(a));
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
