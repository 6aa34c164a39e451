package io.anlan.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anlan.account.Role;
import io.anlan.application.Status;
import io.anlan.audit.Trail;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.MovableClock;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people do with a task besides completing it: hand over, delegate, nudge, take back. */
@RunningAnlan
class DeskTest {

  private static final String REVIEW = "userTask_reviewMaterials";
  private static final String COLLEAGUE = "fengshui-colleague";
  private static final String STREET = "370303102000";

  @Autowired Client client;
  @Autowired Walk walk;
  @Autowired Inbox inbox;
  @Autowired Trail trail;
  @Autowired MovableClock clock;

  private String number;

  @BeforeEach
  void aFileAtTheStreetWithTwoReviewers() {
    if (!walk.knows(COLLEAGUE)) walk.hires(COLLEAGUE, Role.REVIEWER, STREET);
    number = walk.submitted("chaomi", walk.freshRound(Tier.NATIONAL));
  }

  @AfterEach
  void theClockIsPutBack() {
    clock.reset();
  }

  @Test
  void whoeverIsDelegatedActsInBothNames() {
    String task = open(REVIEW).id();
    assertThat(act("fengshui", task, "claim", null).status()).isEqualTo(204);
    assertThat(act("fengshui", task, "delegate", to(COLLEAGUE)).status()).isEqualTo(204);
    Answer refused = complete("fengshui", task, forward());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("holder").asText()).isEqualTo(COLLEAGUE);
    assertThat(complete(COLLEAGUE, task, forward()).status()).isEqualTo(200);
    JsonNode timeline = client.as("chaomi").get(file("/timeline")).body();
    JsonNode last = timeline.get(timeline.size() - 1);
    assertThat(last.path("actor").asText()).isEqualTo(COLLEAGUE);
    assertThat(last.path("onBehalfOf").asText()).isEqualTo("fengshui");
    assertThat(timeline.findValuesAsText("action")).contains("DELEGATED");
    assertThat(trail.intact(number)).isTrue();
  }

  @Test
  void aDelegatedTaskGoesBackToWhoeverDelegatedIt() {
    String task = open(REVIEW).id();
    act("fengshui", task, "delegate", to(COLLEAGUE));
    act(COLLEAGUE, task, "release", null);
    assertThat(open(REVIEW).assignee()).isEqualTo("fengshui");
    act("fengshui", task, "delegate", to(COLLEAGUE));
    assertThat(act("fengshui", task, "claim", null).status()).as("taken back").isEqualTo(204);
    assertThat(open(REVIEW).assignee()).isEqualTo("fengshui");
    assertThat(complete("fengshui", task, forward()).status()).isEqualTo(200);
    assertThat(trail.rows(number)).last().extracting(Trail.Row::onBehalfOf).isNull();
  }

  @Test
  void aTaskIsHandedOnlyToAnotherActivePersonOfTheSameGroup() {
    String task = open(REVIEW).id();
    for (String how : List.of("transfer", "delegate")) {
      assertThat(act("fengshui", task, how, to("fengshui-leader")).errors()).containsKey("to");
      assertThat(act("fengshui", task, how, to("keyuan")).errors()).containsKey("to");
      assertThat(act("fengshui", task, how, to("nobody")).errors()).containsKey("to");
      assertThat(act("fengshui", task, how, to("fengshui")).errors()).containsKey("to");
      assertThat(act("fengshui", task, how, Map.of("to", COLLEAGUE)).errors())
          .containsKey("reason");
      assertThat(act("keyuan", task, how, to(COLLEAGUE)).status()).isEqualTo(404);
    }
    assertThat(open(REVIEW).assignee()).isNull();
    assertThat(act("fengshui", task, "transfer", to(COLLEAGUE)).status()).isEqualTo(204);
    assertThat(complete(COLLEAGUE, task, forward()).status()).isEqualTo(200);
    assertThat(trail.rows(number)).last().extracting(Trail.Row::onBehalfOf).isNull();
  }

  @Test
  void whoeverWaitsForAFileMayNudgeOnceADay() {
    String task = open(REVIEW).id();
    assertThat(act("chaomi", task, "nudge", null).status()).isEqualTo(204);
    assertThat(open(REVIEW).nudgedAt()).isNotNull();
    assertThat(act("zhangdian", task, "nudge", null).code())
        .as("once a day, whoever asks")
        .isEqualTo("nudged-today");
    assertThat(act("fengshui", task, "nudge", null).code()).isEqualTo("nudge-oneself");
    assertThat(act("linzi", task, "nudge", null).status()).isEqualTo(404);
    clock.move(Duration.ofDays(1));
    assertThat(act("chaomi", task, "nudge", null).status()).isEqualTo(204);
    assertThat(trail.rows(number)).filteredOn(r -> r.action().name().equals("NUDGED")).hasSize(2);
  }

  @Test
  void aReturnIsTakenBackUntilTheCommunityHasOpenedIt() {
    String task = open(REVIEW).id();
    for (int time = 0; time < 3; time++) {
      complete("fengshui", task, returns("1.1.1"));
      assertThat(walk.status(number)).isEqualTo(Status.IN_CORRECTION);
      Answer back = act("fengshui", task, "take-back", null);
      assertThat(back.status()).as("what is taken back counts no more: %s", back).isEqualTo(200);
      assertThat(back.body().at("/application/status").asText()).isEqualTo("IN_REVIEW");
      task = back.body().at("/nextTasks/0/id").asText();
      assertThat(open(REVIEW).assignee()).isEqualTo("fengshui");
    }
    complete("fengshui", task, returns("1.1.1"));
    String correction = open("userTask_correctMaterials").id();
    assertThat(client.as("chaomi").get("/engine-rest/task/" + correction + "/form-variables"))
        .extracting(Answer::status)
        .isEqualTo(200);
    Answer tooLate = act("fengshui", task, "take-back", null);
    assertThat(tooLate.code()).isEqualTo("already-opened");
    assertThat(tooLate.body().path("holder").asText()).isEqualTo("chaomi");
    assertThat(walk.status(number)).isEqualTo(Status.IN_CORRECTION);
  }

  @Test
  void aReturnThatIsTakenBackShowsTheOneBeforeItAgain() {
    walk.does("fengshui", number, REVIEW, returns("1.1.1"));
    walk.rescores("chaomi", number, "1.1.1");
    walk.does("chaomi", number, "userTask_correctMaterials", Map.of("response", "已补充"));
    String task = open(REVIEW).id();
    complete("fengshui", task, returns("1.2.1"));
    act("fengshui", task, "take-back", null);
    JsonNode sheet = client.as("fengshui").get(file("/assessment")).body();
    assertThat(sheet.path("items")).filteredOn(i -> !i.path("returned").isNull()).hasSize(1);
    assertThat(sheet.at("/items/0/returned").asText()).isEqualTo("请补充");
  }

  @Test
  void aProposalIsTakenBackUntilTheLeaderHasOpenedIt() {
    String task = open(REVIEW).id();
    complete("fengshui", task, Map.of("decision", "REJECT", "opinion", "误点"));
    String signOff = open("userTask_signOff").id();
    assertThat(act("keyuan", task, "take-back", null).status()).isEqualTo(404);
    assertThat(act(COLLEAGUE, task, "take-back", null).code()).isEqualTo("not-your-decision");
    assertThat(act("fengshui", task, "take-back", null).status()).isEqualTo(200);
    assertThat(act("fengshui", task, "take-back", null).code()).isEqualTo("not-to-be-taken-back");
    String again = open(REVIEW).id();
    assertThat(act("fengshui", again, "take-back", null).code()).isEqualTo("task-not-done");
    complete("fengshui", again, forward());
    act("fengshui-leader", open("userTask_signOff").id(), "read", null);
    assertThat(act("fengshui", again, "take-back", null).code()).isEqualTo("already-opened");
    String signed = open("userTask_signOff").id();
    assertThat(signed).isNotEqualTo(signOff);
    complete("fengshui-leader", signed, Map.of("decision", "APPROVE"));
    assertThat(act("fengshui-leader", signed, "take-back", null).code())
        .as("the file has left the office")
        .isEqualTo("not-to-be-taken-back");
  }

  @Test
  void nothingIsTakenBackOfAFileThatTheCommunityHasWithdrawn() {
    String task = open(REVIEW).id();
    complete("fengshui", task, returns("1.1.1"));
    walk.withdraws("chaomi", number);
    assertThat(act("fengshui", task, "take-back", null).code()).isEqualTo("not-to-be-taken-back");
    assertThat(walk.status(number)).isEqualTo(Status.WITHDRAWN);
    assertThat(walk.draft("chaomi", walk.roundOf(number))).as("opened again").isEqualTo(number);
    assertThat(act("fengshui", task, "take-back", null).code()).isEqualTo("not-to-be-taken-back");
    assertThat(walk.status(number)).isEqualTo(Status.DRAFT);
  }

  @Test
  void departmentsThatWereAskedByMistakeAreAskedNoMore() {
    walk.does("fengshui", number, REVIEW, forward());
    walk.signs("fengshui", number);
    walk.scores("zhangdian", number);
    String task = open(REVIEW).id();
    complete("zhangdian", task, forward());
    assertThat(walk.open(number)).hasSize(3).containsOnly("userTask_giveOpinion");
    assertThat(client.as("zhangdian-fire").get(file("")).status()).isEqualTo(200);
    assertThat(act("zhangdian", task, "take-back", null).status()).isEqualTo(200);
    assertThat(walk.open(number)).containsExactly(REVIEW);
    assertThat(client.as("zhangdian-fire").get(file("")).status()).isEqualTo(404);
    task = open(REVIEW).id();
    complete("zhangdian", task, forward());
    walk.does("zhangdian-fire", number, "userTask_giveOpinion", Map.of("stance", "AGREE"));
    assertThat(act("zhangdian", task, "take-back", null).code()).isEqualTo("not-the-last-decision");
    walk.departmentsAgree(number);
    assertThat(walk.open(number)).containsExactly("userTask_signOff");
  }

  private TaskItem open(String taskKey) {
    return inbox.ofApplication(number).stream()
        .filter(t -> t.taskKey().equals(taskKey))
        .findFirst()
        .orElseThrow();
  }

  private Answer act(String username, String task, String how, Object body) {
    return client.as(username).post("/api/tasks/" + task + "/" + how, body);
  }

  private Answer complete(String username, String task, Map<String, Object> fields) {
    return act(username, task, "complete", Map.of("fields", fields));
  }

  private String file(String part) {
    return "/api/applications/" + number + part;
  }

  private static Map<String, Object> to(String username) {
    return Map.of("to", username, "reason", "出差");
  }

  private static Map<String, Object> forward() {
    return Map.of("decision", "FORWARD");
  }

  private static Map<String, Object> returns(String item) {
    return Map.of("decision", "RETURN", "opinion", "请补充", "returnedItems", List.of(item));
  }
}
