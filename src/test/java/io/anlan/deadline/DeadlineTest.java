package io.anlan.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.anlan.application.Status;
import io.anlan.audit.Act.Action;
import io.anlan.audit.Trail;
import io.anlan.calendar.CalendarDesk;
import io.anlan.calendar.DueMoves;
import io.anlan.calendar.LocalDay;
import io.anlan.calendar.WorkingDays;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskDesk;
import io.anlan.inbox.TaskItem;
import io.anlan.round.Round;
import io.anlan.round.Rounds;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.MovableClock;
import io.anlan.support.PolicyTable;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Urged;
import io.anlan.support.Walk;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens when time passes: people are urged, and only people decide. */
@RunningAnlan
class DeadlineTest {

  private static final String REVIEW = "userTask_reviewMaterials";
  private static final String CORRECT = "userTask_correctMaterials";
  private static final String SIGN = "userTask_signOff";
  private static final String SUPERVISE = "userTask_supervise";
  private static final String OVERDUE = "userTask_decideOverdue";
  private static final String GRANT = "userTask_grantExtension";

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Inbox inbox;
  @Autowired Trail trail;
  @Autowired WorkingDays workingDays;
  @Autowired MovableClock clock;
  @Autowired ExtensionDesk extensions;
  @Autowired OfficeExtensions officeExtensions;
  @Autowired Rounds rounds;
  @Autowired CalendarDesk calendar;
  @Autowired DueMoves moves;
  @Autowired ManagementService management;
  @Autowired TaskService tasks;
  @Autowired RuntimeService runtime;
  @Autowired TaskDesk desk;
  @Autowired JdbcClient jdbc;
  @Autowired Urged urged;

  @BeforeEach
  @AfterEach
  void now() {
    clock.reset();
  }

  private String submitted() {
    return walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
  }

  private TaskItem task(String number, String key) {
    return inbox.ofApplication(number).stream()
        .filter(t -> t.taskKey().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private LocalDate due(String number, String key) {
    return LocalDate.ofInstant(task(number, key).dueAt(), clock.getZone());
  }

  private LocalDate day(LocalDate from, int workingDays) {
    return this.workingDays.shift(from, workingDays, "370303005003");
  }

  private static Problem refused(ThrowingCallable act) {
    return catchThrowableOfType(Problem.class, act);
  }

  private static Map<String, Object> returns() {
    return Map.of("decision", "RETURN", "opinion", "请补充", "returnedItems", List.of("1.1.1"));
  }

  private String inCorrection() {
    String number = submitted();
    walk.does("keyuan", number, REVIEW, returns());
    return number;
  }

  /** The community's time is out. */
  private String overdue() {
    String number = inCorrection();
    urged.all(number, CORRECT);
    assertThat(walk.open(number)).containsExactly(CORRECT, OVERDUE);
    return number;
  }

  private static Map<String, Object> decides(String decision, Object until) {
    Map<String, Object> fields = new LinkedHashMap<>(Map.of("decision", decision, "reason", "逾期"));
    if (until != null) fields.put("until", until.toString());
    return fields;
  }

  @Test
  void aTaskIsUrgedAheadOnItsLastDayThenTheLeaderIsToldThenTheOfficeAbove() {
    String number = submitted();
    LocalDate due = due(number, REVIEW);
    assertThat(urged.all(number, REVIEW))
        .containsExactly(day(due, -2), due, day(due, 1), day(due, 3));
    assertThat(trail.rows(number))
        .extracting(Trail.Row::action)
        .endsWith(Action.REMINDED, Action.FELL_DUE, Action.ESCALATED, Action.SUPERVISED);
    assertThat(walk.open(number)).containsExactly(REVIEW, SUPERVISE);
    assertThat(task(number, SUPERVISE).candidateGroup()).isEqualTo("leader:370303000000");
    assertThat(walk.status(number)).isEqualTo(Status.IN_REVIEW);
  }

  @Test
  void theOfficeAboveAnswersAndTheLateOneHearsIt() {
    String number = submitted();
    urged.all(number, REVIEW);
    assertThat(refused(() -> walk.does("zhangdian-leader", number, SUPERVISE, Map.of())).faults())
        .extracting(Problem.Fault::field)
        .containsExactly("answer");
    walk.does("zhangdian-leader", number, SUPERVISE, Map.of("answer", "请三日内办结"));
    assertThat(walk.open(number)).containsExactly(REVIEW);
    assertThat(client.signedIn("keyuan").get("/notices").text()).contains("请三日内办结");
  }

  @Test
  void aSupervisionEndsWithTheTaskItIsAbout() {
    String number = submitted();
    urged.all(number, REVIEW);
    walk.does("keyuan", number, REVIEW, Map.of("decision", "FORWARD"));
    assertThat(walk.open(number)).containsExactly(SIGN);
  }

  @Test
  void whateverEndsTheFileEndsItsDeadlines() {
    String number = submitted();
    urged.all(number, REVIEW);
    walk.withdraws("panyuan", number);
    assertThat(walk.open(number)).isEmpty();
    assertThat(urged.processes(number)).isZero();
  }

  @Test
  void aCommunityThatIsLateIsDecidedAboutByTheReviewer() {
    String number = inCorrection();
    LocalDate due = due(number, CORRECT);
    assertThat(urged.all(number, CORRECT)).containsExactly(day(due, -2), due, day(due, 1));
    assertThat(walk.status(number)).as("time decides nothing").isEqualTo(Status.IN_CORRECTION);
    assertThat(task(number, OVERDUE).candidateGroup()).isEqualTo("reviewer:370303005000");
  }

  @Test
  void anOverdueCorrectionIsExtendedAndUrgedAgain() {
    String number = overdue();
    LocalDate until = day(LocalDate.now(clock), 4);
    walk.does("keyuan", number, OVERDUE, decides("EXTEND", until));
    assertThat(walk.open(number)).containsExactly(CORRECT);
    assertThat(due(number, CORRECT)).isEqualTo(until);
    assertThat(urged.all(number, CORRECT)).containsExactly(day(until, -2), until, day(until, 1));
    assertThat(walk.open(number)).containsExactly(CORRECT, OVERDUE);
  }

  @Test
  void anExtensionEndsOnAWorkingDayToCome() {
    String number = overdue();
    LocalDate free = LocalDate.now(clock).plusDays(1);
    while (workingDays.isWorkingDay(free)) free = free.plusDays(1);
    for (Object until : new Object[] {null, LocalDate.now(clock), free, "2999-01-04"}) {
      assertThat(
              refused(() -> walk.does("keyuan", number, OVERDUE, decides("EXTEND", until)))
                  .faults())
          .extracting(Problem.Fault::field)
          .containsExactly("until");
    }
    assertThat(walk.open(number)).containsExactly(CORRECT, OVERDUE);
  }

  @Test
  void anOverdueCorrectionIsTakenBackToTheReview() {
    String number = overdue();
    walk.does("keyuan", number, OVERDUE, decides("TAKE_BACK", null));
    assertThat(walk.open(number)).containsExactly(REVIEW);
    assertThat(walk.status(number)).isEqualTo(Status.IN_REVIEW);
    assertThat(refused(() -> walk.rescores("panyuan", number, "1.1.1")).status()).isEqualTo(409);
    assertThat(client.signedIn("panyuan").get("/notices").text()).contains("处理社区逾期");
  }

  @Test
  void anOverdueCorrectionIsProposedForRejectionAndSigned() {
    String number = overdue();
    walk.does("keyuan", number, OVERDUE, decides("REJECT", null));
    assertThat(walk.open(number)).containsExactly(SIGN);
    walk.signs("keyuan", number);
    assertThat(walk.status(number)).isEqualTo(Status.REJECTED);
  }

  @Test
  void aLeaderMaySendSuchAProposalBack() {
    String number = overdue();
    walk.does("keyuan", number, OVERDUE, decides("REJECT", null));
    walk.does("keyuan-leader", number, SIGN, Map.of("decision", "SEND_BACK", "opinion", "再给一次机会"));
    assertThat(walk.open(number)).containsExactly(REVIEW);
  }

  @Test
  void aCorrectionThatComesAfterAllEndsTheQuestion() {
    String number = overdue();
    walk.rescores("panyuan", number, "1.1.1");
    walk.does("panyuan", number, CORRECT, Map.of("response", "已补充"));
    assertThat(walk.open(number)).containsExactly(REVIEW);
    assertThat(urged.processes(number)).isZero();
  }

  @Test
  void findingsThatAreNotMendedAreDecidedAbout() {
    for (String decision : List.of("TAKE_BACK", "REJECT")) {
      String number = submitted();
      walk.reaches("zhangdian", number);
      walk.scores("zhangdian", number);
      walk.does("zhangdian", number, REVIEW, Map.of("decision", "FORWARD", "opinion", "同意"));
      for (String officer : List.of("meteorology", "seismology", "fire")) {
        walk.does(
            "zhangdian-" + officer, number, "userTask_giveOpinion", Map.of("stance", "AGREE"));
      }
      walk.visitedUntil("userTask_concludeVisit", number);
      walk.concludes(number, "RECTIFY");
      urged.all(number, "userTask_rectify");
      assertThat(walk.open(number)).containsExactly(OVERDUE, "userTask_rectify");
      walk.does("zhangdian", number, OVERDUE, decides(decision, null));
      assertThat(walk.open(number)).containsExactly(decision.equals("REJECT") ? SIGN : REVIEW);
    }
  }

  @Test
  void moreTimeIsAskedForAndGranted() {
    String number = submitted();
    LocalDate due = due(number, REVIEW);
    TaskItem review = task(number, REVIEW);
    extensions.ask(walk.who("keyuan"), review.id(), 3, "人手不足");
    assertThat(task(number, GRANT).candidateGroup()).isEqualTo("leader:370303005000");
    assertThat(refused(() -> extensions.ask(walk.who("keyuan"), review.id(), 3, "再")).code())
        .isEqualTo("extension-asked");
    walk.does("keyuan-leader", number, GRANT, Map.of("decision", "GRANT"));
    LocalDate longer = day(due, 3);
    assertThat(due(number, REVIEW)).isEqualTo(longer);
    assertThat(urged.all(number, REVIEW))
        .containsExactly(day(longer, -2), longer, day(longer, 1), day(longer, 3));
  }

  @Test
  void aRefusalNeedsWordsAndMovesNothing() {
    String number = submitted();
    LocalDate due = due(number, REVIEW);
    extensions.ask(walk.who("keyuan"), task(number, REVIEW).id(), 3, "人手不足");
    assertThat(
            refused(() -> walk.does("keyuan-leader", number, GRANT, Map.of("decision", "REFUSE")))
                .faults())
        .extracting(Problem.Fault::field)
        .containsExactly("opinion");
    walk.does("keyuan-leader", number, GRANT, Map.of("decision", "REFUSE", "opinion", "抓紧办理"));
    assertThat(due(number, REVIEW)).isEqualTo(due);
    assertThat(client.signedIn("keyuan").get("/notices").text()).contains("抓紧办理");
  }

  @Test
  void aLeadersOwnTaskIsExtendedByTheOfficeAbove() {
    String number = submitted();
    walk.does("keyuan", number, REVIEW, Map.of("decision", "FORWARD"));
    extensions.ask(walk.who("keyuan-leader"), task(number, SIGN).id(), 2, "出差");
    assertThat(task(number, GRANT).candidateGroup()).isEqualTo("leader:370303000000");
  }

  @Test
  void badRequestsForMoreTimeAreRefusedAtTheirField() {
    String number = submitted();
    String review = task(number, REVIEW).id();
    for (Integer days : new Integer[] {null, 0, -1, 367}) {
      assertThat(refused(() -> extensions.ask(walk.who("keyuan"), review, days, "忙")).faults())
          .extracting(Problem.Fault::field)
          .containsExactly("days");
    }
    assertThat(refused(() -> extensions.ask(walk.who("keyuan"), review, 1, " ")).faults())
        .extracting(Problem.Fault::field)
        .containsExactly("reason");
    assertThat(refused(() -> extensions.ask(walk.who("zhangdian"), review, 1, "忙")).status())
        .isEqualTo(403);
    assertThat(refused(() -> extensions.ask(walk.who("linzi"), review, 1, "忙")).status())
        .isEqualTo(404);
    assertThat(walk.open(number)).containsExactly(REVIEW);
  }

  @Test
  void theClockOfTheReviewStandsStillWhileTheCommunityCorrects() {
    String number = submitted();
    LocalDate due = due(number, REVIEW);
    urged.to(day(LocalDate.now(clock), 2));
    int left = workingDays.between(LocalDate.now(clock), due);
    walk.does("keyuan", number, REVIEW, returns());
    urged.to(day(LocalDate.now(clock), 6));
    walk.rescores("panyuan", number, "1.1.1");
    walk.does("panyuan", number, CORRECT, Map.of("response", "已补充"));
    assertThat(due(number, REVIEW)).isEqualTo(day(LocalDate.now(clock), left));
  }

  @Test
  void thePolicyMayLetTheClockRunOnOrBeginAnew() {
    for (String how : List.of("RUN", "RESTART")) {
      String version =
          new PolicyTable()
              .with("streetShandong", "correctionClock", '"' + how + '"')
              .uploaded(client);
      String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL, version));
      LocalDate due = due(number, REVIEW);
      walk.does("keyuan", number, REVIEW, returns());
      urged.to(day(LocalDate.now(clock), 3));
      walk.rescores("panyuan", number, "1.1.1");
      walk.does("panyuan", number, CORRECT, Map.of("response", "已补充"));
      assertThat(due(number, REVIEW))
          .as(how)
          .isEqualTo(how.equals("RUN") ? due : day(LocalDate.now(clock), 5));
      clock.reset();
    }
  }

  @Test
  void theRoundsDayForALevelCutsItsTermsAndMovesWhatIsOpen() {
    Round round = walk.freshRound(Tier.NATIONAL);
    String number = walk.submitted("panyuan", round);
    LocalDate due = due(number, REVIEW);
    LocalDate closes = round.closesOn();
    jdbc.sql("update round set closes_on = ? where id = ?")
        .params(LocalDate.now(clock), round.id())
        .update();
    LocalDate cut = day(LocalDate.now(clock), 2);
    closes(round, Level.STREET, cut);
    assertThat(due(number, REVIEW)).isEqualTo(cut);
    assertThat(task(number, REVIEW).dueAt()).isEqualTo(engineDue(number));
    walk.does("keyuan", number, REVIEW, Map.of("decision", "FORWARD"));
    assertThat(due(number, SIGN)).as("what comes later is cut, too").isEqualTo(cut);
    assertThat(
            refused(
                    () ->
                        extensions.ask(walk.who("keyuan-leader"), task(number, SIGN).id(), 2, "出差"))
                .faults())
        .as("nobody but the round extends beyond its day")
        .extracting(Problem.Fault::code)
        .containsExactly("extension-capped");
    closes(round, Level.STREET, null);
    assertThat(due(number, SIGN)).isEqualTo(due);
    walk.signs("keyuan", number);
    closes(round, Level.DISTRICT, closes);
    assertThat(due(number, REVIEW)).isBefore(closes);
  }

  private void closes(Round round, Level level, LocalDate day) {
    rounds.levelDates(round.id(), day == null ? Map.of() : Map.of(level, day));
    jobsRun();
  }

  private Instant engineDue(String number) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(number)
        .singleResult()
        .getDueDate()
        .toInstant();
  }

  /** All jobs that move dates, one behind the other. */
  private void jobsRun() {
    while (moves.moving()) {
      jdbc.sql("select id_ from act_ru_job where handler_type_ = 'moveDueDates'")
          .query(String.class)
          .list()
          .forEach(management::executeJob);
    }
  }

  @Test
  void aRoundThatClosesLaterMovesItsDrafts() {
    Round round = walk.freshRound(Tier.NATIONAL);
    String number = walk.draft("panyuan", round);
    assertThat(due(number, "userTask_selfAssess")).isEqualTo(round.closesOn());
    LocalDate later = round.closesOn().plusDays(9);
    rounds.extend(round.id(), later);
    jobsRun();
    assertThat(due(number, "userTask_selfAssess")).isEqualTo(later);
    assertThat(urged.all(number, "userTask_selfAssess")).containsExactly(day(later, -2), later);
  }

  @Test
  void anOfficeIsGivenMoreTimeByItsLeaderOrOneAbove() {
    String here = submitted();
    String returned = inCorrection();
    LocalDate due = due(here, REVIEW);
    LocalDate correction = due(returned, CORRECT);
    urged.all(here, REVIEW);
    assertThat(walk.open(here)).contains(SUPERVISE);
    clock.reset();
    assertThat(officeExtensions.choices(walk.who("zhangdian-leader")))
        .extracting(OfficeExtensions.Choice::code)
        .contains("370303000000", "370303005000")
        .doesNotContain("370305000000", "370300000000");
    assertThat(officeExtensions.grant(walk.who("zhangdian-leader"), "370303005000", 4, "台风"))
        .isPositive();
    jobsRun();
    assertThat(due(here, REVIEW)).isEqualTo(day(due, 4));
    assertThat(walk.open(here)).as("in time again").containsExactly(REVIEW);
    assertThat(due(returned, CORRECT)).as("the community's time is its own").isEqualTo(correction);
    assertThat(officeExtensions.granted(walk.who("keyuan-leader"), 0, 20).content().get(0).reason())
        .isEqualTo("台风");
  }

  @Test
  void anOfficeThatHasNothingOpenIsGivenNothing() {
    long before = officeExtensions.granted(walk.who("linzi-leader"), 0, 1).page().totalElements();
    assertThat(
            refused(() -> officeExtensions.grant(walk.who("linzi-leader"), "370305002000", 1, "台风"))
                .faults())
        .extracting(Problem.Fault::code)
        .containsExactly("nothing-to-extend");
    assertThat(officeExtensions.granted(walk.who("linzi-leader"), 0, 1).page().totalElements())
        .isEqualTo(before);
  }

  @Test
  void nobodyGivesTimeToAnOfficeElsewhereOrAbove() {
    for (String office : List.of("370305000000", "370300000000", "000000000000", "nowhere")) {
      assertThat(
              refused(() -> officeExtensions.grant(walk.who("zhangdian-leader"), office, 1, "台风"))
                  .status())
          .as(office)
          .isEqualTo(404);
    }
    assertThat(
            refused(
                    () ->
                        officeExtensions.grant(
                            walk.who("zhangdian-leader"), "370303005000", 0, " "))
                .faults())
        .extracting(Problem.Fault::field)
        .containsExactly("days", "reason");
  }

  @Test
  void aDayOfTheCalendarThatPutsATaskInTimeAgainEndsItsSupervision() {
    String number = submitted();
    urged.all(number, REVIEW);
    assertThat(walk.open(number)).containsExactly(REVIEW, SUPERVISE);
    LocalDate due = due(number, REVIEW);
    // Closed from the day after arrival until behind today; each day moves what is a working day.
    LocalDate last = day(due, 1);
    for (LocalDate d = day(due, -4); !d.isAfter(last); d = d.plusDays(1)) {
      if (workingDays.isWorkingDay(d, "370303005000")) {
        calendar.add(new LocalDay(0, d, "370303005000", false, "台风"));
      }
    }
    jobsRun();
    assertThat(walk.open(number)).containsExactly(REVIEW);
    jdbc.sql("select id from local_day where territory = '370303005000'")
        .query(Long.class)
        .list()
        .forEach(id -> calendar.remove(calendar.local(id).orElseThrow()));
    jobsRun();
  }

  @Test
  void moreTimeIsAskedForOverTheApiAndOnThePageOfTheTask() {
    String number = submitted();
    String review = task(number, REVIEW).id();
    String call = "/api/tasks/" + review + "/extension";
    assertThat(client.as("keyuan").post(call, Map.of("days", "x")).status()).isEqualTo(400);
    assertThat(client.as("keyuan").post(call, Map.of("days", 0, "reason", "忙")).errors())
        .containsOnlyKeys("days");
    var page = client.signedIn("keyuan");
    assertThat(page.get("/tasks/" + review).text()).contains("申请延期");
    page.form("/tasks/" + review + "/extension", Map.of("days", "abc", "reason", "人手不足"));
    assertThat(page.get("/tasks/" + review).text()).contains("1 到 366", "人手不足");
    assertThat(client.as("keyuan").post(call, Map.of("days", 2, "reason", "人手不足")).status())
        .isEqualTo(204);
    assertThat(client.as("keyuan").post(call, Map.of("days", 2, "reason", "忙")).status())
        .isEqualTo(409);
    String grant = task(number, GRANT).id();
    assertThat(client.signedIn("keyuan-leader").get("/tasks/" + grant).text())
        .contains("审批延期", "延长 2 个工作日", "人手不足");
    assertThat(
            client
                .as("keyuan-leader")
                .post(
                    "/api/tasks/" + grant + "/complete",
                    Map.of("fields", Map.of("decision", "GRANT")))
                .status())
        .isEqualTo(200);
    assertThat(client.as("panyuan").get("/api/applications/" + number + "/timeline").text())
        .contains("EXTENDED");
  }

  @Test
  void thePageOfOfficesKeepsWhatWasTyped() {
    var leader = client.signedIn("zhangdian-leader");
    assertThat(leader.get("/extensions").text()).contains("单位延期", "科苑街道");
    var refused =
        leader.form("/extensions", Map.of("office", "370303005000", "days", "0", "reason", "水淹机房"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("水淹机房", "1 到 366");
    assertThat(client.signedIn("keyuan").get("/extensions").status()).isEqualTo(403);
  }

  @Test
  void moreTimeForASupervisedTaskEndsTheSupervisionHoweverLateItIs() {
    String number = submitted();
    urged.all(number, REVIEW);
    urged.all(number, SUPERVISE);
    assertThat(walk.open(number))
        .as("each office above takes up what the one below it does not answer")
        .containsExactly(REVIEW, SUPERVISE, SUPERVISE, SUPERVISE, SUPERVISE);
    LocalDate ahead = day(LocalDate.now(clock), 2);
    LocalDay closed = new LocalDay(0, ahead, "370305000000", false, "台风");
    calendar.add(closed);
    extensions.ask(walk.who("keyuan"), task(number, REVIEW).id(), 90, "人手不足");
    walk.does("keyuan-leader", number, GRANT, Map.of("decision", "GRANT"));
    assertThat(walk.open(number)).containsExactly(REVIEW);
    assertThat(urged.processes(number)).isZero();
    assertThat(trail.rows(number)).extracting(Trail.Row::action).contains(Action.IN_TIME_AGAIN);
    jdbc.sql("delete from local_day where territory = '370305000000' and day = ?")
        .param(ahead)
        .update();
    jobsRun();
  }

  @Test
  void aSupervisionThatIsAnsweredEndsWhatWasAskedAboutIt() {
    String number = submitted();
    urged.all(number, REVIEW);
    urged.all(number, SUPERVISE);
    walk.does("zhangdian-leader", number, SUPERVISE, Map.of("answer", "三日内办结"));
    assertThat(walk.open(number)).containsExactly(REVIEW);
    assertThat(urged.processes(number)).isZero();
  }

  @Test
  void aWithdrawalEndsSupervisionsOfSupervisions() {
    String number = submitted();
    urged.all(number, REVIEW);
    urged.all(number, SUPERVISE);
    walk.withdraws("panyuan", number);
    assertThat(walk.open(number)).isEmpty();
    assertThat(urged.processes(number)).isZero();
  }

  @Test
  void whatTheCommunityHasChangedIsConfirmedFirstWhenTheFileIsTakenBack() {
    String number = submitted();
    walk.reaches("zibo", number);
    walk.does("zibo", number, REVIEW, returns());
    walk.rescores("panyuan", number, "1.1.1");
    urged.all(number, CORRECT);
    assertThat(refused(() -> walk.does("zibo", number, OVERDUE, decides("REJECT", null))).faults())
        .extracting(Problem.Fault::code)
        .containsExactly("confirm-changes-first");
    walk.does("zibo", number, OVERDUE, decides("TAKE_BACK", null));
    assertThat(walk.open(number)).containsExactly("userTask_confirmCorrection");
  }

  @Test
  void aDeadlineThatIsEndedFromOutsideIsInNobodysWay() {
    String number = submitted();
    urged.all(number, REVIEW);
    runtime
        .createProcessInstanceQuery()
        .processDefinitionKey("deadline")
        .processInstanceBusinessKey(number)
        .list()
        .forEach(p -> runtime.deleteProcessInstance(p.getId(), "outside"));
    assertThat(walk.open(number)).containsExactly(REVIEW);
    walk.does("keyuan", number, REVIEW, Map.of("decision", "FORWARD"));
    assertThat(walk.open(number)).containsExactly(SIGN);
  }

  @Test
  void whatFallsOnOneDayHappensOnIt() {
    String version =
        new PolicyTable().with("streetShandong", "superviseDays", "1").uploaded(client);
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL, version));
    LocalDate due = due(number, REVIEW);
    assertThat(urged.all(number, REVIEW)).containsExactly(day(due, -2), due, day(due, 1));
    assertThat(trail.rows(number))
        .extracting(Trail.Row::action)
        .endsWith(Action.ESCALATED, Action.SUPERVISED);
  }

  @Test
  void aDayThatHasBecomeFreeUrgesNobodyOnIt() {
    String number = submitted();
    LocalDate due = due(number, REVIEW);
    LocalDate leader = day(due, 1);
    // Behind the due date: no date moves, and the timer stands where it was.
    calendar.add(new LocalDay(0, leader, "370303005000", false, "台风"));
    jobsRun();
    assertThat(due(number, REVIEW)).isEqualTo(due);
    LocalDate next = workingDays.shift(leader, 1, "370303005000");
    List<LocalDate> days = urged.all(number, REVIEW);
    assertThat(days).startsWith(workingDays.shift(due, -2, "370303005000"), due).contains(next);
    assertThat(
            trail.rows(number).stream()
                .filter(row -> row.action() == Action.ESCALATED)
                .map(row -> LocalDate.ofInstant(row.at(), clock.getZone())))
        .containsExactly(next);
    jdbc.sql("select id from local_day where territory = '370303005000'")
        .query(Long.class)
        .list()
        .forEach(id -> calendar.remove(calendar.local(id).orElseThrow()));
    jobsRun();
  }

  @Test
  void aColumnOfThePolicyMovesWhoIsToldWhen() {
    String version =
        new PolicyTable()
            .with("streetShandong", "reminderDays", "0")
            .with("streetShandong", "leaderDays", "2")
            .with("streetShandong", "superviseDays", "0")
            .uploaded(client);
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL, version));
    LocalDate due = due(number, REVIEW);
    assertThat(urged.all(number, REVIEW)).containsExactly(due, day(due, 2));
    assertThat(walk.open(number)).containsExactly(REVIEW);
  }

  @Test
  void theReviewerTakesBackWhatALeaderAboveHasOnlySupervised() {
    String number = submitted();
    urged.all(number, REVIEW);
    String review = task(number, REVIEW).id();
    walk.does("keyuan", number, REVIEW, Map.of("decision", "FORWARD"));
    urged.all(number, SIGN);
    walk.does("zhangdian-leader", number, SUPERVISE, Map.of("answer", "请抓紧"));
    desk.takeBack(walk.who("keyuan"), review);
    assertThat(walk.open(number)).containsExactly(REVIEW);
  }

  @Test
  void whatOfficesSayAboutDeadlinesIsNotForTheCommunity() {
    String number = submitted();
    urged.all(number, REVIEW);
    walk.does("zhangdian-leader", number, SUPERVISE, Map.of("answer", "内部督办意见"));
    assertThat(client.as("panyuan").get("/api/applications/" + number + "/timeline").text())
        .contains("SUPERVISION_ANSWERED")
        .doesNotContain("内部督办意见");
    assertThat(client.as("zhangdian").get("/api/applications/" + number + "/timeline").text())
        .contains("内部督办意见");
  }
}
