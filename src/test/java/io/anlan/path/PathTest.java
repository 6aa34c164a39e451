package io.anlan.path;

import static io.anlan.audit.Act.Action.ENDED_OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.anlan.AnlanApplication;
import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.application.Status;
import io.anlan.audit.Trail;
import io.anlan.calendar.WorkingDays;
import io.anlan.deadline.ExtensionDesk;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskDesk;
import io.anlan.inbox.TaskItem;
import io.anlan.round.Round;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import io.anlan.shared.Tier;
import io.anlan.support.MovableClock;
import io.anlan.support.OwnData;
import io.anlan.support.Urged;
import io.anlan.support.Walk;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** Every path of the three models, walked on the real engine and database. */
@SpringBootTest(
    classes = AnlanApplication.class,
    properties = "camunda.bpm.job-execution.enabled=false",
    webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@Import({Walk.class, Urged.class, MovableClock.class})
@ContextConfiguration(initializers = OwnData.class)
@DirtiesContext
@Tag("own-anlan")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PathTest {

  private static final String REVIEW = "userTask_reviewMaterials";
  private static final String CORRECT = "userTask_correctMaterials";
  private static final String CONFIRM = "userTask_confirmCorrection";
  private static final String OPINION = "userTask_giveOpinion";
  private static final String WAIVE = "userTask_waiveOpinion";
  private static final String SIGN = "userTask_signOff";
  private static final String SUPERVISE = "userTask_supervise";
  private static final String OVERDUE = "userTask_decideOverdue";

  @Autowired Walk walk;
  @Autowired Accounts accounts;
  @Autowired Inbox inbox;
  @Autowired TaskDesk desk;
  @Autowired Trail trail;
  @Autowired JdbcClient jdbc;
  @Autowired RuntimeService runtime;
  @Autowired HistoryService history;
  @Autowired ManagementService management;
  @Autowired Urged urged;
  @Autowired ExtensionDesk extensions;
  @Autowired WorkingDays workingDays;
  @Autowired Clock clock;

  /** A file at its first task: Panyuan's next attempt; the demo's draft is withdrawn first. */
  private String submitted() {
    String number = LocalDate.now().getYear() + "-370303005003-N";
    if (walk.status(number).open()) walk.withdraws("panyuan", number);
    return walk.submitted("panyuan", Tier.NATIONAL);
  }

  private static Map<String, Object> returns(String... items) {
    return Map.of("decision", "RETURN", "opinion", "请补充", "returnedItems", List.of(items));
  }

  private static Map<String, Object> responds() {
    return Map.of("response", "已补充");
  }

  private static Map<String, Object> decides(String decision) {
    return Map.of("decision", decision, "opinion", "意见");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keyuan", "zhangdian"})
  @Order(1)
  void aReturnComesBackToTheLevelThatReturned(String place) {
    String number = submitted();
    walk.reaches(place, number);
    walk.does(place, number, REVIEW, returns("1.1.1", "C2"));
    assertThat(walk.status(number)).isEqualTo(Status.IN_CORRECTION);
    walk.rescores("panyuan", number, "1.1.1");
    assertThatThrownBy(() -> walk.rescores("panyuan", number, "1.2.1"))
        .as("only the returned items are open")
        .hasMessage("closed-target");
    walk.does("panyuan", number, CORRECT, responds());
    assertThat(walk.open(number)).containsExactly(REVIEW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zibo", "shandong", "nation"})
  @Order(2)
  void aboveTheDistrictAChangedItemIsConfirmedByTheDistrictFirst(String place) {
    String number = submitted();
    walk.reaches(place, number);
    walk.does(place, number, REVIEW, returns("1.1.1"));
    walk.rescores("panyuan", number, "1.1.1");
    walk.does("panyuan", number, CORRECT, responds());
    assertThat(walk.open(number)).containsExactly(CONFIRM);
    walk.does("zhangdian", number, CONFIRM, decides("RETURN"));
    walk.does("panyuan", number, CORRECT, responds());
    walk.does("zhangdian", number, CONFIRM, decides("CONFIRM"));
    assertThat(walk.open(number)).containsExactly(REVIEW);
    Problem refused =
        catchThrowableOfType(
            Problem.class, () -> walk.does(place, number, REVIEW, returns("1.1.1")));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.faults().get(0).field()).isEqualTo("decision");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keyuan", "zhangdian", "zibo", "shandong", "nation"})
  @Order(3)
  void aRejectionIsProposedSentBackAndConfirmed(String place) {
    String number = submitted();
    walk.reaches(place, number);
    walk.does(place, number, REVIEW, decides("REJECT"));
    walk.does(place + "-leader", number, SIGN, decides("SEND_BACK"));
    assertThat(walk.file(number).pass()).isEqualTo(2);
    walk.does(place, number, REVIEW, decides("REJECT"));
    walk.signs(place, number);
    assertThat(walk.status(number)).isEqualTo(Status.REJECTED);
    assertThat(walk.open(number)).isEmpty();
    // The next test needs the community's application again.
    jdbc.sql("update application set status = 'WITHDRAWN' where number = ?").param(number).update();
  }

  @Test
  @Order(4)
  void anObjectionGoesBackToTheReviewerWhoMustAnswerIt() {
    String number = submitted();
    walk.reaches("zibo", number);
    walk.does("zibo", number, REVIEW, decides("FORWARD"));
    walk.does("zibo-fire", number, OPINION, Map.of("stance", "OBJECT", "opinion", "缺消防通道"));
    walk.does("zibo-meteorology", number, OPINION, Map.of("stance", "AGREE"));
    walk.does("zibo-seismology", number, OPINION, Map.of("stance", "AGREE"));
    assertThat(walk.open(number)).containsExactly(REVIEW);
    assertThatThrownBy(() -> walk.does("zibo", number, REVIEW, Map.of("decision", "FORWARD")))
        .hasMessage("invalid-fields");
    walk.does("zibo", number, REVIEW, decides("FORWARD"));
    assertThat(walk.open(number)).containsExactly(SIGN);
  }

  @Test
  @Order(5)
  void aMissingDepartmentIsWaitedForAndThenWaived() {
    String number = submitted();
    walk.reaches("zibo", number);
    walk.does("zibo", number, REVIEW, decides("FORWARD"));
    walk.does("zibo-fire", number, OPINION, Map.of("stance", "AGREE"));
    timerFires(number);
    walk.does("zibo", number, WAIVE, Map.of("decision", "WAIT"));
    timerFires(number);
    assertThatThrownBy(() -> walk.does("zibo", number, WAIVE, Map.of("decision", "GO_ON")))
        .as("going on needs a reason")
        .hasMessage("invalid-fields");
    walk.does("zibo", number, WAIVE, Map.of("decision", "GO_ON", "reason", "多次催办未复"));
    assertThat(walk.open(number)).containsExactly(SIGN);
  }

  private void timerFires(String number) {
    List<Job> timers =
        management.createJobQuery().timers().list().stream()
            .filter(j -> !urges(j))
            .filter(
                j ->
                    number.equals(
                        runtime
                            .createProcessInstanceQuery()
                            .processInstanceId(j.getProcessInstanceId())
                            .singleResult()
                            .getBusinessKey()))
            .toList();
    assertThat(timers).hasSize(1);
    assertThat(timers.get(0).getDuedate()).isAfter(new Date());
    management.executeJob(timers.get(0).getId());
  }

  private boolean urges(Job timer) {
    return management
        .createJobDefinitionQuery()
        .jobDefinitionId(timer.getJobDefinitionId())
        .singleResult()
        .getActivityId()
        .startsWith("boundaryEvent_urge");
  }

  @Test
  @Order(6)
  void aFileIsWithdrawnAtEveryLevelAndOpenedAgain() {
    for (String place : List.of("keyuan", "zhangdian", "zibo", "shandong", "nation")) {
      String number = submitted();
      int attempt = walk.file(number).attempt();
      walk.reaches(place, number);
      walk.withdraws("panyuan", number);
      assertThat(walk.status(number)).isEqualTo(Status.WITHDRAWN);
      assertThat(walk.open(number)).isEmpty();
      assertThat(submitted()).isEqualTo(number);
      assertThat(walk.file(number).attempt()).isEqualTo(attempt + 1);
      assertThat(officialScores(number)).as("the next attempt is scored anew").isZero();
    }
  }

  private long officialScores(String number) {
    return jdbc.sql("select count(*) from score where number = ? and stage = 'DISTRICT'")
        .param(number)
        .query(Long.class)
        .single();
  }

  @Test
  @Order(7)
  void theLeaderWhoHoldsTheFileCancelsIt() {
    String number = walk.submitted("panyuan", Tier.PROVINCIAL);
    walk.reaches("zibo", number);
    assertThatThrownBy(() -> walk.cancels("zhangdian-leader", number)).hasMessage("not-the-leader");
    walk.cancels("zibo-leader", number);
    assertThat(walk.status(number)).isEqualTo(Status.CANCELLED);
    assertThat(walk.open(number)).isEmpty();
  }

  @Test
  @Order(8)
  void aMunicipalFileEndsAtTheCity() {
    String number = walk.submitted("panyuan", Tier.MUNICIPAL);
    walk.reaches("zibo", number);
    walk.forwards("zibo", number);
    walk.signs("zibo", number);
    assertThat(walk.status(number)).isEqualTo(Status.NAMING);
    String batch = walk.batch("zibo", Tier.MUNICIPAL, number);
    walk.publishes("zibo", batch);
    assertThat(walk.status(number)).isEqualTo(Status.NAMED);
    assertThat(walk.file(number).level()).isEqualTo(Level.CITY);
  }

  @Test
  @Order(9)
  void aBodysObjectionReturnsTheFileAndAnEmptyBatchEnds() {
    String number = submitted();
    walk.reaches("nation", number);
    walk.forwards("nation", number);
    walk.signs("nation", number);
    String objected = walk.batch("nation", Tier.NATIONAL, number);
    for (String body : List.of("ncdr", "mem", "cma")) {
      walk.doesInBatch("body-" + body, objected, "userTask_coSign", Map.of("decision", "AGREE"));
    }
    walk.doesInBatch(
        "body-cea",
        objected,
        "userTask_coSign",
        Map.of("decision", "OBJECT", "opinion", "需复核", "objectedNumbers", List.of(number)));
    assertThat(inbox.ofBatch(objected)).isEmpty();
    assertThat(walk.status(number)).isEqualTo(Status.IN_REVIEW);
    walk.forwards("nation", number);
    walk.signs("nation", number);
    String emptied = walk.batch("nation", Tier.NATIONAL, number);
    walk.withdraws("panyuan", number);
    assertThat(inbox.ofBatch(emptied)).isEmpty();
  }

  @Test
  @Order(10)
  void theWholeWayToTheNationalNaming() {
    String number = submitted();
    BpmnAwareTests.assertThat(
            runtime
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(number)
                .processDefinitionKey("application")
                .singleResult())
        .isStarted()
        .hasPassed("userTask_selfAssess")
        .isWaitingAt("callActivity_street");
    walk.reaches("nation", number);
    walk.forwards("nation", number);
    walk.signs("nation", number);
    String batch = walk.batch("nation", Tier.NATIONAL, number);
    urged.everybody(batch, List.of("userTask_coSign"));
    for (String body : List.of("ncdr", "mem", "cma", "cea")) {
      walk.doesInBatch("body-" + body, batch, "userTask_coSign", Map.of("decision", "AGREE"));
    }
    urged.everybody(batch, List.of("userTask_publishNaming"));
    walk.publishes("nation", batch);
    assertThat(walk.status(number)).isEqualTo(Status.NAMED);
    assertThatThrownBy(() -> walk.withdraws("panyuan", number)).hasMessage("application-ended");
    assertThat(runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).count())
        .isZero();
    assertThat(
            jdbc.sql("select count(*) from naming where number = ?")
                .param(number)
                .query(Long.class)
                .single())
        .isEqualTo(1);
    assertThat(trail.intact(number)).isTrue();
  }

  @Test
  @Order(11)
  void aClosedRoundExpiresItsDrafts() {
    String number = walk.draft("panzhuang", Tier.NATIONAL);
    walk.closeRound(Tier.NATIONAL);
    assertThat(walk.status(number)).isEqualTo(Status.EXPIRED);
    assertThat(walk.open(number)).isEmpty();
  }

  @Test
  @Order(12)
  void aFileWhoseProcessIsEndedFromOutsideSaysSo() {
    for (String model : List.of("application", "level-review")) {
      String number = walk.submitted("panyuan", walk.freshRound(Tier.MUNICIPAL));
      runtime.deleteProcessInstance(instance(model, number), "from outside", true);
      assertThat(walk.status(number)).as(model).isEqualTo(Status.CANCELLED);
      assertThat(walk.open(number)).isEmpty();
      assertThat(runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).count())
          .isZero();
      assertThat(trail.rows(number)).last().extracting(Trail.Row::action).isEqualTo(ENDED_OUTSIDE);
    }
  }

  @Test
  @Order(13)
  void theFilesOfABatchWhoseProcessIsEndedFromOutsideWaitForAnother() {
    Round round = walk.roundToName(Tier.MUNICIPAL);
    String number = walk.submitted("panyuan", round);
    walk.reaches("zibo", number);
    walk.forwards("zibo", number);
    walk.signs("zibo", number);
    String lost = walk.batch("zibo", round, number);
    runtime.deleteProcessInstance(instance("designation", lost), "from outside", true);
    assertThat(inbox.ofBatch(lost)).isEmpty();
    assertThat(walk.status(number)).isEqualTo(Status.NAMING);
    walk.publishes("zibo", walk.batch("zibo", round, number));
    assertThat(walk.status(number)).isEqualTo(Status.NAMED);
  }

  @Test
  @Order(14)
  void aReviewersDecisionIsTakenBackWhereverItHasLed() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    walk.takesBack("keyuan", number, REVIEW, returns("1.1.1"));
    walk.takesBack("keyuan", number, REVIEW, decides("REJECT"));
    walk.streetForwards(number);
    walk.scores("zhangdian", number);
    walk.takesBack("zhangdian", number, REVIEW, decides("FORWARD"));
    assertThat(walk.open(number)).containsExactly(REVIEW);
    assertThat(walk.status(number)).isEqualTo(Status.IN_REVIEW);
    walk.forwards("zhangdian", number);
    assertThat(walk.open(number)).containsExactly(SIGN);
  }

  private String instance(String model, String key) {
    return runtime
        .createProcessInstanceQuery()
        .processDefinitionKey(model)
        .processInstanceBusinessKey(key)
        .singleResult()
        .getId();
  }

  @Test
  @Order(20)
  void theDoorRefusesAndNothingChanges() {
    String number = walk.submitted("panzhuang", Tier.MUNICIPAL);
    String task = inbox.ofApplication(number).get(0).id();
    refused(
        400,
        "linzi-smuggled",
        () ->
            desk.complete(walk.who("keyuan"), task, Map.of("decision", "FORWARD", "smuggled", 1)));
    refused(
        404, "another office", () -> desk.complete(walk.who("linzi"), task, decides("FORWARD")));
    refused(
        404,
        "a street elsewhere",
        () -> desk.complete(walk.who("wenshao"), task, decides("FORWARD")));
    refused(
        403,
        "the leader",
        () -> desk.complete(walk.who("keyuan-leader"), task, decides("FORWARD")));
    refused(
        422,
        "9,000 characters",
        () ->
            desk.complete(
                walk.who("keyuan"),
                task,
                Map.of("decision", "REJECT", "opinion", "字".repeat(9000))));
    refused(
        422,
        "no opinion",
        () -> desk.complete(walk.who("keyuan"), task, Map.of("decision", "REJECT")));
    refused(422, "no decision", () -> desk.complete(walk.who("keyuan"), task, Map.of()));
    refused(
        422,
        "unknown decision",
        () -> desk.complete(walk.who("keyuan"), task, decides("DROP TABLE")));
    refused(422, "unknown item", () -> desk.complete(walk.who("keyuan"), task, returns("9.9.9")));
    refused(
        400,
        "wrong type",
        () -> desk.complete(walk.who("keyuan"), task, Map.of("decision", List.of("FORWARD"))));
    assertThat(inbox.find(task).orElseThrow().assignee()).isNull();
    assertThat(walk.status(number)).isEqualTo(Status.IN_REVIEW);
    assertThat(
            jdbc.sql("select count(*) from review_decision where number = ?")
                .param(number)
                .query(Long.class)
                .single())
        .isZero();
  }

  private static void refused(
      int status, String what, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
    assertThat(catchThrowableOfType(Problem.class, act).status()).as(what).isEqualTo(status);
  }

  @Test
  @Order(21)
  void ofTwoPeopleWhoCompleteOneTaskOneWinsAndTheOtherIsToldWhoDid() throws Exception {
    String number = walk.submitted("panzhuang", Tier.PROVINCIAL);
    String task = inbox.ofApplication(number).get(0).id();
    Callable<Integer> attempt =
        () -> {
          try {
            desk.complete(walk.who("keyuan"), task, Map.of("decision", "FORWARD"));
            return 200;
          } catch (Problem refused) {
            assertThat(refused.properties()).containsEntry("holder", "keyuan");
            return refused.status();
          }
        };
    var threads = Executors.newFixedThreadPool(2);
    try {
      List<Integer> results = new ArrayList<>();
      for (var result : threads.invokeAll(List.of(attempt, attempt))) results.add(result.get());
      assertThat(results).containsExactlyInAnyOrder(200, 409);
    } finally {
      threads.shutdown();
    }
  }

  /** A file in its district that has been visited, and whose leader has not concluded yet. */
  private String visited() {
    String number = submitted();
    walk.reaches("zhangdian", number);
    walk.scores("zhangdian", number);
    walk.does("zhangdian", number, REVIEW, decides("FORWARD"));
    for (TaskItem task : inbox.ofApplication(number)) {
      Actor officer = accounts.members(task.candidateGroup()).get(0);
      desk.complete(officer, task.id(), Map.of("stance", "AGREE"));
    }
    walk.visitedUntil("userTask_concludeVisit", number);
    return number;
  }

  @Test
  @Order(3)
  void aFailedVisitAndOneTakenBackComeBackToTheReview() {
    String number = visited();
    walk.concludes(number, "FAIL");
    assertThat(walk.open(number)).containsExactly(REVIEW);
    walk.takesBack("zhangdian", number, REVIEW, decides("FORWARD"));
    assertThat(walk.open(number)).containsExactly(REVIEW);
  }

  /** Whatever is open is urged to the end; only questions about deadlines may come of it. */
  private void urged(String number) {
    Status status = walk.status(number);
    List<String> before = walk.open(number).stream().distinct().toList();
    urged.everybody(number, before);
    assertThat(walk.status(number)).isEqualTo(status);
    assertThat(walk.open(number)).containsAll(before);
    assertThat(walk.open(number).stream().filter(t -> !before.contains(t)))
        .isSubsetOf(SUPERVISE, OVERDUE);
  }

  @Test
  @Order(3)
  void timeUrgesWhoeverHasATaskAndDecidesNothing() {
    String number = LocalDate.now().getYear() + "-370303005003-N";
    if (walk.status(number).open()) walk.withdraws("panyuan", number);
    walk.draft("panyuan", Tier.NATIONAL);
    urged(number);
    walk.does("panyuan", number, "userTask_selfAssess", Map.of("confirmed", true));
    for (String place : List.of("keyuan", "zhangdian", "zibo", "shandong", "nation")) {
      urged(number);
      if (place.equals("zibo")) corrects(place, number);
      if (place.equals("zhangdian")) walk.scores(place, number);
      walk.does(place, number, REVIEW, decides("FORWARD"));
      if (place.equals("zibo")) timerFires(number);
      if (walk.open(number).contains(OPINION)) urged(number);
      walk.departmentsAgree(number);
      urged(number);
      walk.signs(place, number);
    }
    assertThat(walk.status(number)).isEqualTo(Status.NAMING);
  }

  /** A correction that is late, confirmed by the district first, and everybody in it is urged. */
  private void corrects(String place, String number) {
    walk.does(place, number, REVIEW, returns("1.1.1"));
    urged(number);
    walk.rescores("panyuan", number, "1.1.1");
    walk.does("panyuan", number, CORRECT, responds());
    urged(number);
    walk.does("zhangdian", number, CONFIRM, decides("CONFIRM"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXTEND", "TAKE_BACK", "REJECT"})
  @Order(3)
  void aCommunityThatIsLateIsDecidedAbout(String decision) {
    String number = submitted();
    walk.does("keyuan", number, REVIEW, returns("1.1.1"));
    urged(number);
    urged.everybody(number, List.of(OVERDUE));
    LocalDate until = LocalDate.now(clock).plusDays(1);
    while (!workingDays.isWorkingDay(until)) until = until.plusDays(1);
    Map<String, Object> fields = new HashMap<>(Map.of("decision", decision, "reason", "逾期"));
    if (decision.equals("EXTEND")) fields.put("until", until.toString());
    walk.does("keyuan", number, OVERDUE, fields);
    assertThat(walk.open(number))
        .containsExactly(
            switch (decision) {
              case "EXTEND" -> CORRECT;
              case "TAKE_BACK" -> REVIEW;
              default -> SIGN;
            });
  }

  @Test
  @Order(3)
  void findingsThatAreNotMendedMayEndInAProposalToReject() {
    String number = visited();
    walk.concludes(number, "RECTIFY");
    urged(number);
    walk.does("zhangdian", number, OVERDUE, Map.of("decision", "REJECT", "reason", "逾期"));
    assertThat(walk.open(number)).containsExactly(SIGN);
  }

  @Test
  @Order(3)
  void theOfficeAboveAnswersAndMoreTimeIsGranted() {
    String number = submitted();
    urged(number);
    urged.everybody(number, List.of(SUPERVISE));
    // Each office takes up what the one below it does not answer.
    assertThat(walk.open(number))
        .containsExactly(REVIEW, SUPERVISE, SUPERVISE, SUPERVISE, SUPERVISE);
    walk.does("nation-leader", number, SUPERVISE, Map.of("answer", "请省里答复"));
    assertThat(walk.open(number)).hasSize(4);
    walk.does("zhangdian-leader", number, SUPERVISE, Map.of("answer", "三日内办结"));
    assertThat(walk.open(number)).as("nobody has to ask after it any more").hasSize(1);
    extensions.ask(walk.who("keyuan"), walk.task("keyuan", number, REVIEW), 3, "人手不足");
    urged.everybody(number, List.of("userTask_grantExtension"));
    walk.does("keyuan-leader", number, "userTask_grantExtension", Map.of("decision", "GRANT"));
    assertThat(walk.open(number)).containsExactly(REVIEW);
  }

  @Test
  @Order(22)
  void noFormFieldBecomesAVariable() {
    Set<String> names =
        history.createHistoricVariableInstanceQuery().list().stream()
            .map(v -> v.getName())
            .collect(Collectors.toSet());
    assertThat(names)
        .doesNotContain(
            "decision",
            "siteVisit",
            "opinion",
            "stance",
            "returnedItems",
            "response",
            "statement",
            "experts",
            "answer",
            "conclusion",
            "report");
  }

  @Test
  @Order(23)
  void theTrailCannotBeChanged() {
    for (String sql : List.of("update audit_entry set actor = 'x'", "delete from audit_entry")) {
      assertThatThrownBy(() -> jdbc.sql(sql).update()).isInstanceOf(DataAccessException.class);
    }
  }

  @Test
  @Order(30)
  void everyElementOfEveryModelWasPassed() {
    for (String model : List.of("application", "level-review", "designation", "deadline")) {
      Set<String> passed =
          history.createHistoricActivityInstanceQuery().list().stream()
              .filter(a -> a.getProcessDefinitionKey().equals(model))
              .map(HistoricActivityInstance::getActivityId)
              .collect(Collectors.toSet());
      Set<String> drawn =
          Bpmn.readModelFromFile(Path.of("bpmn", model + ".bpmn").toFile())
              .getModelElementsByType(FlowNode.class)
              .stream()
              .map(FlowNode::getId)
              .collect(Collectors.toCollection(TreeSet::new));
      drawn.removeAll(passed);
      assertThat(drawn).as("never passed in " + model).isEmpty();
    }
  }
}
