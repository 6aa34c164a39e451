package io.anlan.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.round.Round;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One person plays one part on one file, whatever accounts and roles he or she has. */
@RunningAnlan
class TwoPartsTest {

  private static final String KEYUAN = "370303005000";
  private static final String ZHANGDIAN = "370303000000";
  private static final String REVIEW = "userTask_reviewMaterials";
  private static final Map<String, Object> FORWARD = Map.of("decision", "FORWARD");

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Inbox inbox;
  @Autowired JdbcClient jdbc;

  private final List<String> added = new ArrayList<>();
  private Round round;

  @BeforeEach
  void openARound() {
    round = walk.freshRound(Tier.NATIONAL);
  }

  @AfterEach
  void forget() {
    added.forEach(username -> People.remove(jdbc, username));
  }

  /** One more account of somebody in the demo. */
  private String another(String username, String of, String role) {
    People.another(jdbc, username, of, role);
    added.add(username);
    return username;
  }

  private String taskOf(String username, String number) {
    return inbox.ofApplication(number).stream()
        .filter(task -> walk.who(username).member(task.candidateGroup()))
        .map(TaskItem::id)
        .findFirst()
        .orElseThrow();
  }

  private Answer act(String username, String number, String act, Map<String, Object> body) {
    return client.as(username).post("/api/tasks/" + taskOf(username, number) + "/" + act, body);
  }

  /** Neither claiming nor completing, with good fields or bad ones, on either interface. */
  private void refused(String username, String number) {
    refused(act(username, number, "claim", Map.of()));
    refused(act(username, number, "complete", Map.of("fields", FORWARD)));
    refused(act(username, number, "complete", Map.of("fields", Map.of("smuggled", 1))));
    String engine = "/engine-rest/task/" + taskOf(username, number);
    refused(client.as(username).post(engine + "/claim", Map.of("userId", username)));
    refused(client.as(username).post(engine + "/complete", Map.of()));
    assertThat(inbox.find(taskOf(username, number)).orElseThrow().assignee()).isNull();
  }

  private static void refused(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("two-parts-on-one-file");
  }

  @Test
  void theApplicantDoesNotReview() {
    People.add(jdbc, "both-worker", "COMMUNITY:370303005008", "REVIEWER:" + KEYUAN);
    added.add("both-worker");
    String number = walk.submitted("both-worker", round);
    refused("both-worker", number);
    walk.streetForwards(number);
    String district = another("both-district", "both-worker", "REVIEWER:" + ZHANGDIAN);
    refused(district, number);
    String file = "/api/applications/" + number;
    refused(client.as(district).put(file + "/scores/DISTRICT", List.of()));
    refused(client.as(district).post(file + "/scores/DISTRICT/confirm", null));
    assertThat(client.as(district).get(file).status()).as("may read it").isEqualTo(200);
    String leader = another("both-leader", "both-worker", "LEADER:" + ZHANGDIAN);
    refused(client.as(leader).post(file + "/cancellation", Map.of("reason", "无")));
  }

  @Test
  void theReviewerDoesNotApply() {
    String number = walk.submitted("panyuan", round);
    walk.does("keyuan", number, REVIEW, FORWARD);
    String community = another("keyuan-worker", "keyuan", "COMMUNITY:370303005003");
    String file = "/api/applications/" + number;
    refused(client.as(community).post(file + "/withdrawal", Map.of("reason", "无")));
    refused(client.as(community).put(file + "/profile", Map.of()));
    refused(client.as(community).upload(file + "/seals", Map.of(), "a.pdf", new byte[] {1}));
  }

  @Test
  void theReviewerDoesNotSign() {
    String leader = another("keyuan-reviewer-leads", "keyuan", "LEADER:" + KEYUAN);
    String number = walk.submitted("panyuan", round);
    walk.does("keyuan", number, REVIEW, FORWARD);
    refused(leader, number);
    Answer seal =
        client
            .as(leader)
            .upload("/api/applications/" + number + "/seals", Map.of(), "a.pdf", new byte[] {1});
    refused(seal);
    Answer handedOver =
        act("keyuan-leader", number, "transfer", Map.of("to", leader, "reason", "出差"));
    assertThat(handedOver.status()).isEqualTo(422);
    assertThat(handedOver.errors()).containsKey("to");
    assertThat(act("keyuan-leader", number, "claim", Map.of()).status()).isEqualTo(204);
  }

  @Test
  void whoeverHasSignedDoesNotReviewInALaterPass() {
    String number = walk.submitted("panyuan", round);
    walk.does("keyuan", number, REVIEW, FORWARD);
    walk.does(
        "keyuan-leader",
        number,
        "userTask_signOff",
        Map.of("decision", "SEND_BACK", "opinion", "再看"));
    refused(another("keyuan-leader-reviews", "keyuan-leader", "REVIEWER:" + KEYUAN), number);
  }

  @Test
  void whoeverReviewedBelowPlaysNoOtherPartAbove() {
    String number = walk.submitted("panyuan", round);
    walk.reaches("zhangdian", number);
    String colleague = another("keyuan-at-zhangdian", "keyuan", "REVIEWER:" + ZHANGDIAN);
    assertThat(act(colleague, number, "claim", Map.of()).status())
        .as("reviewing at two levels is one part")
        .isEqualTo(204);
    act(colleague, number, "release", Map.of());
    walk.scores("zhangdian", number);
    walk.does("zhangdian", number, REVIEW, FORWARD);
    refused(another("keyuan-fire", "keyuan", "DEPARTMENT:" + ZHANGDIAN + ":FIRE"), number);
    for (String department : Walk.DEPARTMENTS) {
      walk.does(
          "zhangdian-" + department, number, "userTask_giveOpinion", Map.of("stance", "AGREE"));
    }
    walk.visited(number);
    refused(another("keyuan-leads-zhangdian", "keyuan", "LEADER:" + ZHANGDIAN), number);
    refused(another("fire-leads-zhangdian", "zhangdian-fire", "LEADER:" + ZHANGDIAN), number);
  }

  @Test
  void aLaterAttemptForgetsNothing() {
    String number = walk.submitted("panyuan", round);
    walk.does("keyuan", number, REVIEW, FORWARD);
    walk.withdraws("panyuan", number);
    walk.submitted("panyuan", round);
    walk.does("keyuan", number, REVIEW, FORWARD);
    refused(another("keyuan-leads-later", "keyuan", "LEADER:" + KEYUAN), number);
  }

  @Test
  void whoeverTouchedAFileDoesNotNameIt() {
    String number = walk.submitted("panyuan", round);
    walk.reaches("nation", number);
    walk.forwards("nation", number);
    walk.signs("nation", number);
    String namer = another("zibo-leader-names", "zibo-leader", "REVIEWER:000000000000");
    Map<String, Object> batch = Map.of("roundId", round.id(), "numbers", List.of(number));
    refused(client.as(namer).post("/api/designations", batch));
    Answer opened = client.as("nation").post("/api/designations", batch);
    assertThat(opened.status()).isEqualTo(201);
    String signer = another("nation-signs", "nation", "BODY::CMA");
    String task =
        inbox.ofBatch(opened.body().path("id").asText()).stream()
            .filter(t -> t.candidateGroup().equals("body:CMA"))
            .findFirst()
            .orElseThrow()
            .id();
    refused(client.as(signer).post("/api/tasks/" + task + "/claim", Map.of()));
    refused(
        client
            .as(signer)
            .post(
                "/api/tasks/" + task + "/complete", Map.of("fields", Map.of("decision", "AGREE"))));
  }

  @Test
  void anExpertsOrManagersRoleBesideItChangesNothing() {
    People.add(jdbc, "many-roles", "REVIEWER:" + KEYUAN, "EXPERT::FIRE", "MANAGER:000000000000");
    added.add("many-roles");
    String number = walk.submitted("panyuan", round);
    walk.does("many-roles", number, REVIEW, FORWARD);
    People.grant(jdbc, "many-roles", "LEADER:" + KEYUAN);
    refused("many-roles", number);
  }

  @Test
  void whoeverAuditsHasNoPartInTheEngineWhateverElseHeIs() {
    People.add(jdbc, "audits-too", "REVIEWER:" + KEYUAN, "MANAGER:000000000000", "AUDITOR");
    added.add("audits-too");
    for (String path : List.of("/task", "/process-instance", "/process-definition")) {
      assertThat(client.as("audits-too").get("/engine-rest" + path).status()).isEqualTo(403);
    }
  }
}
