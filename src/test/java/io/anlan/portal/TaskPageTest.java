package io.anlan.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The page of one task, as a browser without scripts uses it. */
@RunningAnlan
class TaskPageTest {

  private static final String REVIEW = "userTask_reviewMaterials";

  @Autowired Client client;
  @Autowired Walk walk;

  private String number;
  private String task;
  private Client.As keyuan;

  @BeforeEach
  void aFileAtTheStreet() {
    number = walk.submitted("panyuan", walk.freshRound(Tier.MUNICIPAL));
    task = walk.task("keyuan", number, REVIEW);
    keyuan = client.signedIn("keyuan");
  }

  @Test
  void theFormIsTheOneThatTasklistDraws() {
    assertThat(keyuan.get("/tasks/" + task).text())
        .contains("审核结论", "同意上报", "退回补正", "拟不予推荐", "审核意见", number);
    Answer english = keyuan.header("Accept-Language", "en").get("/tasks/" + task);
    assertThat(english.text()).contains("Return for correction", "Forward").doesNotContain("审核结论");
  }

  @Test
  void aMissingOpinionIsToldAtItsFieldAndWhatWasChosenStays() {
    Answer refused = keyuan.form("/tasks/" + task, Map.of("decision", "REJECT", "opinion", " "));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text())
        .contains("field-opinion-error")
        .containsPattern("value=\"REJECT\"[^>]*checked");
    assertThat(walk.open(number)).containsExactly(REVIEW);
  }

  @Test
  void aLongOpinionIsRefusedAndNotLost() {
    String words = "意".repeat(2001);
    Answer refused = keyuan.form("/tasks/" + task, Map.of("decision", "REJECT", "opinion", words));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains(words, "2,000");
  }

  @Test
  void scriptsInAnOpinionAreOnlyWords() {
    String script = "<script>alert(1)</script>";
    keyuan.form("/tasks/" + task, Map.of("decision", "FORWARD", "opinion", script));
    String sign = walk.task("keyuan-leader", number, "userTask_signOff");
    assertThat(client.signedIn("keyuan-leader").get("/tasks/" + sign).text())
        .contains("&lt;script&gt;")
        .doesNotContain(script);
  }

  @Test
  void whatIsTypedIsKeptUntilItIsSent() {
    Answer kept =
        keyuan.form("/tasks/" + task + "/draft", Map.of("opinion", "还在写", "smuggled", "x"));
    assertThat(kept.text()).startsWith("已保存");
    assertThat(client.signedIn("keyuan").get("/tasks/" + task).text()).contains("还在写");
    assertThat(client.signedIn("zhangdian").form("/tasks/" + task + "/draft", Map.of()).status())
        .isIn(403, 404);
  }

  @Test
  void whoeverComesSecondIsToldWhoWasFasterAndLosesNoWord() {
    if (!walk.knows("keyuan-second")) {
      walk.hires("keyuan-second", io.anlan.account.Role.REVIEWER, "370303005000");
    }
    Client.As second = client.signedIn("keyuan-second");
    assertThat(second.get("/tasks/" + task).status()).isEqualTo(200);
    keyuan.form("/tasks/" + task, Map.of("decision", "FORWARD"));
    Answer late = second.form("/tasks/" + task, Map.of("decision", "FORWARD", "opinion", "我的意见"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text()).contains("科苑街道审核员");
    assertThat(second.get("/tasks/" + task).text()).contains("科苑街道审核员");
  }

  @Test
  void aPhraseIsOfferedBesideTheOpinionAndIsOnesOwn() {
    Answer kept = keyuan.form("/me/phrases", Map.of("text", "评分属实，同意上报。"));
    assertThat(keyuan.get(kept.location()).text()).contains("已保存");
    assertThat(keyuan.get("/tasks/" + task).text()).contains("评分属实，同意上报。");
    assertThat(client.signedIn("zhangdian").get("/me").text()).doesNotContain("评分属实");
    Answer refused = keyuan.form("/me/phrases", Map.of("text", "长".repeat(201)));
    assertThat(keyuan.get(refused.location()).text()).contains("长".repeat(201));
  }

  @Test
  void theActsBesideAFormAreToldOfInWords() {
    keyuan.form("/tasks/" + task + "/claim", Map.of());
    assertThat(keyuan.get("/tasks/" + task).text()).contains("退回岗位");
    Answer refused =
        keyuan.form("/tasks/" + task + "/transfer", Map.of("to", "keyuan", "reason", "出差"));
    assertThat(keyuan.get(refused.location()).text()).contains("alert-danger", "出差");
    keyuan.form("/tasks/" + task + "/release", Map.of());
    assertThat(keyuan.get("/tasks/" + task).text()).contains("待签收");
  }
}
