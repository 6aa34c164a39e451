package io.anlan.visit;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The community mends what was found, finding by finding (整改). */
@Component
class RectifyStep implements Step {

  private final Files files;
  private final Visits visits;
  private final Rectifications rectifications;
  private final VisitForms forms;
  private final Trail trail;

  RectifyStep(
      Files files, Visits visits, Rectifications rectifications, VisitForms forms, Trail trail) {
    this.files = files;
    this.visits = visits;
    this.rectifications = rectifications;
    this.forms = forms;
    this.trail = trail;
  }

  @Override
  public String taskKey() {
    return "userTask_rectify";
  }

  @Override
  public Outcome complete(Completion c) {
    Application a = files.get(c.task().number());
    String response = c.fields().required("response");
    rectifications.handIn(visits.open(a.number()).orElseThrow(), response, c.actor().username());
    trail.record(
        c.actor(),
        new Act(a.number(), a.level(), a.office(), Act.Action.RECTIFIED, null, response));
    return Outcome.done("RECTIFIED");
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return forms.rectification(task);
  }
}
