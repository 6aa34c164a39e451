package io.anlan.designation;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.application.Files.Part;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.CaseLock;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The naming gets its document and date; from here nothing can be withdrawn. */
@Component
class PublishNamingStep implements Step {

  private final Designations designations;
  private final BatchFiles batchFiles;
  private final BatchSheets sheets;
  private final Files files;
  private final CaseLock lock;
  private final Trail trail;
  private final Clock clock;

  PublishNamingStep(
      Designations designations,
      BatchFiles batchFiles,
      BatchSheets sheets,
      Files files,
      CaseLock lock,
      Trail trail,
      Clock clock) {
    this.designations = designations;
    this.batchFiles = batchFiles;
    this.sheets = sheets;
    this.files = files;
    this.lock = lock;
    this.trail = trail;
    this.clock = clock;
  }

  @Override
  public String taskKey() {
    return "userTask_publishNaming";
  }

  @Override
  public Outcome complete(Completion c) {
    Designation batch = designations.get(c.task().batch());
    String documentNumber = c.fields().required("documentNumber");
    LocalDate namedOn = c.fields().date("namedOn");
    if (namedOn.isAfter(LocalDate.now(clock))) throw Problem.field("namedOn", "in-the-future");
    if (namedOn.isBefore(LocalDate.of(batch.year(), 1, 1))) {
      throw Problem.field("namedOn", "before-the-round");
    }
    batch.publish(documentNumber, namedOn);
    for (String number : batchFiles.pending(batch.id())) {
      lock.acquire(number);
      files.takePart(number, c.actor(), Part.REVIEWER);
      Application a = files.get(number);
      a.name();
      batchFiles.state(batch.id(), number, "NAMED");
      batchFiles.register(a, batch);
      trail.record(
          c.actor(),
          new Act(number, a.level(), batch.office(), Act.Action.NAMED, documentNumber, null));
    }
    return Outcome.done("NAMED");
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return sheets.batch(task);
  }
}
