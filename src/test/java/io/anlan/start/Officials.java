package io.anlan.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.Walk;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Everybody on the way of Panyuan's application to its naming, at work over {@code /api}. */
class Officials {

  static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
  static final String PANYUAN = TODAY.getYear() + "-370303005003-N";

  private static final List<String> PEOPLE = people();

  private final Client client;

  Officials(Client client) {
    this.client = client;
  }

  private static List<String> people() {
    List<String> people = new ArrayList<>(List.of("panyuan"));
    people.addAll(Walk.EXPERTS);
    for (String place : List.of("keyuan", "zhangdian", "zibo", "shandong", "nation")) {
      people.add(place);
      people.add(place + "-leader");
      if (place.equals("keyuan")) continue;
      for (String kind : List.of("meteorology", "seismology", "fire")) {
        people.add(place + "-" + kind);
      }
    }
    people.addAll(List.of("body-ncdr", "body-mem", "body-cma", "body-cea"));
    return people;
  }

  /**
   * Completes what lies in anybody's inbox until nothing does.
   *
   * @param begun is told the id of a task before it is completed
   * @param done is told it again when the answer has come
   */
  void work(Consumer<String> begun, Consumer<String> done) {
    boolean worked = true;
    while (worked) {
      worked = false;
      for (String person : PEOPLE) {
        for (JsonNode task : client.as(person).get("/api/tasks").body().path("content")) {
          String id = task.path("id").asText();
          begun.accept(id);
          complete(person, id, task.path("taskKey").asText());
          done.accept(id);
          worked = true;
        }
      }
    }
  }

  private void complete(String person, String id, String taskKey) {
    Map<String, Object> fields =
        switch (taskKey) {
          case "userTask_selfAssess" -> Map.of("confirmed", true);
          case "userTask_reviewMaterials" -> Map.of("decision", "FORWARD", "opinion", "同意上报");
          case "userTask_giveOpinion" -> Map.of("stance", "AGREE");
          case "userTask_formTeam" ->
              Map.of(
                  "visitDate",
                  TODAY.plusDays(1).toString(),
                  "experts",
                  Walk.EXPERTS,
                  "teamLeader",
                  Walk.EXPERTS.get(0));
          case "userTask_answerInvitation" -> Map.of("answer", "ACCEPT");
          case "userTask_visit" -> Map.of("outcome", "VISITED");
          case "userTask_concludeVisit" -> Map.of("conclusion", "PASS", "report", "已查看现场");
          case "userTask_signOff" -> Map.of("decision", "APPROVE");
          case "userTask_coSign" -> Map.of("decision", "AGREE");
          case "userTask_publishNaming" ->
              Map.of("documentNumber", "示例文号〔2026〕1号", "namedOn", TODAY.toString());
          default -> throw new AssertionError(taskKey);
        };
    if (taskKey.equals("userTask_reviewMaterials") && person.equals("zhangdian")) {
      ok(client.as(person).post("/api/applications/" + PANYUAN + "/scores/DISTRICT/confirm", null));
    }
    ok(client.as(person).post("/api/tasks/" + id + "/complete", Map.of("fields", fields)));
  }

  static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
    return answer;
  }

  /** From wherever it stands. */
  void nameIt() {
    work(id -> {}, id -> {});
    assertThat(status()).isEqualTo("NAMING");
    Map<String, Object> batch =
        Map.of("roundId", round("NATIONAL").path("id").asLong(), "numbers", List.of(PANYUAN));
    ok(client.as("nation").post("/api/designations", batch));
    work(id -> {}, id -> {});
    // The applications are told by a job.
    await().atMost(Duration.ofMinutes(1)).until(() -> status().equals("NAMED"));
  }

  JsonNode round(String tier) {
    for (JsonNode round : client.as("nation").get("/api/rounds").body()) {
      if (round.path("tier").asText().equals(tier)) return round;
    }
    throw new AssertionError("no round " + tier);
  }

  private String status() {
    return client.as("panyuan").get("/api/applications/" + PANYUAN).body().path("status").asText();
  }
}
