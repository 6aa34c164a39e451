package io.anlan.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.application.Status;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.InboxFilter;
import io.anlan.inbox.TaskItem;
import io.anlan.round.Round;
import io.anlan.shared.Level;
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

/** The inbox: what it shows, how it is narrowed, and what is done to several tasks at once. */
@RunningAnlan
class InboxPagesTest {

  private static final String REVIEW = "userTask_reviewMaterials";
  private static final String SIGN = "userTask_signOff";

  @Autowired Client client;
  @Autowired Walk walk;
  @Autowired Inbox inbox;
  @Autowired MovableClock clock;

  private Round round;
  private String panyuan;
  private String panzhuang;

  @BeforeEach
  void twoFilesAtTheStreet() {
    round = walk.freshRound(Tier.MUNICIPAL);
    panyuan = walk.submitted("panyuan", round);
    panzhuang = walk.submitted("panzhuang", round);
  }

  @AfterEach
  void theClockIsPutBack() {
    clock.reset();
  }

  @Test
  void theInboxShowsWhatItsReaderMayDoAndNothingOfNeighbours() {
    Answer page = client.signedIn("keyuan").get("/?q=" + panyuan);
    assertThat(page.text()).contains(panyuan, "审核申报材料", "街道", "待签收").doesNotContain(panzhuang);
    assertThat(client.signedIn("fengshui").get("/?q=" + panyuan).text())
        .doesNotContain(">" + panyuan);
  }

  @Test
  void aCommunityIsFoundByTheInitialsOfItsPinyin() {
    String page = client.signedIn("keyuan").get("/?q=PYsq&level=STREET").text();
    assertThat(page).contains("潘苑社区").doesNotContain("潘庄社区");
    assertThat(client.signedIn("keyuan").get("/applications?q=pysq").text())
        .contains("潘苑社区")
        .doesNotContain("潘庄社区");
    assertThat(client.signedIn("keyuan").get("/?q=pyxx&level=STREET").text())
        .doesNotContain("潘苑社区");
  }

  @Test
  void aFilterNarrowsByLevelStepAndDeadline() {
    var reviewer = walk.who("keyuan");
    assertThat(found(reviewer, new InboxFilter(panyuan, null, Level.STREET, REVIEW))).isOne();
    assertThat(found(reviewer, new InboxFilter(panyuan, null, Level.CITY, null))).isZero();
    assertThat(found(reviewer, new InboxFilter(panyuan, null, null, SIGN))).isZero();
    assertThat(found(reviewer, new InboxFilter(panyuan, InboxFilter.State.OVERDUE, null, null)))
        .isZero();
    clock.move(Duration.ofDays(60));
    assertThat(found(reviewer, new InboxFilter(panyuan, InboxFilter.State.OVERDUE, null, null)))
        .isOne();
    assertThat(found(reviewer, new InboxFilter(panyuan, InboxFilter.State.RETURNED, null, null)))
        .isZero();
  }

  private long found(io.anlan.account.Actor actor, InboxFilter filter) {
    return inbox.open(actor, Inbox.View.TODO, filter, 0, 20, null).page().totalElements();
  }

  @Test
  void aFilterIsSavedUnderANameAndRemoved() {
    Client.As keyuan = client.signedIn("keyuan");
    Answer nameless = keyuan.form("/inbox/filters", Map.of("name", " ", "level", "STREET"));
    assertThat(keyuan.get(nameless.location()).text()).contains("必须填写");
    assertThat(keyuan.get("/").text()).doesNotContain("我的街道待审");
    Answer saved =
        keyuan.form("/inbox/filters", Map.of("name", "我的街道待审", "level", "STREET", "q", "潘"));
    assertThat(saved.location()).contains("level=STREET").contains("q=%E6%BD%98");
    assertThat(keyuan.get("/").text()).contains("我的街道待审");
    assertThat(client.signedIn("zhangdian").get("/").text()).doesNotContain("我的街道待审");
    keyuan.form("/inbox/filters/remove", Map.of("name", "我的街道待审"));
    assertThat(keyuan.get("/").text()).doesNotContain("我的街道待审");
  }

  @Test
  void severalFilesAreForwardedAtOnceAndEachIsItsOwn() {
    Client.As keyuan = client.signedIn("keyuan");
    String one = walk.task("keyuan", panyuan, REVIEW);
    String other = walk.task("keyuan", panzhuang, REVIEW);
    Answer asked = keyuan.form("/inbox/batch", "id", List.of(one, other));
    assertThat(asked.text()).contains(panyuan, panzhuang, "同意上报");
    assertThat(walk.open(panyuan)).as("asked first").containsExactly(REVIEW);

    // Another person is faster with one of the two.
    walk.withdraws("panzhuang", panzhuang);
    Answer done = keyuan.form("/inbox/batch/complete", "id", List.of(one, other));
    assertThat(done.location()).endsWith("/inbox/batch/result");
    Answer result = keyuan.get("/inbox/batch/result");
    assertThat(result.text()).contains(panyuan, "已办结");
    assertThat(walk.open(panyuan)).containsExactly(SIGN);
    assertThat(walk.status(panzhuang)).isEqualTo(Status.WITHDRAWN);

    Answer again = keyuan.form("/inbox/batch/complete", "id", List.of(one));
    assertThat(again.status()).as("a double click does nothing twice").isEqualTo(302);
    assertThat(walk.open(panyuan)).containsExactly(SIGN);
  }

  @Test
  void whatOneFileLacksDoesNotStopTheOthers() {
    Client.As leader = client.signedIn("keyuan-leader");
    walk.does("keyuan", panyuan, REVIEW, Map.of("decision", "FORWARD"));
    walk.does("keyuan", panzhuang, REVIEW, Map.of("decision", "FORWARD"));
    String one = walk.task("keyuan-leader", panyuan, SIGN);
    String other = walk.task("keyuan-leader", panzhuang, SIGN);
    if (!walk.knows("keyuan-deputy")) {
      walk.hires("keyuan-deputy", io.anlan.account.Role.LEADER, "370303005000");
    }
    client.as("keyuan-deputy").post("/api/tasks/" + other + "/claim", null);
    leader.form("/inbox/batch/complete", "id", List.of(other, one));
    assertThat(leader.get("/inbox/batch/result").text()).contains("未办结：");
    assertThat(walk.file(panyuan).level()).isEqualTo(Level.DISTRICT);
    assertThat(walk.file(panzhuang).level()).isEqualTo(Level.STREET);
  }

  @Test
  void nobodyForwardsAFileOfANeighbourInABatch() {
    Client.As neighbour = client.signedIn("fengshui");
    String task = walk.task("keyuan", panyuan, REVIEW);
    Answer refused = neighbour.form("/inbox/batch", "id", List.of(task, "no-such-task"));
    assertThat(refused.location()).endsWith("/");
    neighbour.form("/inbox/batch/complete", "id", List.of(task));
    assertThat(walk.open(panyuan)).containsExactly(REVIEW);
  }

  @Test
  void afterCompletingATaskTheNextOneOpens() {
    Client.As keyuan = client.signedIn("keyuan");
    String task = walk.task("keyuan", panyuan, REVIEW);
    Answer done = keyuan.form("/tasks/" + task, Map.of("decision", "FORWARD"));
    List<TaskItem> todo =
        inbox.open(walk.who("keyuan"), Inbox.View.TODO, InboxFilter.NONE, 0, 1, null).content();
    assertThat(done.location()).endsWith("/tasks/" + todo.get(0).id());
    assertThat(keyuan.get(done.location()).text()).contains("已办结：");
  }
}
