package io.anlan.review;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.application.Files.Part;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The district stands by its official score for what changed, or has it corrected once more. */
@Component
class ConfirmCorrectionStep implements Step {

  private final Files files;
  private final Decisions decisions;
  private final ReviewPolicy policy;
  private final ReviewSheets sheets;
  private final Trail trail;

  ConfirmCorrectionStep(
      Files files, Decisions decisions, ReviewPolicy policy, ReviewSheets sheets, Trail trail) {
    this.files = files;
    this.decisions = decisions;
    this.policy = policy;
    this.sheets = sheets;
    this.trail = trail;
  }

  @Override
  public String taskKey() {
    return "userTask_confirmCorrection";
  }

  @Override
  public Outcome complete(Completion c) {
    Application a = files.get(c.task().number());
    String decision = c.fields().required("decision");
    String opinion = c.fields().text("opinion");
    files.takePart(a.number(), c.actor(), Part.REVIEWER);
    boolean back = decision.equals("RETURN");
    if (back && opinion == null) throw Problem.field("opinion", "required");
    int limit = policy.of(a).correctionRounds();
    if (back && decisions.returns(a) >= limit) {
      throw Problem.field("decision", "correction-rounds-used", limit);
    }
    decisions.record(a, taskKey(), decision, opinion, null, null, c.actor().username());
    if (back) a.returnForCorrection();
    trail.record(
        c.actor(),
        new Act(
            a.number(),
            a.level(),
            c.task().office(),
            back ? Act.Action.RETURNED : Act.Action.CONFIRMED,
            decision,
            opinion));
    return Outcome.of(decision, decision);
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return sheets.review(task);
  }
}
