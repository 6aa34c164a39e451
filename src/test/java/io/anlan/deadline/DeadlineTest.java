package io.anlan.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.anlan.application.Status;
import io.anlan.audit.Act.Action;
import io.anlan.audit.Trail;
import io.anlan.calendar.WorkingDays;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.MovableClock;
import io.anlan.support.PolicyTable;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Urged;
import io.anlan.support.Walk;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

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
}
