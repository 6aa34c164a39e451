package io.anlan.deadline;

import io.anlan.application.Application;
import io.anlan.application.Applications;
import io.anlan.application.Corrections;
import io.anlan.application.Files;
import io.anlan.application.Status;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import io.anlan.review.Proposals;
import io.anlan.shared.Problem;
import io.anlan.visit.VisitCourse;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * A community's time to correct or to mend is out: the reviewer extends it, goes on with what there
 * is (which is confirmed first, as if it had been handed in), or proposes not to recommend, which
 * the leader signs or not.
 */
@Component
class DecideOverdueStep implements Step {

  private final Files files;
  private final Applications applications;
  private final Corrections corrections;
  private final DeadlineCases cases;
  private final Extensions extensions;
  private final Proposals proposals;
  private final VisitCourse visits;
  private final DeadlineSheets sheets;
  private final Trail trail;

  DecideOverdueStep(
      Files files,
      Applications applications,
      Corrections corrections,
      DeadlineCases cases,
      Extensions extensions,
      Proposals proposals,
      VisitCourse visits,
      DeadlineSheets sheets,
      Trail trail) {
    this.files = files;
    this.applications = applications;
    this.corrections = corrections;
    this.cases = cases;
    this.extensions = extensions;
    this.proposals = proposals;
    this.visits = visits;
    this.sheets = sheets;
    this.trail = trail;
  }

  @Override
  public String taskKey() {
    return "userTask_decideOverdue";
  }

  @Override
  public Outcome complete(Completion c) {
    Application a = files.get(c.task().number());
    DeadlineCase overdue = cases.ofTask(c.task());
    String decision = c.fields().required("decision");
    String reason = c.fields().required("reason");
    cases.decided(overdue, c.actor().username(), decision);
    if (decision.equals("EXTEND")) {
      extensions.grantUntil(c.actor(), overdue, c.fields().date("until"), reason);
      return Outcome.of(decision, decision);
    }
    if (decision.equals("REJECT")) {
      applications.requireLeader(a.number(), a.office());
      if (corrections.confirmedFirst(a)) throw Problem.field("decision", "confirm-changes-first");
    }
    if (a.status() == Status.IN_CORRECTION) a.endCorrection();
    else visits.rectificationGivenUp(a);
    if (decision.equals("REJECT")) {
      proposals.reject(a, reason, c.actor().username());
    }
    trail.record(
        c.actor(),
        new Act(a.number(), a.level(), a.office(), Act.Action.OVERDUE_DECIDED, decision, reason));
    return Outcome.of(decision, decision);
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return sheets.of(task);
  }
}
