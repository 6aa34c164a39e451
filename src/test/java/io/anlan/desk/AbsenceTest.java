package io.anlan.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.account.Role;
import io.anlan.audit.Trail;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskDesk;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.MovableClock;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Session;
import io.anlan.support.Walk;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever is away names a colleague, who acts meanwhile in both names. */
@RunningAnlan
class AbsenceTest {

  private static final String REVIEW = "userTask_reviewMaterials";
  private static final String STREET = "370303102000";
  private static final String GROUP = "reviewer:" + STREET;
  private static final Pattern ID = Pattern.compile("name=\"id\" value=\"(\\d+)\"");

  @Autowired Client client;
  @Autowired Walk walk;
  @Autowired Inbox inbox;
  @Autowired TaskDesk desk;
  @Autowired Trail trail;
  @Autowired MovableClock clock;

  private String away;
  private String deputy;
  private String number;
  private String task;

  /** Two people of their own, so that nobody else is away. */
  @BeforeEach
  void aTaskInTheHandsOfOneOfTwoColleagues() {
    away = "away-" + System.nanoTime();
    deputy = "deputy-" + System.nanoTime();
    walk.hires(away, Role.REVIEWER, STREET);
    walk.hires(deputy, Role.REVIEWER, STREET);
    number = walk.submitted("chaomi", walk.freshRound(Tier.NATIONAL));
    task = walk.task(away, number, REVIEW);
    desk.claim(walk.who(away), task);
  }

  @AfterEach
  void theClockIsPutBack() {
    clock.reset();
  }

  @Test
  void theDeputyActsInBothNamesAndTheAbsentOneIsNotLeftOut() {
    assertThat(complete(deputy).code()).isEqualTo("task-held");
    long before = todo(deputy);
    Session absent = enters(today(), today().plusDays(3));
    assertThat(absent.get("/")).contains("由 " + deputy + " 代办至 " + today().plusDays(3));

    Session acting = new Session(client, deputy);
    assertThat(todo(deputy)).isEqualTo(before + 1);
    assertThat(acting.get("/?q=" + number)).contains(number, away + "（由 " + deputy + " 代办至");
    assertThat(acting.get("/notices")).contains("设置外出代办", today() + " – " + today().plusDays(3));
    assertThat(acting.get("/tasks/" + task)).contains("id=\"task-form\"").doesNotContain("正由");
    assertThat(complete(deputy).status()).isEqualTo(200);
    assertThat(trail.rows(number))
        .last()
        .satisfies(
            row -> {
              assertThat(row.actor()).isEqualTo(deputy);
              assertThat(row.onBehalfOf()).isEqualTo(away);
            });
    assertThat(trail.intact(number)).isTrue();
  }

  @Test
  void whatTheDeputyGivesBackIsTheAbsentOnesAgain() {
    enters(today(), today());
    desk.claim(walk.who(deputy), task);
    assertThat(inbox.find(task).orElseThrow())
        .satisfies(
            t -> {
              assertThat(t.assignee()).isEqualTo(deputy);
              assertThat(t.owner()).isEqualTo(away);
            });
    desk.release(walk.who(deputy), task);
    assertThat(inbox.find(task).orElseThrow().assignee()).isEqualTo(away);
  }

  @Test
  void theRightBeginsAndEndsWithItsDays() {
    enters(today().plusDays(1), today().plusDays(2));
    assertThat(complete(deputy).code()).as("the day before").isEqualTo("task-held");
    clock.move(Duration.ofDays(3));
    assertThat(complete(deputy).code()).as("the day after").isEqualTo("task-held");
    clock.reset();
    clock.move(Duration.ofDays(1));
    assertThat(complete(deputy).status()).isEqualTo(200);
  }

  @Test
  void comingBackEarlyEndsItAtOnce() {
    Session absent = enters(today(), today().plusDays(9));
    Matcher id = ID.matcher(absent.get("/me"));
    assertThat(id.find()).isTrue();
    Session stranger = new Session(client, deputy);
    assertThat(stranger.post("/me/absences/end", Map.of("id", id.group(1))).statusCode())
        .as("not the deputy's to end")
        .isEqualTo(404);
    absent.post("/me/absences/end", Map.of("id", id.group(1)));
    assertThat(complete(deputy).code()).isEqualTo("task-held");
    assertThat(absent.get("/")).doesNotContain("代办至");
  }

  @Test
  void theRightEndsWithTheDeputysRole() {
    enters(today(), today().plusDays(9));
    Session security = new Session(client, "security");
    security.get("/admin/roles/" + deputy);
    security.post(
        "/admin/roles/" + deputy + "/removal",
        Map.of("role", "REVIEWER", "office", STREET, "kind", ""));
    assertThat(complete(deputy).status()).isEqualTo(404);
  }

  @Test
  void aReminderReachesTheDeputyToo() {
    enters(today(), today());
    desk.nudge(walk.who("chaomi"), task);
    assertThat(new Session(client, deputy).get("/notices")).contains(number, "催办");
    assertThat(new Session(client, away).get("/notices")).contains(number, "催办");
  }

  @Test
  void whatIsWrongIsSaidAtItsFieldAndStaysTyped() {
    Session session = new Session(client, away);
    session.get("/me");
    String empty = session.post("/me/absences", Map.of()).body();
    assertThat(empty).contains("必须填写").doesNotContain("提前结束");
    Map<String, String> typed = new HashMap<>(form(today().minusDays(1), today().minusDays(2)));
    typed.put("deputy", GROUP + " zhangdian");
    typed.put("reason", "学<习>".repeat(60));
    assertThat(session.post("/me/absences", typed).body())
        .contains("不能早于今天", "结束日期不能早于开始日期", "200", "学&lt;习&gt;");
    typed.putAll(form(today(), today()));
    typed.put("deputy", GROUP + " zhangdian");
    assertThat(session.post("/me/absences", typed).body()).contains("zhangdian");
    typed.put("deputy", "reviewer:370303000000 " + deputy);
    assertThat(session.post("/me/absences", typed).body()).doesNotContain("提前结束");
    typed.put("from", "明天");
    assertThat(session.post("/me/absences", typed).body()).contains("请填写日期");
    typed.putAll(form(today(), today().plusYears(2)));
    assertThat(session.post("/me/absences", typed).body()).contains("最长为一年");

    enters(today(), today().plusDays(1));
    assertThat(session.post("/me/absences", form(today().plusDays(1), today().plusDays(2))).body())
        .contains("重叠");
    Map<String, String> back = new HashMap<>(form(today(), today()));
    back.put("deputy", GROUP + " " + away);
    assertThat(new Session(client, deputy).post("/me/absences", back).body()).contains("在这段时间也外出");
  }

  @Test
  void theTelephoneOfWhoeverHoldsATaskStandsBesideTheName() {
    Session session = new Session(client, away);
    session.get("/me");
    assertThat(session.post("/me/telephone", Map.of("telephone", "call me")).body())
        .contains("请填写有效的电话号码", "value=\"call me\"");
    session.post("/me/telephone", Map.of("telephone", "0533-318 2119"));
    assertThat(new Session(client, "chaomi").get("/applications/" + number))
        .contains("tel:0533-3182119");
  }

  private Session enters(LocalDate from, LocalDate until) {
    Session session = new Session(client, away);
    session.get("/me");
    assertThat(session.post("/me/absences", form(from, until)).body()).contains("由 " + deputy);
    return session;
  }

  private Map<String, String> form(LocalDate from, LocalDate until) {
    return Map.of(
        "deputy",
        GROUP + " " + deputy,
        "from",
        from.toString(),
        "until",
        until.toString(),
        "reason",
        "培训");
  }

  private Client.Answer complete(String username) {
    return client
        .as(username)
        .post("/api/tasks/" + task + "/complete", Map.of("fields", Map.of("decision", "FORWARD")));
  }

  private long todo(String username) {
    return client.as(username).get("/api/tasks/counts").body().path("todo").asLong();
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
