package io.anlan.application;

import io.anlan.application.Files.Part;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import io.anlan.round.Policies;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The community hands in its correction; it goes back to the level that returned the file. */
@Component
class CorrectMaterialsStep implements Step {

  private final Files files;
  private final Assessments assessments;
  private final Sheets sheets;
  private final ObjectProvider<Policies> policies;
  private final Trail trail;

  CorrectMaterialsStep(
      Files files,
      Assessments assessments,
      Sheets sheets,
      ObjectProvider<Policies> policies,
      Trail trail) {
    this.files = files;
    this.assessments = assessments;
    this.sheets = sheets;
    this.policies = policies;
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
    files.takePart(number, c.actor(), Part.APPLICANT);
    boolean changed = files.reopened(number).stream().anyMatch(Reopened::changed);
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
        changed && confirmsFirst(application) ? "CONFIRM_FIRST" : "REVIEW", "CORRECTED");
  }

  /** Above the scoring level a seal must not stand under words that changed after it. */
  private boolean confirmsFirst(Application application) {
    Level scoring =
        files.scoringStop(application.number()).map(s -> s.level()).orElse(Level.NATION);
    return application.level().above(scoring)
        && policies
            .getObject()
            .level(
                application.policyVersion(),
                application.tier(),
                application.level(),
                application.province())
            .correctionRoute()
            .equals("DISTRICT_FIRST");
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
