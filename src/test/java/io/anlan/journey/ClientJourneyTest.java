package io.anlan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anlan.round.Round;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The README's story once more, by two programs: one knows {@code /api}, one only Camunda's REST.
 */
@RunningAnlan
class ClientJourneyTest {

  @Autowired Client client;
  @Autowired Walk walk;

  /** Completes somebody's task of a kind; the one task of that kind that this test has made. */
  private interface Program {
    void completes(String username, String taskKey, String about, Map<String, Object> fields);
  }

  @Test
  void overTheApiAlone() {
    Round round = walk.roundToName(Tier.NATIONAL);
    String number = openedAndFilled("chaomi", "370303102212", round);
    walksToItsNaming(number, "fengshui", round, this::overApi);
    JsonNode timeline = get("chaomi", "/api/applications/" + number + "/timeline");
    assertThat(timeline.findValuesAsText("action"))
        .startsWith("OPENED")
        .contains("SUBMITTED", "SCORED", "SIGNED", "OPINION_GIVEN", "CO_SIGNED")
        .endsWith("NAMED");
  }

  @Test
  void overCamundasRestAlone() {
    Round round = walk.roundToName(Tier.NATIONAL);
    String number = walk.draft("chaomi", round);
    walksToItsNaming(number, "fengshui", round, this::overEngineRest);
  }

  /** Everything that a community does before it submits, with nothing but HTTP. */
  private String openedAndFilled(String username, String community, Round round) {
    Client.As me = client.as(username);
    Answer opened =
        me.post("/api/applications", Map.of("communityCode", community, "roundId", round.id()));
    assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
    String number = opened.body().path("number").asText();
    String file = "/api/applications/" + number;
    assertThat(number).isEqualTo(round.year() + "-" + community + "-N");
    assertThat(
            me.post("/api/applications", Map.of("communityCode", community, "roundId", round.id()))
                .body()
                .path("number")
                .asText())
        .as("a second one is refused with the number of the first")
        .isEqualTo(number);
    assertThat(
            me.put(
                    file + "/profile",
                    Map.of(
                        "households",
                        812,
                        "residents",
                        2410,
                        "mainHazards",
                        List.of("FLOOD"),
                        "leader",
                        "甲",
                        "contactName",
                        "乙",
                        "contactPhone",
                        "0533-1234567"))
                .status())
        .isEqualTo(200);
    JsonNode sheet = get(username, file + "/assessment");
    int gapsBefore = sheet.path("gaps").size();
    sheet
        .path("conditions")
        .forEach(
            c -> {
              Map<String, Object> answer = Map.of("no", c.path("no").asInt(), "met", true);
              assertThat(me.put(file + "/conditions", List.of(answer)).status()).isEqualTo(200);
              proves(me, file, Map.of("condition", c.path("no").asText()));
            });
    sheet
        .path("items")
        .forEach(
            i -> {
              Map<String, Object> score =
                  Map.of("item", i.path("code").asText(), "points", i.path("maxPoints").asDouble());
              assertThat(me.put(file + "/scores/SELF", List.of(score)).status()).isEqualTo(200);
              proves(me, file, Map.of("item", i.path("code").asText()));
            });
    JsonNode filled = get(username, file + "/assessment");
    assertThat(gapsBefore).isPositive();
    assertThat(filled.path("gaps")).isEmpty();
    assertThat(filled.path("total").asInt()).isEqualTo(100);
    return number;
  }

  private void proves(Client.As me, String file, Map<String, String> target) {
    Answer stored = me.upload(file + "/evidence", target, "佐证.png", Walk.PNG);
    assertThat(stored.status()).as(stored.toString()).isEqualTo(201);
    Answer bytes = me.get("/api/evidence/" + stored.body().path("id").asText());
    assertThat(bytes.bytes()).isEqualTo(Walk.PNG);
  }

  private void walksToItsNaming(String number, String street, Round round, Program program) {

    program.completes("chaomi", "userTask_selfAssess", number, Map.of("confirmed", true));
    program.completes(street, "userTask_reviewMaterials", number, Map.of("decision", "FORWARD"));
    program.completes(
        street + "-leader", "userTask_signOff", number, Map.of("decision", "APPROVE"));
    assertThat(
            client
                .as("zhangdian")
                .post("/api/applications/" + number + "/scores/DISTRICT/confirm", null)
                .status())
        .isEqualTo(200);
    for (String place : List.of("zhangdian", "zibo", "shandong", "nation")) {
      program.completes(
          place,
          "userTask_reviewMaterials",
          number,
          Map.of("decision", "FORWARD", "opinion", "同意上报"));
      for (String department : Walk.DEPARTMENTS) {
        program.completes(
            place + "-" + department, "userTask_giveOpinion", number, Map.of("stance", "AGREE"));
      }
      isVisited(number, place, program);
      program.completes(
          place + "-leader", "userTask_signOff", number, Map.of("decision", "APPROVE"));
    }
    Answer batch =
        client
            .as("nation")
            .post("/api/designations", Map.of("roundId", round.id(), "numbers", List.of(number)));
    assertThat(batch.status()).as(batch.toString()).isEqualTo(201);
    String id = batch.body().path("id").asText();
    for (String body : List.of("ncdr", "mem", "cma", "cea")) {
      program.completes("body-" + body, "userTask_coSign", id, Map.of("decision", "AGREE"));
    }
    program.completes(
        "nation",
        "userTask_publishNaming",
        id,
        Map.of("documentNumber", "示例〔2026〕8号", "namedOn", LocalDate.now().toString()));
    assertThat(get("chaomi", "/api/applications/" + number).path("status").asText())
        .isEqualTo("NAMED");
  }

  private static void isVisited(String number, String place, Program program) {
    program.completes(
        place,
        "userTask_formTeam",
        number,
        Map.of(
            "visitDate",
            LocalDate.now().plusDays(1).toString(),
            "experts",
            Walk.EXPERTS,
            "teamLeader",
            Walk.EXPERTS.get(0)));
    for (String expert : Walk.EXPERTS) {
      program.completes(expert, "userTask_answerInvitation", number, Map.of("answer", "ACCEPT"));
    }
    for (String expert : Walk.EXPERTS) {
      program.completes(expert, "userTask_visit", number, Map.of("outcome", "VISITED"));
    }
    program.completes(
        Walk.EXPERTS.get(0),
        "userTask_concludeVisit",
        number,
        Map.of("conclusion", "PASS", "report", "已查看现场"));
  }

  private void overApi(String username, String taskKey, String about, Map<String, Object> fields) {
    JsonNode todo = get(username, "/api/tasks?size=200").path("content");
    for (JsonNode task : todo) {
      boolean same =
          about.equals(task.path("applicationNumber").asText())
              || about.equals(task.path("batch").asText());
      if (!same || !taskKey.equals(task.path("taskKey").asText())) continue;
      Answer done =
          client
              .as(username)
              .post(
                  "/api/tasks/" + task.path("id").asText() + "/complete", Map.of("fields", fields));
      assertThat(done.status()).as(done.toString()).isEqualTo(200);
      return;
    }
    throw new AssertionError(username + " has no " + taskKey + " in " + todo);
  }

  private void overEngineRest(
      String username, String taskKey, String about, Map<String, Object> fields) {
    JsonNode tasks =
        get(
            username,
            "/engine-rest/task?taskDefinitionKey="
                + taskKey
                + "&processInstanceBusinessKey="
                + about);
    assertThat(tasks).as(username + " " + taskKey).hasSize(1);
    String id = tasks.get(0).path("id").asText();
    Map<String, Object> variables = new HashMap<>();
    fields.forEach((name, value) -> variables.put(name, Map.of("value", value)));
    Answer claimed =
        client.as(username).post("/engine-rest/task/" + id + "/claim", Map.of("userId", username));
    assertThat(claimed.status()).as(claimed.toString()).isEqualTo(204);
    Answer done =
        client
            .as(username)
            .post("/engine-rest/task/" + id + "/complete", Map.of("variables", variables));
    assertThat(done.status()).as(done.toString()).isEqualTo(204);
  }

  private JsonNode get(String username, String path) {
    Answer answer = client.as(username).get(path);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.body();
  }
}
