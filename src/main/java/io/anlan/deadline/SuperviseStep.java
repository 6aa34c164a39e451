package io.anlan.deadline;

import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The leader of the office above takes up what is late (督办): says what is to be done. */
@Component
class SuperviseStep implements Step {

  private final DeadlineCases cases;
  private final DeadlineSheets sheets;
  private final Trail trail;

  SuperviseStep(DeadlineCases cases, DeadlineSheets sheets, Trail trail) {
    this.cases = cases;
    this.sheets = sheets;
    this.trail = trail;
  }

  @Override
  public String taskKey() {
    return "userTask_supervise";
  }

  @Override
  public Outcome complete(Completion c) {
    DeadlineCase supervised = cases.ofTask(c.task());
    String answer = c.fields().required("answer");
    cases.decided(supervised, c.actor().username(), "ANSWERED");
    for (String holder : cases.holders(supervised)) {
      trail.record(
          c.actor(),
          new Act(
              c.task().number(),
              c.task().level(),
              c.task().office(),
              Act.Action.SUPERVISION_ANSWERED,
              holder,
              answer));
    }
    return Outcome.done("ANSWERED");
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return sheets.of(task);
  }
}
