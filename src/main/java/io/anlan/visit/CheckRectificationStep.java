package io.anlan.visit;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The team's leader checks what was mended. The policy says how often; after the last time a file
 * that is still not in order goes back to the reviewer.
 */
@Component
class CheckRectificationStep implements Step {

  private final Files files;
  private final Visits visits;
  private final VisitCourse course;
  private final Rectifications rectifications;
  private final VisitForms forms;
  private final Trail trail;

  CheckRectificationStep(
      Files files,
      Visits visits,
      VisitCourse course,
      Rectifications rectifications,
      VisitForms forms,
      Trail trail) {
    this.files = files;
    this.visits = visits;
    this.course = course;
    this.rectifications = rectifications;
    this.forms = forms;
    this.trail = trail;
  }

  @Override
  public String taskKey() {
    return "userTask_checkRectification";
  }

  @Override
  public Outcome complete(Completion c) {
    Application a = files.get(c.task().number());
    Visit visit = visits.open(a.number()).orElseThrow();
    String remark = c.fields().text("remark");
    String decision = decision(c.fields().flag("accepted"), visit, a);
    if (!decision.equals("ACCEPTED") && remark == null) throw Problem.field("remark", "required");
    rectifications.checked(visit, decision.equals("ACCEPTED"));
    trail.record(
        c.actor(),
        new Act(
            a.number(), a.level(), a.office(), Act.Action.RECTIFICATION_CHECKED, decision, remark));
    switch (decision) {
      case "ACCEPTED" -> course.close(visit, Visit.State.PASSED);
      case "AGAIN" -> rectifications.again(visit);
      default -> course.fail(visit, a);
    }
    return Outcome.of(decision, decision);
  }

  private String decision(boolean accepted, Visit visit, Application a) {
    if (accepted) return "ACCEPTED";
    return visit.rounds() < course.rule(a).rectificationRounds() ? "AGAIN" : "FAIL";
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return forms.rectification(task);
  }
}
