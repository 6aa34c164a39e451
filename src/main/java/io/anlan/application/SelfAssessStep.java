package io.anlan.application;

import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.division.Routes;
import io.anlan.division.Stop;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import io.anlan.round.LevelPolicy;
import io.anlan.round.Policies;
import io.anlan.round.Round;
import io.anlan.round.Rounds;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Submission: nothing missing, the round open, every office on the way able to act. */
@Component
class SelfAssessStep implements Step {

  private final Files files;
  private final Applications applications;
  private final Assessments assessments;
  private final Sheets sheets;
  private final Rounds rounds;
  private final Routes routes;
  private final ObjectProvider<Policies> policies;
  private final Trail trail;
  private final Clock clock;

  SelfAssessStep(
      Files files,
      Applications applications,
      Assessments assessments,
      Sheets sheets,
      Rounds rounds,
      Routes routes,
      ObjectProvider<Policies> policies,
      Trail trail,
      Clock clock) {
    this.files = files;
    this.applications = applications;
    this.assessments = assessments;
    this.sheets = sheets;
    this.rounds = rounds;
    this.routes = routes;
    this.policies = policies;
    this.trail = trail;
    this.clock = clock;
  }

  @Override
  public String taskKey() {
    return "userTask_selfAssess";
  }

  @Override
  public Outcome complete(Completion c) {
    String number = c.task().number();
    Application application = files.get(number);
    if (!c.fields().flag("confirmed")) throw Problem.field("confirmed", "must-confirm");
    Round round = rounds.get(application.roundId());
    if (!round.acceptsSubmission(applications.today())) throw Problem.conflict("round-not-open");
    List<Assessment.Gap> gaps = assessments.gaps(c.actor(), application);
    if (!gaps.isEmpty()) {
      throw Problem.fields(
          gaps.stream().map(g -> new Fault(g.where(), "gap", g.message())).toList());
    }
    List<Stop> stops = routes.route(application.communityCode()).stops();
    Map<Level, LevelPolicy> asked = asked(application, stops);
    Set<Level> included = asked.keySet();
    applications.requireStaffed(
        number,
        stops.stream().filter(s -> included.contains(s.level())).map(Stop::office).toList());
    files.freezeRoute(number, stops, included, scoring(asked));
    application.submitted(c.fields().text("statement"), clock.instant());
    trail.record(
        c.actor(),
        new Act(
            number, Level.COMMUNITY, null, Act.Action.SUBMITTED, null, application.statement()));
    Map<String, Object> variables = new HashMap<>();
    for (Level level : EnumSet.range(Level.STREET, Level.NATION)) {
      variables.put(level.name().toLowerCase(Locale.ROOT) + "Included", included.contains(level));
    }
    variables.put("districtOffice", files.scoringStop(number).map(Stop::office).orElse(null));
    return new Outcome(null, "SUBMITTED", variables);
  }

  /** The levels that the policy asks, the lowest first. */
  private Map<Level, LevelPolicy> asked(Application application, List<Stop> stops) {
    Level top = application.tier().namingLevel();
    Map<Level, LevelPolicy> asked = new EnumMap<>(Level.class);
    for (Stop stop : stops) {
      if (stop.level().above(top)) continue;
      LevelPolicy policy =
          policies
              .getObject()
              .level(
                  application.policyVersion(),
                  application.tier(),
                  stop.level(),
                  application.province());
      if (policy.included()) asked.put(stop.level(), policy);
    }
    // Without its top level nobody could name the community.
    if (!asked.containsKey(top)) throw Problem.rule("route-without-naming-level");
    return asked;
  }

  /**
   * The lowest level that the policy tells to score; where the route has none, the lowest above the
   * street does its work, such as a city without districts (Measures Art. 8 give the score to the
   * district).
   */
  private static Level scoring(Map<Level, LevelPolicy> asked) {
    return asked.keySet().stream()
        .filter(level -> asked.get(level).officialScore())
        .findFirst()
        .or(() -> asked.keySet().stream().filter(l -> l.above(Level.STREET)).findFirst())
        .orElseThrow();
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return sheets.file(task, "");
  }
}
