package io.anlan.application;

import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The community hands in its correction; it goes back to the level that returned the file. */
@Component
class CorrectMaterialsStep implements Step {

  private final Files files;
  private final Assessments assessments;
  private final Sheets sheets;
  private final Corrections corrections;
  private final Trail trail;

  CorrectMaterialsStep(
      Files files, Assessments assessments, Sheets sheets, Corrections corrections, Trail trail) {
    this.files = files;
    this.assessments = assessments;
    this.sheets = sheets;
    this.corrections = corrections;
    this.trail = trail;
  }

  @Override
  public String taskKey() {
    return "userTask_correctMaterials";
  }

  @Override
  public Outcome complete(Completion c) {
    String number = c.task().number();
    Application application = files.get(number);
    String response = c.fields().required("response");
    List<Assessment.Gap> gaps = assessments.correctionGaps(c.actor(), application);
    if (!gaps.isEmpty()) {
      throw Problem.fields(
          gaps.stream().map(g -> new Fault(g.where(), "gap", g.message())).toList());
    }
    application.corrected(response);
    trail.record(
        c.actor(),
        new Act(
            number,
            application.level(),
            application.office(),
            Act.Action.CORRECTED,
            null,
            response));
    return Outcome.of(
        corrections.confirmedFirst(application) ? "CONFIRM_FIRST" : "REVIEW", "CORRECTED");
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    String notes =
        files.reopened(task.number()).stream()
            .map(r -> "- **" + Targets.label(r.target()) + "** " + Sheets.quote(r.reason()))
            .collect(Collectors.joining("\n"));
    return sheets.file(task, notes);
  }
}
