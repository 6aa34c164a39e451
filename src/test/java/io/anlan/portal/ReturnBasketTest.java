package io.anlan.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.application.Files;
import io.anlan.application.Reopened;
import io.anlan.application.Status;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a reviewer notes while reading becomes the return letter, each item with its own reason. */
@RunningAnlan
class ReturnBasketTest {

  private static final String REVIEW = "userTask_reviewMaterials";

  @Autowired Client client;
  @Autowired Walk walk;
  @Autowired Files files;

  private String number;
  private String sheet;
  private Client.As keyuan;

  @BeforeEach
  void aFileAtTheStreet() {
    number = walk.submitted("panyuan", walk.freshRound(Tier.MUNICIPAL));
    sheet = "/applications/" + number + "/assessment";
    keyuan = client.signedIn("keyuan");
  }

  @Test
  void theReturnLetterWritesItselfAndEachItemComesBackWithItsReason() {
    note(keyuan, "item-1.1.1", "请补充会议纪要。");
    note(keyuan, "condition-3", "预案缺少修订日期。");
    assertThat(keyuan.get(sheet).text()).contains("退回清单 2 项", "请补充会议纪要。");

    String task = walk.task("keyuan", number, REVIEW);
    assertThat(keyuan.get("/tasks/" + task).text())
        .contains("1.1.1：请补充会议纪要。", "C3：预案缺少修订日期。")
        .containsPattern("value=\"RETURN\"[^>]*checked")
        .containsPattern("value=\"C3\"[^>]*checked");
    Answer done =
        keyuan.form("/tasks/" + task, "returnedItems", List.of("1.1.1&decision=RETURN&opinion=x"));
    assertThat(done.status()).as("one field is one value").isEqualTo(422);
    done = keyuan.form("/tasks/" + task, fields("1.1.1", "两处需要补充。"));
    assertThat(done.status()).isEqualTo(302);
    assertThat(walk.status(number)).isEqualTo(Status.IN_CORRECTION);
    assertThat(files.reopened(number))
        .extracting(Reopened::target, Reopened::reason)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("item/1.1.1", "请补充会议纪要。"));
    assertThat(client.signedIn("panyuan").get(sheet).text())
        .as("the community sees its reason, not what was left out")
        .contains("退回原因：请补充会议纪要。")
        .doesNotContain("预案缺少修订日期");
  }

  private static Map<String, String> fields(String item, String opinion) {
    return Map.of("decision", "RETURN", "returnedItems", item, "opinion", opinion);
  }

  @Test
  void theBasketIsEmptyAfterTheReviewIsDecided() {
    note(keyuan, "item-1.1.1", "请补充。");
    walk.does("keyuan", number, REVIEW, Map.of("decision", "FORWARD"));
    walk.does(
        "keyuan-leader",
        number,
        "userTask_signOff",
        Map.of("decision", "SEND_BACK", "opinion", "再看一遍"));
    assertThat(keyuan.get(sheet).text()).doesNotContain("请补充。");
  }

  @Test
  void aNoteCanBeTakenOutAgain() {
    note(keyuan, "item-1.1.1", "请补充。");
    keyuan.form(sheet + "/returns/item-1.1.1/removal", Map.of());
    assertThat(keyuan.get(sheet).text()).doesNotContain("请补充。");
  }

  @Test
  void onlyWhoeverReviewsTheFileNowNotes() {
    assertThat(note(client.signedIn("zhangdian"), "item-1.1.1", "x").status()).isEqualTo(403);
    assertThat(note(client.signedIn("keyuan-leader"), "item-1.1.1", "x").status()).isEqualTo(403);
    assertThat(note(client.signedIn("panyuan"), "item-1.1.1", "x").status()).isEqualTo(403);
    assertThat(note(client.signedIn("fengshui"), "item-1.1.1", "x").status()).isEqualTo(404);
  }

  @Test
  void whatIsWrongIsToldAtItsItemAndStays() {
    String words = "理".repeat(501);
    Answer refused = note(keyuan, "item-1.1.1", words);
    assertThat(refused.text()).contains(words, "500");
    assertThat(note(keyuan, "item-1.1.1", " ").text()).contains("必须填写");
    assertThat(note(keyuan, "item-9.9.9", "x").status()).isEqualTo(404);
    assertThat(note(keyuan, "nothing", "x").status()).isEqualTo(404);
  }

  private Answer note(Client.As who, String where, String reason) {
    return who.form(sheet + "/returns/" + where, Map.of("reason", reason));
  }
}
