package io.anlan.visit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.audit.Trail;
import io.anlan.round.Round;
import io.anlan.shared.Problem;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was found is mended finding by finding; the reviewer changes a team on its page. */
@RunningAnlan
class RectificationTest {

  private static final String RECTIFY = "userTask_rectify";
  private static final String CHECK = "userTask_checkRectification";

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Visits visits;
  @Autowired Remedies remedies;
  @Autowired VisitDesk desk;
  @Autowired Trail trail;
  @Autowired JdbcClient jdbc;

  private String number;

  @BeforeEach
  void aFileWhoseTeamIsToBeFormed() {
    Round round = walk.freshRound(Tier.NATIONAL);
    number = walk.submitted("panyuan", round);
    walk.reaches("zhangdian", number);
    walk.scores("zhangdian", number);
    walk.does(
        "zhangdian",
        number,
        "userTask_reviewMaterials",
        Map.of("decision", "FORWARD", "opinion", "同意"));
    for (String department : Walk.DEPARTMENTS) {
      walk.does(
          "zhangdian-" + department, number, "userTask_giveOpinion", Map.of("stance", "AGREE"));
    }
  }

  private long rectifying() {
    walk.visitedUntil("userTask_concludeVisit", number);
    walk.concludes(number, "RECTIFY");
    return visit();
  }

  private long visit() {
    return visits.open(number).orElseThrow().id();
  }

  private Remedies.Remedy only(String reader, long visit) {
    List<Remedies.Remedy> all = remedies.of(walk.who(reader), visit).remedies();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void whereNothingWasNotedTheLeadersWordsAreWhatIsMended() {
    long visit = rectifying();
    assertThat(only("panyuan", visit).found().text()).isEqualTo("已查看现场");
    assertThat(only("panyuan", visit).found().severity()).isEqualTo(VisitSheet.Severity.MAJOR);
  }

  @Test
  void theCommunityAnswersAFindingWithProofsAndTheLeaderSeesThem() {
    long visit = rectifying();
    UUID finding = only("panyuan", visit).found().id();
    Client.As panyuan = client.signedIn("panyuan");
    String page = "/visits/" + visit + "/rectification";
    assertThat(panyuan.get(page).text()).contains("已查看现场", "response-" + finding);
    String at = "/visits/" + visit + "/findings/" + finding;
    assertThat(panyuan.form(at + "/response", Map.of("response", "通道已清理")).status()).isEqualTo(302);
    remedies.prove(
        walk.who("panyuan"), visit, finding, "整改后.png", new ByteArrayInputStream(Walk.PNG));
    walk.does("panyuan", number, RECTIFY, Map.of("response", "其余见说明"));
    assertThat(only("expert-fire", visit).found().response())
        .as("an answer of its own is not written over")
        .isEqualTo("通道已清理");
    assertThat(client.signedIn("expert-fire").get(page).text()).contains("通道已清理", "整改后.png");
    String proof = only("expert-fire", visit).proofs().get(0).id();
    walk.does("expert-fire", number, CHECK, Map.of("accepted", true));
    assertThat(client.as("expert-fire").get("/api/evidence/" + proof).status())
        .as("after the visit the expert sees nothing of it")
        .isEqualTo(404);
    assertThat(client.signedIn("expert-fire").get(page).status()).isEqualTo(404);
    assertThat(only("panyuan", visit).found().accepted()).isTrue();
    assertThat(trail.intact(number)).isTrue();
  }

  @Test
  void whatWasAnsweredInAnEarlierRoundStays() {
    long visit = rectifying();
    UUID finding = only("panyuan", visit).found().id();
    remedies.answer(walk.who("panyuan"), visit, finding, "已增设标识");
    walk.does("panyuan", number, RECTIFY, Map.of("response", "见说明"));
    walk.does("expert-fire", number, CHECK, Map.of("accepted", false, "remark", "标识太小"));
    assertThat(only("panyuan", visit).found().accepted()).isFalse();
    walk.does("panyuan", number, RECTIFY, Map.of("response", "已换大"));
    assertThat(only("expert-fire", visit).found().response()).isEqualTo("已增设标识\n\n已换大");
    assertThat(only("expert-fire", visit).found().accepted()).as("not checked again yet").isNull();
  }

  @Test
  void onlyTheCommunityAnswersAndOnlyWhileItMends() {
    long visit = rectifying();
    UUID finding = only("panyuan", visit).found().id();
    String at = "/visits/" + visit + "/findings/" + finding + "/response";
    Map<String, String> words = Map.of("response", "已改");
    assertThat(client.signedIn("panzhuang").form(at, words).status()).isEqualTo(404);
    assertThat(client.signedIn("linzi").form(at, words).status()).isEqualTo(404);
    assertThat(client.signedIn("zhangdian").form(at, words).status()).isEqualTo(403);
    assertThat(client.signedIn("expert-fire").form(at, words).status()).isEqualTo(403);
    Answer empty = client.signedIn("panyuan").form(at, Map.of("response", " "));
    assertThat(empty.status()).isEqualTo(422);
    Answer long_ = client.signedIn("panyuan").form(at, Map.of("response", "长".repeat(2001)));
    assertThat(long_.status()).isEqualTo(422);
    assertThat(long_.text()).as("what was typed stands there").contains("长".repeat(2001));
    walk.does("panyuan", number, RECTIFY, Map.of("response", "已整改"));
    assertThat(client.signedIn("panyuan").form(at, words).status()).isEqualTo(409);
  }

  @Test
  void aProofIsCheckedLikeAnyOtherAndRemovedAgain() {
    long visit = rectifying();
    UUID finding = only("panyuan", visit).found().id();
    Problem disguised =
        Assertions.catchThrowableOfType(
            Problem.class,
            () ->
                remedies.prove(
                    walk.who("panyuan"),
                    visit,
                    finding,
                    "照片.png",
                    new ByteArrayInputStream("MZ".getBytes())));
    assertThat(disguised.status()).isEqualTo(422);
    String proof =
        remedies
            .prove(
                walk.who("panyuan"), visit, finding, "照片.png", new ByteArrayInputStream(Walk.PNG))
            .id();
    Answer removed =
        client
            .signedIn("panyuan")
            .form(
                "/visits/" + visit + "/findings/" + finding + "/proofs/" + proof + "/removal",
                Map.of());
    assertThat(removed.status()).isEqualTo(302);
    assertThat(only("panyuan", visit).proofs()).isEmpty();
  }

  @Test
  void nothingIsToldOfAVisitThatHasNotBeenConcluded() {
    walk.visitedUntil("userTask_concludeVisit", number);
    jdbc.sql(
            """
            insert into visit_finding (id, visit_id, username, severity, text, recorded_at)
            values (gen_random_uuid(), ?, 'expert-fire', 'MAJOR', '通道堵塞', now())""")
        .param(visit())
        .update();
    assertThat(remedies.of(walk.who("panyuan"), visit()).remedies()).isEmpty();
    long visit = visit();
    walk.concludes(number, "RECTIFY");
    assertThat(only("panyuan", visit).found().text()).isEqualTo("通道堵塞");
  }

  @Test
  void theReviewerChangesTheTeamOnItsPage() {
    walk.formsTeam(number);
    String page = "/visits/" + visit() + "/team";
    Client.As zhangdian = client.signedIn("zhangdian");
    assertThat(zhangdian.get(page).text()).contains("消防专家", "电力专家");
    Answer silent = zhangdian.form(page, Map.of("reason", ""));
    assertThat(silent.status()).isEqualTo(422);
    assertThat(client.signedIn("zibo").form(page, Map.of("reason", "改期")).status()).isEqualTo(403);
    assertThat(client.signedIn("zibo").get(page).status()).isEqualTo(200);
    for (String other : List.of("panyuan", "expert-fire")) {
      assertThat(client.signedIn(other).get(page).status()).as(other).isEqualTo(403);
    }
    for (String other : List.of("linzi", "zhangdian-fire")) {
      assertThat(client.signedIn(other).get(page).status()).as(other).isEqualTo(404);
    }
    assertThat(zhangdian.form(page, Map.of("reason", "改期")).status()).isEqualTo(302);
    assertThat(walk.open(number)).containsExactly("userTask_formTeam");
    assertThat(zhangdian.form(page, Map.of("reason", "再改")).status()).isEqualTo(409);
  }

  @Test
  void theReviewerNamesAnotherLeaderOnThePage() {
    long visit = rectifying();
    Client.As zhangdian = client.signedIn("zhangdian");
    String page = "/visits/" + visit + "/team";
    assertThat(zhangdian.get(page).text()).contains("name=\"leader\"");
    String act = "/visits/" + visit + "/leader";
    assertThat(zhangdian.form(act, Map.of("leader", "expert-urban", "reason", "住院")).status())
        .isEqualTo(422);
    assertThat(zhangdian.form(act, Map.of("leader", "expert-power", "reason", "住院")).status())
        .isEqualTo(302);
    walk.does("panyuan", number, RECTIFY, Map.of("response", "已整改"));
    walk.does("expert-power", number, CHECK, Map.of("accepted", true));
    assertThat(walk.open(number)).containsExactly("userTask_signOff");
  }
}
