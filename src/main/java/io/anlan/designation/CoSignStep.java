package io.anlan.designation;

import io.anlan.application.Files;
import io.anlan.application.Files.Part;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.designation.BatchFiles.Signature;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** One of the four bodies signs the batch, or objects to single files of it. */
@Component
class CoSignStep implements Step {

  private final Designations designations;
  private final BatchFiles batchFiles;
  private final BatchSheets sheets;
  private final Files files;
  private final Trail trail;
  private final Clock clock;

  CoSignStep(
      Designations designations,
      BatchFiles batchFiles,
      BatchSheets sheets,
      Files files,
      Trail trail,
      Clock clock) {
    this.designations = designations;
    this.batchFiles = batchFiles;
    this.sheets = sheets;
    this.files = files;
    this.trail = trail;
    this.clock = clock;
  }

  @Override
  public String taskKey() {
    return "userTask_coSign";
  }

  @Override
  public Outcome complete(Completion c) {
    Designation batch = designations.get(c.task().batch());
    String decision = c.fields().required("decision");
    String opinion = c.fields().text("opinion");
    List<String> objected = c.fields().texts("objectedNumbers");
    List<String> pending = batchFiles.pending(batch.id());
    if (decision.equals("OBJECT")) {
      if (opinion == null) throw Problem.field("opinion", "required");
      if (objected.isEmpty()) throw Problem.field("objectedNumbers", "objection-needs-files");
      if (new HashSet<>(objected).size() != objected.size())
        throw Problem.field("objectedNumbers", "twice");
      if (!pending.containsAll(objected)) throw Problem.field("objectedNumbers", "not-in-batch");
    } else if (!objected.isEmpty()) {
      throw Problem.field("objectedNumbers", "only-with-objection");
    }
    String body = c.task().department();
    for (String number : pending) files.takePart(number, c.actor(), Part.BODY);
    batchFiles.sign(
        batch.id(), new Signature(body, decision, opinion), c.actor().username(), clock.instant());
    for (String number : pending) {
      boolean against = objected.contains(number);
      if (against) batchFiles.object(batch.id(), number, body + ": " + opinion);
      trail.record(
          c.actor(),
          new Act(
              number,
              batch.tier().namingLevel(),
              batch.office(),
              Act.Action.CO_SIGNED,
              against ? "OBJECT" : "AGREE",
              against ? opinion : null));
    }
    return Outcome.done(decision);
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return sheets.batch(task);
  }
}
