package io.anlan.visit;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The reviewer names the day, the experts and their leader (组建核查组). */
@Component
class FormTeamStep implements Step {

  private static final int MOST_EXPERTS = 20;

  private final Files files;
  private final Visits visits;
  private final VisitCourse course;
  private final Teams teams;
  private final Experts experts;
  private final VisitForms forms;
  private final Trail trail;
  private final Clock clock;

  FormTeamStep(
      Files files,
      Visits visits,
      VisitCourse course,
      Teams teams,
      Experts experts,
      VisitForms forms,
      Trail trail,
      Clock clock) {
    this.files = files;
    this.visits = visits;
    this.course = course;
    this.teams = teams;
    this.experts = experts;
    this.forms = forms;
    this.trail = trail;
    this.clock = clock;
  }

  @Override
  public String taskKey() {
    return "userTask_formTeam";
  }

  @Override
  public Outcome complete(Completion c) {
    Application a = files.get(c.task().number());
    LocalDate on = c.fields().date("visitDate");
    LocalDate today = LocalDate.now(clock);
    if (on.isBefore(today)) throw Problem.field("visitDate", "visit-in-the-past");
    if (on.isAfter(today.plusYears(1))) throw Problem.field("visitDate", "visit-too-far");
    List<String> chosen = chosen(c, a);
    String leader = c.fields().required("teamLeader");
    if (!chosen.contains(leader)) throw Problem.field("teamLeader", "leader-not-in-team");
    Teams.Change change = teams.form(a, on, chosen, leader);
    record(c, a, Act.Action.TEAM_FORMED, on.toString(), names(chosen));
    change.invited().forEach(e -> record(c, a, Act.Action.INVITED, e, on.toString()));
    change.released().forEach(e -> record(c, a, Act.Action.VISIT_CANCELLED, e, null));
    course.advance(a.number());
    return Outcome.done(on.toString());
  }

  private List<String> chosen(Completion c, Application a) {
    List<String> chosen = c.fields().texts("experts");
    if (chosen.isEmpty()) throw Problem.field("experts", "required");
    if (chosen.size() > MOST_EXPERTS)
      throw Problem.field("experts", "team-too-large", MOST_EXPERTS);
    if (new HashSet<>(chosen).size() < chosen.size()) throw Problem.field("experts", "twice");
    experts.requireEligible(a.number(), chosen);
    Set<String> there = new HashSet<>(chosen);
    visits
        .open(a.number())
        .ifPresent(
            visit ->
                visits.members(visit.id()).stream()
                    .filter(m -> m.state() == Member.State.VISITED)
                    .forEach(m -> there.add(m.username())));
    int size = course.rule(a).team();
    if (there.size() < size) throw Problem.field("experts", "team-too-small", size);
    return chosen;
  }

  private String names(List<String> chosen) {
    return String.join("、", experts.names(chosen).values());
  }

  private void record(
      Completion c, Application a, Act.Action action, String decision, String words) {
    trail.record(c.actor(), new Act(a.number(), a.level(), a.office(), action, decision, words));
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return forms.team(task);
  }
}
