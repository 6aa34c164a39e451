package io.anlan.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.application.Assessment;
import io.anlan.application.Assessment.Change;
import io.anlan.application.Assessments;
import io.anlan.evidence.EvidenceView;
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

/** A return remembers what stood there, so that old and new can be read side by side. */
@RunningAnlan
class CorrectionTest {

  private static final String REVIEW = "userTask_reviewMaterials";

  @Autowired Client client;
  @Autowired Walk walk;
  @Autowired Assessments assessments;
  @Autowired MovableClock clock;

  private String number;
  private String sheet;
  private Client.As panyuan;

  @BeforeEach
  void aReturnedItemAndCondition() {
    number = walk.submitted("panyuan", walk.freshRound(Tier.MUNICIPAL));
    sheet = "/applications/" + number + "/assessment";
    clock.move(Duration.ofMinutes(5));
    walk.does(
        "keyuan",
        number,
        REVIEW,
        Map.of("decision", "RETURN", "opinion", "请补充", "returnedItems", List.of("1.1.1", "C3")));
    clock.move(Duration.ofMinutes(5));
    panyuan = client.signedIn("panyuan");
  }

  @AfterEach
  void theClockIsPutBack() {
    clock.reset();
  }

  @Test
  void theReviewerSeesWhatChangedSinceTheReturn() {
    Assessment.ItemView before = item();
    assertThat(before.change().differs()).as("nothing yet").isFalse();
    String old = before.evidence().get(0).id();
    panyuan.form(
        sheet + "/items/1.1.1/SELF",
        Map.of("points", "1.5", "reason", "新的说明", "version", "" + before.version()));
    panyuan.upload(sheet + "/evidence/item-1.1.1", Map.of("caption", ""), "新证据.png", Walk.PNG);
    panyuan.form(sheet + "/evidence/item-1.1.1/" + old + "/removal", Map.of());
    walk.does("panyuan", number, "userTask_correctMaterials", Map.of("response", "已补充"));

    Change change = item().change();
    assertThat(change.points()).isEqualByComparingTo(before.points());
    assertThat(change.otherPoints()).isTrue();
    assertThat(change.words()).isEqualTo(before.reason());
    assertThat(change.otherWords()).isTrue();
    assertThat(change.removed()).extracting(EvidenceView::id).containsExactly(old);
    assertThat(item().evidence()).filteredOn(change::added).hasSize(1);
    String page = client.signedIn("keyuan").get(sheet).text();
    assertThat(page).contains("退回后的改动", "退回后新增", "已移除", "新证据.png");
    assertThat(page.split("退回后的改动", -1)).as("the condition did not change").hasSize(2);
  }

  @Test
  void whatWasNotReturnedHasNoHistoryOfReturn() {
    assertThat(view().items())
        .filteredOn(i -> !i.code().equals("1.1.1"))
        .allMatch(i -> i.change() == null);
  }

  @Test
  void anItemThatChangedAfterItWasScoredIsMarked() {
    walk.withdraws("panyuan", number);
    String scored = walk.submitted("panyuan", walk.freshRound(Tier.MUNICIPAL));
    walk.reaches("zhangdian", scored);
    walk.scores("zhangdian", scored);
    clock.move(Duration.ofMinutes(5));
    walk.does(
        "zhangdian",
        scored,
        REVIEW,
        Map.of("decision", "RETURN", "opinion", "请补充", "returnedItems", List.of("1.1.1")));
    clock.move(Duration.ofMinutes(5));
    panyuan.upload(
        "/applications/" + scored + "/assessment/evidence/item-1.1.1", Map.of(), "新.png", Walk.PNG);
    walk.does("panyuan", scored, "userTask_correctMaterials", Map.of("response", "已补充"));
    assertThat(assessments.view(walk.who("zhangdian"), scored).items())
        .filteredOn(Assessment.ItemView::changedSinceScored)
        .extracting(Assessment.ItemView::code)
        .containsExactly("1.1.1");
    assertThat(client.signedIn("zhangdian").get("/applications/" + scored + "/assessment").text())
        .contains("官方评分之后，填报内容有改动");
  }

  @Test
  void whoeverLosesAConflictSeesBothTexts() {
    String version = "" + item().version();
    panyuan.form(
        sheet + "/items/1.1.1/SELF",
        Map.of("points", "1.5", "reason", "先保存的说明", "version", version));
    Answer late =
        panyuan.form(
            sheet + "/items/1.1.1/SELF",
            Map.of("points", "1", "reason", "后保存的说明", "version", version));
    assertThat(late.text()).contains("先保存的说明", "后保存的说明", "已保存的内容");
    assertThat(item().reason()).isEqualTo("先保存的说明");
  }

  private Assessment.ItemView item() {
    return view().items().stream().filter(i -> i.code().equals("1.1.1")).findFirst().orElseThrow();
  }

  private Assessment view() {
    return assessments.view(walk.who("panyuan"), number);
  }
}
