package io.anlan.visit;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** An expert has been there, or could not come (现场核查). */
@Component
class VisitStep implements Step {

  private final Files files;
  private final Visits visits;
  private final VisitCourse course;
  private final Teams teams;
  private final VisitScores scores;
  private final VisitForms forms;
  private final Trail trail;

  VisitStep(
      Files files,
      Visits visits,
      VisitCourse course,
      Teams teams,
      VisitScores scores,
      VisitForms forms,
      Trail trail) {
    this.files = files;
    this.visits = visits;
    this.course = course;
    this.teams = teams;
    this.scores = scores;
    this.forms = forms;
    this.trail = trail;
  }

  @Override
  public String taskKey() {
    return "userTask_visit";
  }

  @Override
  public Outcome complete(Completion c) {
    Application a = files.get(c.task().number());
    String outcome = c.fields().required("outcome");
    String remark = c.fields().text("remark");
    boolean visited = outcome.equals("VISITED");
    if (!visited && remark == null) throw Problem.field("remark", "required");
    Visit visit = visits.open(a.number()).orElseThrow();
    if (visited) requireReasons(visit, c.actor().username());
    teams.finish(
        visit, c.actor().username(), visited ? Member.State.VISITED : Member.State.ABSENT, remark);
    Act.Action action = visited ? Act.Action.VISITED : Act.Action.NOT_VISITED;
    trail.record(c.actor(), new Act(a.number(), a.level(), a.office(), action, null, remark));
    course.advance(a.number());
    return Outcome.done(outcome);
  }

  private void requireReasons(Visit visit, String expert) {
    List<String> missing = scores.withoutReason(visit, expert);
    if (!missing.isEmpty()) {
      throw Problem.field("outcome", "reasons-missing", String.join("、", missing));
    }
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return forms.expert(task);
  }
}
