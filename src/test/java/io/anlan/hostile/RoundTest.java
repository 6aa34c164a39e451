package io.anlan.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.application.Status;
import io.anlan.inbox.Inbox;
import io.anlan.round.Round;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.MovableClock;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Rounds with wrong dates and in wrong states, and what a closing date closes. */
@RunningAnlan
class RoundTest {

  @Autowired Client client;
  @Autowired Inbox inbox;
  @Autowired MovableClock clock;
  @Autowired Walk walk;

  @AfterEach
  void today() {
    clock.reset();
  }

  @ParameterizedTest
  @CsvSource({
    "year, 1999, 422",
    "year, 2101, 422",
    "year, two, 400",
    "tier, GALACTIC, 400",
    "name, ' ', 422",
    "name, LONG, 422",
    "closesOn, 2020-01-01, 422",
    "closesOn, 2026-02-30, 400",
    "closesOn, 9999-12-31, 422",
    "closesOn, +99999-01-01, 422",
    "criteriaVersion, nothing, 422",
    "criteriaVersion, x' or 1=1, 422",
    "policyVersion, 999, 422",
    "policyVersion, -1, 422",
    "policyVersion, latest, 422",
    "policyVersion, 99999999999, 422",
  })
  void aRoundWithAWrongWordIsNotMade(String field, String value, int status) {
    int rounds = client.as("admin").get("/api/rounds").body().size();
    Map<String, Object> command = new HashMap<>();
    command.put("year", 2098);
    command.put("tier", "NATIONAL");
    command.put("name", "试");
    command.put("closesOn", LocalDate.now(clock).plusDays(30).toString());
    command.put("criteriaVersion", "2026-working");
    boolean year = field.equals("year") && value.matches("[0-9]+");
    command.put(
        field, year ? (Object) Integer.valueOf(value) : value.replace("LONG", "字".repeat(101)));
    Answer answer = client.as("admin").post("/api/rounds", command);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.errors()).containsOnlyKeys(field);
    assertThat(client.as("admin").get("/api/rounds").body()).hasSize(rounds);
  }

  @Test
  void aRoundIsMadeOpenedExtendedAndClosedOnce() {
    Round round = walk.freshRound(Tier.MUNICIPAL);
    String path = "/api/rounds/" + round.id();
    Map<String, Object> same =
        Map.of(
            "year",
            round.year(),
            "tier",
            round.tier(),
            "name",
            "又一个",
            "closesOn",
            round.closesOn().toString(),
            "criteriaVersion",
            "2026-working");
    refused(409, "round-exists", client.as("admin").post("/api/rounds", same));
    refused(409, "round-state", client.as("admin").post(path + "/opening", null));
    for (LocalDate date : new LocalDate[] {round.closesOn(), round.closesOn().minusDays(1)}) {
      Answer earlier =
          client.as("admin").post(path + "/extension", Map.of("closesOn", date.toString()));
      refused(422, "invalid-fields", earlier);
      assertThat(earlier.errors()).containsOnlyKeys("closesOn");
    }
    Answer far = client.as("admin").post(path + "/extension", Map.of("closesOn", "2099-01-01"));
    refused(422, "invalid-fields", far);
    assertThat(client.as("admin").post(path + "/closing", null).status()).isEqualTo(200);
    refused(409, "round-state", client.as("admin").post(path + "/closing", null));
    refused(409, "round-state", client.as("admin").post(path + "/opening", null));
    refused(
        409,
        "round-state",
        client
            .as("admin")
            .post(
                path + "/extension", Map.of("closesOn", round.closesOn().plusDays(9).toString())));
    refused(
        409,
        "round-not-open",
        client
            .as("chaomi")
            .post(
                "/api/applications",
                Map.of("communityCode", "370303102212", "roundId", round.id())));
  }

  @Test
  void theClosingDateLocksSubmissionAnExtensionUnlocksItAndClosingExpiresDrafts() {
    Round round = walk.freshRound(Tier.MUNICIPAL);
    String number = walk.draft("chaomi", round);
    String draft = walk.draft("panyuan", round);
    String task = inbox.ofApplication(number).get(0).id();
    Map<String, Object> confirmed = Map.of("fields", Map.of("confirmed", true));
    clock.move(Duration.ofDays(121));
    refused(
        409,
        "round-not-open",
        client.as("chaomi").post("/api/tasks/" + task + "/complete", confirmed));
    refused(
        409,
        "round-not-open",
        client
            .as("chaomi")
            .post(
                "/engine-rest/task/" + task + "/complete",
                Map.of("variables", Map.of("confirmed", Map.of("value", true)))));
    assertThat(walk.status(number)).isEqualTo(Status.DRAFT);
    refused(
        409,
        "round-not-open",
        client
            .as("guoxin")
            .post(
                "/api/applications",
                Map.of("communityCode", "370303101214", "roundId", round.id())));
    Answer past =
        client
            .as("admin")
            .post(
                "/api/rounds/" + round.id() + "/extension",
                Map.of("closesOn", LocalDate.now(clock).minusDays(1).toString()));
    refused(422, "invalid-fields", past);
    Answer extended =
        client
            .as("admin")
            .post(
                "/api/rounds/" + round.id() + "/extension",
                Map.of("closesOn", LocalDate.now(clock).toString()));
    assertThat(extended.status()).as(extended.toString()).isEqualTo(200);
    Answer submitted = client.as("chaomi").post("/api/tasks/" + task + "/complete", confirmed);
    assertThat(submitted.status()).as(submitted.toString()).isEqualTo(200);
    assertThat(client.as("admin").post("/api/rounds/" + round.id() + "/closing", null).status())
        .isEqualTo(200);
    assertThat(walk.status(number)).isEqualTo(Status.IN_REVIEW);
    assertThat(walk.status(draft)).isEqualTo(Status.EXPIRED);
    assertThat(walk.open(draft)).isEmpty();
  }

  private static void refused(int status, String code, Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.text()).containsPattern("\\p{IsHan}");
  }
}
