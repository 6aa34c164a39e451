package io.anlan.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.application.Status;
import io.anlan.inbox.Inbox;
import io.anlan.round.Round;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** Withdrawing, cancelling, claiming and handing over what cannot be, or by whom it may not be. */
@RunningAnlan
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StateTest {

  private static final Map<String, String> REASON = Map.of("reason", "情况变化");

  @Autowired Client client;
  @Autowired Inbox inbox;
  @Autowired Walk walk;

  private Round round;

  @BeforeAll
  void aRound() {
    round = walk.freshRound(Tier.PROVINCIAL);
  }

  @Test
  void aWithdrawalIsTheCommunitysAndOnce() {
    String number = walk.submitted("chaomi", round);
    String path = "/api/applications/" + number + "/withdrawal";
    refused(404, "not-found", client.as("panyuan").post(path, REASON));
    refused(403, "not-the-community", client.as("fengshui").post(path, REASON));
    refused(422, "invalid-fields", client.as("chaomi").post(path, Map.of("reason", " ")));
    refused(422, "invalid-fields", client.as("chaomi").post(path, Map.of()));
    assertThat(walk.status(number)).isEqualTo(Status.IN_REVIEW);
    assertThat(client.as("chaomi").post(path, REASON).status()).isEqualTo(200);
    assertThat(walk.open(number)).isEmpty();
    refused(409, "application-ended", client.as("chaomi").post(path, REASON));
    refused(404, "not-found", client.as("chaomi").post("/api/applications/x/withdrawal", REASON));
    refused(
        409,
        "application-not-editable",
        client.as("chaomi").put("/api/applications/" + number + "/profile", "{}"));
  }

  @Test
  void aCancellationIsTheHoldingLeadersAndOnce() {
    String number = walk.draft("guoxin", round);
    String path = "/api/applications/" + number + "/cancellation";
    refused(404, "not-found", client.as("nanding-leader").post(path, REASON));
    refused(403, "not-the-leader", client.as("guoxin").post(path, REASON));
    walk.does("guoxin", number, "userTask_selfAssess", Map.of("confirmed", true));
    refused(403, "not-the-leader", client.as("zhangdian-leader").post(path, REASON));
    refused(403, "not-the-leader", client.as("nanding").post(path, REASON));
    refused(422, "invalid-fields", client.as("nanding-leader").post(path, Map.of()));
    assertThat(client.as("nanding-leader").post(path, REASON).status()).isEqualTo(200);
    assertThat(walk.status(number)).isEqualTo(Status.CANCELLED);
    refused(409, "application-ended", client.as("nanding-leader").post(path, REASON));
    refused(
        409,
        "application-ended",
        client.as("guoxin").post("/api/applications/" + number + "/withdrawal", REASON));
  }

  @Test
  void aTaskIsHandedOverWithinItsGroupOnly() {
    String number = walk.submitted("panzhuang", round);
    String task = inbox.ofApplication(number).get(0).id();
    String path = "/api/tasks/" + task;
    for (String to : new String[] {"nobody", "zhangdian", "keyuan-leader", "' or 1=1"}) {
      Answer answer =
          client.as("keyuan").post(path + "/transfer", Map.of("to", to, "reason", "出差"));
      refused(422, "invalid-fields", answer);
      assertThat(answer.errors()).containsOnlyKeys("to");
    }
    Answer silent = client.as("keyuan").post(path + "/transfer", Map.of("to", "keyuan"));
    assertThat(silent.errors()).containsOnlyKeys("reason");
    refused(
        403,
        "not-your-task",
        client.as("keyuan-leader").post(path + "/transfer", Map.of("to", "keyuan", "reason", "x")));
    refused(403, "not-your-task", client.as("keyuan-leader").post(path + "/claim", null));
    refused(404, "not-found", client.as("linzi").post(path + "/claim", null));
    for (int i = 0; i < 2; i++) {
      assertThat(client.as("keyuan").post(path + "/claim", null).status()).isEqualTo(204);
    }
    for (int i = 0; i < 2; i++) {
      assertThat(client.as("keyuan").post(path + "/release", null).status()).isEqualTo(204);
    }
    walk.streetForwards(number);
    for (String act : new String[] {"/claim", "/release", "/complete", "/transfer"}) {
      Object body =
          switch (act) {
            case "/complete" -> Map.of("fields", Map.of("decision", "FORWARD"));
            case "/transfer" -> Map.of("to", "keyuan", "reason", "x");
            default -> null;
          };
      Answer answer = client.as("keyuan").post(path + act, body);
      refused(409, "task-done", answer);
      assertThat(answer.body().path("holder").asText()).isEqualTo("keyuan");
    }
  }

  @Test
  void aBatchIsMadeOfWhatWaitsForIt() {
    String number = walk.submitted("panyuan", round);
    Map<String, Object> early = Map.of("roundId", round.id(), "numbers", new String[] {number});
    refused(403, "not-the-naming-office", client.as("keyuan").post("/api/designations", early));
    Answer answer = client.as("shandong").post("/api/designations", early);
    refused(422, "invalid-fields", answer);
    assertThat(answer.errors()).containsOnlyKeys("numbers");
    for (String numbers : new String[] {"[]", "null", "[null]", "[\"" + number + "\", null]"}) {
      Answer empty =
          client
              .as("shandong")
              .post(
                  "/api/designations",
                  "{\"roundId\": " + round.id() + ", \"numbers\": " + numbers + "}");
      assertThat(empty.status()).as(empty.toString()).isEqualTo(422);
    }
    refused(
        404,
        "not-found",
        client
            .as("shandong")
            .post("/api/designations", Map.of("roundId", 0, "numbers", new String[] {number})));
    refused(
        404,
        "not-found",
        client
            .as("shandong")
            .post(
                "/api/designations",
                Map.of("roundId", round.id(), "numbers", new String[] {"x' or '1'='1"})));
  }

  private static void refused(int status, String code, Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.body().path("detail").asText()).containsPattern("\\p{IsHan}");
  }
}
