package io.anlan.review;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A department agrees or objects; it never decides. */
@Component
class GiveOpinionStep implements Step {

  private final Files files;
  private final Consultations consultations;
  private final ReviewSheets sheets;
  private final Trail trail;

  GiveOpinionStep(Files files, Consultations consultations, ReviewSheets sheets, Trail trail) {
    this.files = files;
    this.consultations = consultations;
    this.sheets = sheets;
    this.trail = trail;
  }

  @Override
  public String taskKey() {
    return "userTask_giveOpinion";
  }

  @Override
  public Outcome complete(Completion c) {
    Application a = files.get(c.task().number());
    String stance = c.fields().required("stance");
    String opinion = c.fields().text("opinion");
    if (stance.equals("OBJECT") && opinion == null) throw Problem.field("opinion", "required");
    consultations.give(a, c.task().department(), stance, opinion, c.actor().username());
    trail.record(
        c.actor(),
        new Act(a.number(), a.level(), a.office(), Act.Action.OPINION_GIVEN, stance, opinion));
    return Outcome.done(stance);
  }

  @Override
  public Map<String, Object> inBatch() {
    return Map.of("stance", "AGREE");
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return sheets.department(task);
  }
}
