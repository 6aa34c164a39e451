package io.anlan.deadline;

import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A leader gives a task more time, or does not. */
@Component
class GrantExtensionStep implements Step {

  private final DeadlineCases cases;
  private final Extensions extensions;
  private final DeadlineSheets sheets;
  private final Trail trail;

  GrantExtensionStep(
      DeadlineCases cases, Extensions extensions, DeadlineSheets sheets, Trail trail) {
    this.cases = cases;
    this.extensions = extensions;
    this.sheets = sheets;
    this.trail = trail;
  }

  @Override
  public String taskKey() {
    return "userTask_grantExtension";
  }

  @Override
  public Outcome complete(Completion c) {
    DeadlineCase asked = cases.ofTask(c.task());
    String decision = c.fields().required("decision");
    String opinion = c.fields().text("opinion");
    if (decision.equals("REFUSE") && opinion == null) throw Problem.field("opinion", "required");
    cases.decided(asked, c.actor().username(), decision);
    if (decision.equals("GRANT")) {
      try {
        extensions.grant(c.actor(), asked, opinion);
      } catch (Problem capped) {
        // The form asks for a decision, not for days.
        if (capped.status() != 422) throw capped;
        throw Problem.field("decision", "extension-capped", extensions.latest(asked));
      }
    } else {
      trail.record(
          c.actor(),
          new Act(
              c.task().number(),
              c.task().level(),
              c.task().office(),
              Act.Action.EXTENSION_REFUSED,
              asked.askedBy(),
              opinion));
    }
    return Outcome.done(decision);
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return sheets.of(task);
  }
}
