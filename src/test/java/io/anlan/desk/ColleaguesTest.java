package io.anlan.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anlan.account.Role;
import io.anlan.application.CoReviews;
import io.anlan.application.Copies;
import io.anlan.audit.Act.Action;
import io.anlan.audit.Trail;
import io.anlan.inbox.TaskDesk;
import io.anlan.shared.Problem;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Session;
import io.anlan.support.Walk;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Colleagues are asked for their view (加签, 减签) and told of a file (抄送). */
@RunningAnlan
class ColleaguesTest {

  private static final String REVIEW = "userTask_reviewMaterials";
  private static final String STREET = "370303102000";
  private static final String COLLEAGUE = "fengshui-other";

  @Autowired Client client;
  @Autowired Walk walk;
  @Autowired TaskDesk desk;
  @Autowired CoReviews coReviews;
  @Autowired Copies copies;
  @Autowired Trail trail;

  private String number;
  private String task;

  @BeforeEach
  void aFileAtTheStreet() {
    if (!walk.knows(COLLEAGUE)) walk.hires(COLLEAGUE, Role.REVIEWER, STREET);
    number = walk.submitted("chaomi", walk.freshRound(Tier.NATIONAL));
    task = walk.task("fengshui", number, REVIEW);
  }

  @Test
  void aColleagueIsAskedThroughThePageAndAnswers() {
    Session asks = new Session(client, "fengshui");
    asks.get("/tasks/" + task);
    asks.post(
        "/tasks/" + task + "/co-reviewers",
        Map.of("to", COLLEAGUE, "question", "请看第 3 项 <b>照片</b>"));

    Session colleague = new Session(client, COLLEAGUE);
    assertThat(colleague.get("/")).contains("请您会签", "请看第 3 项 &lt;b&gt;");
    assertThat(colleague.get("/notices")).contains("请同事会签", number);
    assertThat(colleague.get("/tasks/" + task)).contains("您的会签意见");
    assertThat(colleague.post("/tasks/" + task + "/co-review", Map.of("opinion", " ")).body())
        .contains("必须填写");
    assertThat(colleague.post("/tasks/" + task + "/co-review", Map.of("opinion", "照片属实")).body())
        .contains("会签意见已提交");

    assertThat(asks.get("/tasks/" + task)).contains("照片属实", "已阅");
    assertThat(asks.get("/notices")).contains("会签意见");
    assertThat(colleague.get("/")).doesNotContain("请您会签");
    assertThat(actions()).contains(Action.CO_REVIEW_ASKED, Action.CO_REVIEWED);
    assertThat(trail.intact(number)).isTrue();
  }

  @Test
  void whatColleaguesSayToEachOtherIsNotForTheCommunity() {
    coReviews.ask(walk.who("fengshui"), task, COLLEAGUE, "内部问题");
    coReviews.answer(walk.who(COLLEAGUE), task, "内部意见");
    copies.send(walk.who("fengshui"), number, List.of("zhangdian"), "内部附言");
    Session community = new Session(client, "chaomi");
    assertThat(community.get("/applications/" + number))
        .contains("会签意见")
        .doesNotContain("内部问题", "内部意见", "内部附言");
    assertThat(client.as("chaomi").get("/api/applications/" + number + "/timeline").text())
        .doesNotContain("内部");
    assertThat(new Session(client, "fengshui").get("/applications/" + number))
        .contains("内部问题", "内部意见", "内部附言");
  }

  @Test
  void nothingWaitsForWhoeverIsAskedAndWhoAnsweredHasHadAHand() {
    coReviews.ask(walk.who("fengshui"), task, COLLEAGUE, "请看");
    walk.does("fengshui", number, REVIEW, Map.of("decision", "FORWARD"));
    assertThat(new Session(client, COLLEAGUE).get("/")).doesNotContain("请您会签");
    refused("co-review-after-decision", () -> coReviews.answer(walk.who(COLLEAGUE), task, "迟了"));
  }

  @Test
  void whoeverAnsweredPlaysNoOtherPartOnTheFile() {
    String both = "both-" + System.nanoTime();
    walk.hires(both, Role.REVIEWER, STREET);
    walk.grants(both, Role.LEADER, STREET);
    coReviews.ask(walk.who("fengshui"), task, both, "请看");
    coReviews.answer(walk.who(both), task, "可以");
    walk.does("fengshui", number, REVIEW, Map.of("decision", "FORWARD"));
    String signOff = walk.task(both, number, "userTask_signOff");
    refused("two-parts-on-one-file", () -> desk.claim(walk.who(both), signOff));
  }

  @Test
  void onlyAColleagueWhoHasNotBeenAskedIsAsked() {
    coReviews.ask(walk.who("fengshui"), task, COLLEAGUE, "请看");
    assertThat(refused("fengshui", COLLEAGUE, "再看")).contains("已在会签名单中");
    assertThat(refused("fengshui", "keyuan", "请看")).contains("keyuan");
    assertThat(refused("fengshui", "fengshui", "请看")).isNotEmpty();
    assertThat(refused("fengshui", COLLEAGUE, "")).contains("必须填写");
    assertThat(refused("fengshui", COLLEAGUE, "长".repeat(2001))).contains("2,000");
    coReviews.remove(walk.who("fengshui"), task, COLLEAGUE);
    assertThat(coReviews.of(task)).isEmpty();
    refused("not-asked", () -> coReviews.answer(walk.who(COLLEAGUE), task, "已减签"));
    coReviews.ask(walk.who("fengshui"), task, COLLEAGUE, "还是请看");
    coReviews.answer(walk.who(COLLEAGUE), task, "好");
    refused("already-answered", () -> coReviews.remove(walk.who("fengshui"), task, COLLEAGUE));
    assertThat(actions()).contains(Action.CO_REVIEW_REMOVED);
  }

  @Test
  void atMostFiveAreAsked() {
    for (int n = 0; n < CoReviews.MOST; n++) {
      String one = "many-" + n + "-" + System.nanoTime();
      walk.hires(one, Role.REVIEWER, STREET);
      coReviews.ask(walk.who("fengshui"), task, one, "请看");
    }
    assertThat(refused("fengshui", COLLEAGUE, "请看")).contains("最多请 5 人");
  }

  @Test
  void aCopyGoesOnlyToPeopleWhoSeeTheFileAnyway() {
    Session page = new Session(client, "fengshui");
    assertThat(page.get("/tasks/" + task)).contains("value=\"zhangdian\"").doesNotContain("linzi");
    assertThat(
            page.post(
                    "/applications/" + number + "/copies",
                    Map.of("to", "zhangdian", "words", "请提前了解"))
                .body())
        .contains("已抄送");
    assertThat(new Session(client, "zhangdian").get("/notices")).contains("抄送", number, "请提前了解");
    assertThat(page.post("/applications/" + number + "/copies", Map.of("to", "linzi")).body())
        .contains("linzi 不能查看");
    assertThat(
            page.post("/applications/" + number + "/copies", Map.of("words", "无人", "task", task))
                .body())
        .contains("必须填写", "value=\"无人\"");
    refused(
        "not-your-task",
        () -> copies.send(walk.who("zhangdian"), number, List.of("zibo"), "还没到我这里"));
  }

  @Test
  void aTaskIsMarkedUntilItHasBeenOpened() {
    Session colleague = new Session(client, COLLEAGUE);
    assertThat(colleague.get("/?q=" + number)).contains("未阅");
    colleague.get("/tasks/" + task);
    assertThat(colleague.get("/?q=" + number)).doesNotContain("未阅");
  }

  private List<Action> actions() {
    return trail.rows(number).stream().map(Trail.Row::action).toList();
  }

  private String refused(String by, String to, String question) {
    Session page = new Session(client, by);
    page.get("/tasks/" + task);
    String body =
        page.post("/tasks/" + task + "/co-reviewers", Map.of("to", to, "question", question))
            .body();
    int alert = body.indexOf("alert-danger\" role=\"alert\">");
    assertThat(alert).isPositive();
    return body.substring(alert, body.indexOf("</p>", alert));
  }

  private static void refused(String code, ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(Problem.class).hasMessage(code);
  }
}
