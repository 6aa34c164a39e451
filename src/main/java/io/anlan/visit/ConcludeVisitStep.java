package io.anlan.visit;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The team's leader says what the visit has shown: passed, to be rectified, or failed. */
@Component
class ConcludeVisitStep implements Step {

  private final Files files;
  private final Visits visits;
  private final VisitCourse course;
  private final Rectifications rectifications;
  private final VisitForms forms;
  private final Trail trail;

  ConcludeVisitStep(
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
    return "userTask_concludeVisit";
  }

  @Override
  public Outcome complete(Completion c) {
    Application a = files.get(c.task().number());
    Visit visit = visits.open(a.number()).orElseThrow();
    String conclusion = c.fields().required("conclusion");
    String report = c.fields().required("report");
    rectifications.conclude(visit, report);
    trail.record(
        c.actor(),
        new Act(a.number(), a.level(), a.office(), Act.Action.VISIT_CONCLUDED, conclusion, report));
    switch (conclusion) {
      case "PASS" -> course.close(visit, Visit.State.PASSED);
      case "RECTIFY" -> rectifications.ask(visit, report);
      default -> course.fail(visit, a);
    }
    return Outcome.of(conclusion, conclusion);
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return forms.expert(task);
  }
}
