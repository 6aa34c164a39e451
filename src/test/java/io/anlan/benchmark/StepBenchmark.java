package io.anlan.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.round.Round;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.PolicyTable;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One completed step through {@code /api} beside the same step on the raw engine: step by step in
 * turn, so that whatever disturbs one disturbs the other.
 */
@RunningAnlan
@Tag("benchmark")
class StepBenchmark {

  private static final int WARM_UP = 60;
  private static final int FILES = 60;

  private static final String ASSESS = "userTask_selfAssess";
  private static final String REVIEW = "userTask_reviewMaterials";
  private static final String OPINION = "userTask_giveOpinion";
  private static final String TEAM = "userTask_formTeam";
  private static final String ANSWER = "userTask_answerInvitation";
  private static final String VISIT = "userTask_visit";
  private static final String CONCLUDE = "userTask_concludeVisit";
  private static final String SIGN = "userTask_signOff";

  /** One step of a file: who does which task with what, and what the raw engine is told. */
  private record Move(String who, String task, Map<String, Object> fields, String decision) {}

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Inbox inbox;
  @Autowired JdbcConnectionDetails connection;
  @Autowired JdbcClient jdbc;

  private final Map<String, Times> api = new LinkedHashMap<>();
  private final Map<String, Times> step = new LinkedHashMap<>();
  private final Map<String, Times> bare = new LinkedHashMap<>();

  @Test
  void aStepThroughTheApiBesideTheRawEngine() {
    try (RawEngine raw = new RawEngine(connection, jdbc)) {
      String policy = everybodyVisits();
      Round round = null;
      for (int n = 0; n < WARM_UP + FILES; n++) {
        if (n == WARM_UP) List.of(api, step, bare).forEach(Map::clear);
        if (n % 2 == 0) round = walk.freshRound(Tier.NATIONAL, policy);
        file(raw, walk.draft(n % 2 == 0 ? "panyuan" : "panzhuang", round), n % 2 == 0);
      }
    }
    report();
  }

  /** A draw would send the experts to one file only, and not to the other. */
  private String everybodyVisits() {
    PolicyTable table = new PolicyTable();
    for (String level : List.of("city", "province", "nation")) {
      table.with(level + "National", "siteVisit", "\"ALL\"");
    }
    return table.uploaded(client);
  }

  private void file(RawEngine raw, String number, boolean apiFirst) {
    String community = inbox.ofApplication(number).get(0).candidateGroup();
    String applicant = community.endsWith("5003") ? "panyuan" : "panzhuang";
    raw.start(number);
    raw.start(number + "-bare");
    for (Move move : moves(applicant)) {
      if (move.task.equals(REVIEW) && move.who.equals("zhangdian")) {
        assertThat(
                client
                    .as("zhangdian")
                    .post("/api/applications/" + number + "/scores/DISTRICT/confirm", null)
                    .status())
            .isEqualTo(200);
      }
      Runnable product = () -> product(number, move);
      Runnable engine = () -> engine(raw, number, move);
      (apiFirst ? product : engine).run();
      (apiFirst ? engine : product).run();
    }
  }

  private static List<Move> moves(String applicant) {
    List<Move> moves = new ArrayList<>();
    moves.add(new Move(applicant, ASSESS, Map.of("confirmed", true), null));
    for (String place : List.of("keyuan", "zhangdian", "zibo", "shandong", "nation")) {
      boolean asks = !place.equals("keyuan");
      moves.add(
          new Move(
              place,
              REVIEW,
              Map.of("decision", "FORWARD", "opinion", "同意"),
              asks ? "CONSULT" : "PROPOSE"));
      if (asks) {
        for (String department : Walk.DEPARTMENTS) {
          moves.add(new Move(place + "-" + department, OPINION, Map.of("stance", "AGREE"), null));
        }
      }
      if (asks) visit(place, moves);
      moves.add(new Move(place + "-leader", SIGN, Map.of("decision", "APPROVE"), "FORWARDED"));
    }
    return moves;
  }

  /** Null where the task is somebody's by name, and claimed by nobody. */
  private static String claimer(Move move) {
    return Walk.EXPERTS.contains(move.who) ? null : move.who;
  }

  private static void visit(String place, List<Move> moves) {
    String leader = Walk.EXPERTS.get(0);
    String tomorrow = LocalDate.now().plusDays(1).toString();
    moves.add(
        new Move(
            place,
            TEAM,
            Map.of("visitDate", tomorrow, "experts", Walk.EXPERTS, "teamLeader", leader),
            null));
    for (String expert : Walk.EXPERTS) {
      moves.add(new Move(expert, ANSWER, Map.of("answer", "ACCEPT"), null));
    }
    for (String expert : Walk.EXPERTS) {
      moves.add(new Move(expert, VISIT, Map.of("outcome", "VISITED"), null));
    }
    moves.add(new Move(leader, CONCLUDE, Map.of("conclusion", "PASS", "report", "已查看现场"), "PASS"));
  }

  private void product(String number, Move move) {
    var actor = walk.who(move.who);
    String task =
        inbox.ofApplication(number).stream()
            .filter(t -> t.taskKey().equals(move.task) && actor.member(t.candidateGroup()))
            .map(TaskItem::id)
            .findFirst()
            .orElseThrow();
    Client.Answer answer =
        of(api, move)
            .of(
                () ->
                    client
                        .as(move.who)
                        .post("/api/tasks/" + task + "/complete", Map.of("fields", move.fields)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private void engine(RawEngine raw, String number, Move move) {
    Map<String, Object> variables = new HashMap<>();
    if (move.task.equals(ASSESS)) {
      for (String level : List.of("street", "district", "city", "province", "nation")) {
        variables.put(level + "Included", true);
      }
      variables.put("districtOffice", "370303000000");
    }
    String task = raw.task(number, move.task);
    of(step, move).of(() -> raw.step(number, task, claimer(move), move.decision, variables));
    String other = raw.task(number + "-bare", move.task);
    of(bare, move).of(() -> raw.complete(other, move.decision, variables));
  }

  private static Times of(Map<String, Times> all, Move move) {
    return all.computeIfAbsent(move.task, k -> new Times());
  }

  private void report() {
    Report report = new Report("One completed step");
    report.head(
        "step",
        "runs",
        "`/api`, median ms",
        "raw engine, median ms",
        "ratio",
        "raw, complete only, median ms",
        "ratio");
    List<double[]> sums = new ArrayList<>();
    api.forEach(
        (task, times) -> {
          double[] medians = {times.median(), step.get(task).median(), bare.get(task).median()};
          report.row(row(task, times.runs(), medians));
          int perFile = times.runs() / FILES;
          sums.add(new double[] {perFile * medians[0], perFile * medians[1], perFile * medians[2]});
        });
    double[] file = new double[3];
    for (double[] sum : sums) for (int n = 0; n < 3; n++) file[n] += sum[n];
    int steps = api.values().stream().mapToInt(Times::runs).sum() / FILES;
    double[] mean = {file[0] / steps, file[1] / steps, file[2] / steps};
    report.row(row("**a file's " + steps + " steps, each**", steps * FILES, mean));
    report.write();
  }

  private static String[] row(String what, int runs, double[] ms) {
    return new String[] {
      what,
      String.valueOf(runs),
      Times.ms(ms[0]),
      Times.ms(ms[1]),
      Times.times(ms[0] / ms[1]),
      Times.ms(ms[2]),
      Times.times(ms[0] / ms[2])
    };
  }
}
