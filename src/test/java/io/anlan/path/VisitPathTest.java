package io.anlan.path;

import static io.anlan.path.VisitPathTest.Task.ANSWER;
import static io.anlan.path.VisitPathTest.Task.CHECK;
import static io.anlan.path.VisitPathTest.Task.CONCLUDE;
import static io.anlan.path.VisitPathTest.Task.FORM;
import static io.anlan.path.VisitPathTest.Task.RECTIFY;
import static io.anlan.path.VisitPathTest.Task.REVIEW;
import static io.anlan.path.VisitPathTest.Task.SIGN;
import static io.anlan.path.VisitPathTest.Task.VISIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.Grant;
import io.anlan.account.Role;
import io.anlan.account.RoleDesk;
import io.anlan.application.Assessments;
import io.anlan.application.Assessments.ScoreCommand;
import io.anlan.application.Stage;
import io.anlan.application.Status;
import io.anlan.audit.Act.Action;
import io.anlan.audit.Trail;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskDesk;
import io.anlan.inbox.TaskItem;
import io.anlan.notice.Notice;
import io.anlan.notice.Notices;
import io.anlan.shared.Problem;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.PolicyTable;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Urged;
import io.anlan.support.Walk;
import io.anlan.visit.Member;
import io.anlan.visit.Visit;
import io.anlan.visit.VisitDesk;
import io.anlan.visit.VisitScores;
import io.anlan.visit.VisitScores.Command;
import io.anlan.visit.Visits;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of a visit on the spot, walked on the real engine and database. */
@RunningAnlan
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VisitPathTest {

  static final class Task {
    static final String REVIEW = "userTask_reviewMaterials";
    static final String FORM = "userTask_formTeam";
    static final String ANSWER = "userTask_answerInvitation";
    static final String VISIT = "userTask_visit";
    static final String CONCLUDE = "userTask_concludeVisit";
    static final String RECTIFY = "userTask_rectify";
    static final String CHECK = "userTask_checkRectification";
    static final String SIGN = "userTask_signOff";

    private Task() {}
  }

  private static final String FIRE = "expert-fire";
  private static final String POWER = "expert-power";
  private static final String URBAN = "expert-urban";
  private static final List<String> TEAM = List.of(FIRE, POWER);

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Inbox inbox;
  @Autowired TaskDesk desk;
  @Autowired Trail trail;
  @Autowired Accounts accounts;
  @Autowired RoleDesk roles;
  @Autowired Assessments assessments;
  @Autowired Visits visits;
  @Autowired VisitDesk visitDesk;
  @Autowired VisitScores scores;
  @Autowired Notices notices;
  @Autowired RuntimeService runtime;
  @Autowired HistoryService history;
  @Autowired ManagementService management;
  @Autowired Urged urged;
  @Autowired Clock clock;

  /** A file whose team the district has to form. */
  private String toBeVisited() {
    return toBeVisited(null);
  }

  private String toBeVisited(String policy) {
    String number =
        walk.submitted(
            "panyuan",
            policy == null
                ? walk.roundToName(Tier.NATIONAL)
                : walk.roundToName(Tier.NATIONAL, policy));
    walk.reaches("zhangdian", number);
    walk.scores("zhangdian", number);
    forwards(number);
    return number;
  }

  private void forwards(String number) {
    walk.does("zhangdian", number, REVIEW, Map.of("decision", "FORWARD", "opinion", "同意"));
    for (TaskItem task : inbox.ofApplication(number)) {
      if (!task.taskKey().equals("userTask_giveOpinion")) continue;
      desk.complete(
          accounts.members(task.candidateGroup()).get(0), task.id(), Map.of("stance", "AGREE"));
    }
  }

  private LocalDate tomorrow() {
    return LocalDate.now(clock).plusDays(1);
  }

  private void answers(String expert, String number, String answer) {
    Map<String, Object> fields = new LinkedHashMap<>(Map.of("answer", answer));
    if (!answer.equals("ACCEPT")) fields.put("reason", "当日另有任务");
    walk.does(expert, number, ANSWER, fields);
  }

  private void visits(String expert, String number, String outcome) {
    walk.does(expert, number, VISIT, Map.of("outcome", outcome, "remark", "道路封闭"));
  }

  private void due(String number, String activity) {
    var jobs =
        management
            .createJobQuery()
            .processInstanceId(process(number).getId())
            .activityId(activity)
            .list();
    assertThat(jobs).as(activity).hasSize(1);
    management.executeJob(jobs.get(0).getId());
  }

  private ProcessInstance process(String number) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(number)
        .processDefinitionKey("site-visit")
        .singleResult();
  }

  private Visit visit(String number) {
    List<Visit> all = visits.of(number);
    return all.get(all.size() - 1);
  }

  private Member.State state(String expert, String number) {
    return visits.member(visit(number).id(), expert).orElseThrow().state();
  }

  private List<Action> actions(String number) {
    return trail.rows(number).stream().map(Trail.Row::action).toList();
  }

  private List<Action> told(String username) {
    return notices.page(walk.who(username), 0, 20).content().stream().map(Notice::action).toList();
  }

  private static Problem refused(ThrowingCallable act) {
    Problem problem = catchThrowableOfType(Problem.class, act);
    assertThat(problem).isNotNull();
    return problem;
  }

  private static String field(Problem problem) {
    return problem.faults().get(0).field();
  }

  @Test
  @Order(1)
  void aTeamIsFormedComesAndLetsTheFilePass() {
    String number = toBeVisited();
    assertThat(walk.open(number)).containsExactly(FORM);
    walk.formsTeam(number);
    assertThat(process(number)).isWaitingAt(ANSWER);
    assertThat(told(FIRE)).startsWith(Action.INVITED);
    assertThat(told("panyuan")).startsWith(Action.TEAM_FORMED);
    TEAM.forEach(e -> answers(e, number, "ACCEPT"));
    assertThat(process(number)).isWaitingAt(VISIT);
    TEAM.forEach(e -> visits(e, number, "VISITED"));
    assertThat(process(number)).isWaitingAt(CONCLUDE);
    assertThat(visit(number).state()).isEqualTo(Visit.State.CONCLUDING);
    walk.concludes(number, "PASS");
    assertThat(walk.open(number)).containsExactly(SIGN);
    assertThat(visit(number).state()).isEqualTo(Visit.State.PASSED);
    assertThat(actions(number))
        .containsSubsequence(
            Action.TEAM_FORMED,
            Action.INVITED,
            Action.INVITATION_ACCEPTED,
            Action.VISITED,
            Action.VISIT_CONCLUDED);
    walk.does("zhangdian-leader", number, SIGN, Map.of("decision", "SEND_BACK", "opinion", "请复核"));
    forwards(number);
    assertThat(walk.open(number)).as("what was passed is not visited again").containsExactly(SIGN);
  }

  @Test
  @Order(2)
  void whoDeclinesIsReplacedByWhomHeNames() {
    String number = toBeVisited();
    walk.formsTeam(number);
    answers(FIRE, number, "ACCEPT");
    walk.does(
        POWER, number, ANSWER, Map.of("answer", "DECLINE", "reason", "外出培训", "substitute", URBAN));
    assertThat(walk.open(number)).containsExactly(FORM);
    assertThat(visit(number).state()).isEqualTo(Visit.State.FORMING);
    var sheet = desk.form(walk.who("zhangdian"), walk.task("zhangdian", number, FORM)).sheet();
    assertThat(sheet.get("notes").toString()).contains("外出培训").contains("城管专家");
    assertThat(sheet.get("experts"))
        .as("the substitute is proposed in the place of whoever declined")
        .isEqualTo(List.of(FIRE, URBAN));
    assertThat(sheet.get("teamLeader")).isEqualTo(FIRE);
    walk.formsTeam(number, tomorrow(), List.of(FIRE, URBAN), FIRE);
    assertThat(inbox.ofApplication(number))
        .as("who has accepted is not asked again")
        .extracting(TaskItem::assignee)
        .containsExactly(URBAN);
    answers(URBAN, number, "ACCEPT");
    assertThat(inbox.ofApplication(number)).extracting(TaskItem::taskKey).containsOnly(VISIT);
    assertThat(state(POWER, number)).isEqualTo(Member.State.DECLINED);
  }

  @Test
  @Order(3)
  void whoRecusesHimselfIsNotAskedAboutThisFileAgain() {
    String number = toBeVisited();
    walk.formsTeam(number);
    answers(POWER, number, "RECUSE");
    answers(FIRE, number, "ACCEPT");
    assertThat(walk.open(number)).containsExactly(FORM);
    assertThat(field(refused(() -> walk.formsTeam(number)))).isEqualTo("experts");
  }

  @Test
  @Order(4)
  void whoDoesNotAnswerIsAskedOnceMoreAndThenReplaced() {
    String number = toBeVisited();
    walk.formsTeam(number);
    answers(FIRE, number, "ACCEPT");
    due(number, "boundaryEvent_answerReminder");
    assertThat(told(POWER)).startsWith(Action.INVITATION_REMINDED);
    assertThat(told(FIRE).get(0)).isNotEqualTo(Action.INVITATION_REMINDED);
    assertThat(walk.open(number)).containsExactly(ANSWER);
    due(number, "boundaryEvent_unanswered");
    assertThat(walk.open(number)).containsExactly(FORM);
    assertThat(state(POWER, number)).isEqualTo(Member.State.LATE);
    assertThat(state(FIRE, number)).isEqualTo(Member.State.ACCEPTED);
  }

  @Test
  @Order(5)
  void tooFewWhoVisitAreNotEnough() {
    String number = toBeVisited();
    walk.formsTeam(number);
    TEAM.forEach(e -> answers(e, number, "ACCEPT"));
    visits(FIRE, number, "VISITED");
    visits(POWER, number, "NOT_VISITED");
    assertThat(walk.open(number)).containsExactly(FORM);
    walk.formsTeam(number, tomorrow(), List.of(FIRE, URBAN), FIRE);
    answers(URBAN, number, "ACCEPT");
    visits(URBAN, number, "VISITED");
    assertThat(walk.open(number)).as("who has visited need not again").containsExactly(CONCLUDE);
  }

  @Test
  @Order(6)
  void aLeaderWhoDidNotVisitConcludesNothing() {
    String number = toBeVisited();
    walk.formsTeam(number, tomorrow(), List.of(FIRE, POWER, URBAN), FIRE);
    List.of(FIRE, POWER, URBAN).forEach(e -> answers(e, number, "ACCEPT"));
    visits(POWER, number, "VISITED");
    visits(URBAN, number, "VISITED");
    visits(FIRE, number, "NOT_VISITED");
    assertThat(walk.open(number)).containsExactly(FORM);
    walk.formsTeam(number, tomorrow(), List.of(POWER, URBAN), POWER);
    assertThat(walk.open(number)).containsExactly(CONCLUDE);
    assertThat(inbox.ofApplication(number).get(0).assignee()).isEqualTo(POWER);
  }

  @Test
  @Order(7)
  void aVisitThatIsNotMadeInTimeGoesBackToTheReviewer() {
    String number = toBeVisited();
    walk.formsTeam(number);
    TEAM.forEach(e -> answers(e, number, "ACCEPT"));
    visits(FIRE, number, "VISITED");
    due(number, "boundaryEvent_visitOverdue");
    assertThat(walk.open(number)).containsExactly(FORM);
    assertThat(state(POWER, number)).isEqualTo(Member.State.ABSENT);
    assertThat(walk.status(number)).as("time decides nothing").isEqualTo(Status.IN_REVIEW);
  }

  @Test
  @Order(8)
  void theTeamIsChangedWhileItIsAskedAndWhileItComes() {
    String number = toBeVisited();
    walk.formsTeam(number);
    answers(FIRE, number, "ACCEPT");
    visitDesk.changeTeam(walk.who("zhangdian"), visit(number).id(), "改期");
    assertThat(walk.open(number)).containsExactly(FORM);
    walk.formsTeam(number, tomorrow().plusDays(3), TEAM, FIRE);
    assertThat(inbox.ofApplication(number))
        .as("the day has moved: everybody is asked again")
        .extracting(TaskItem::assignee)
        .containsExactlyInAnyOrder(FIRE, POWER);
    TEAM.forEach(e -> answers(e, number, "ACCEPT"));
    visitDesk.changeTeam(walk.who("zhangdian"), visit(number).id(), "换人");
    walk.formsTeam(number, tomorrow().plusDays(3), List.of(FIRE, URBAN), FIRE);
    assertThat(told(POWER)).startsWith(Action.VISIT_CANCELLED);
    assertThat(state(POWER, number)).isEqualTo(Member.State.REPLACED);
    answers(URBAN, number, "ACCEPT");
    List.of(FIRE, URBAN).forEach(e -> visits(e, number, "VISITED"));
    assertThat(
            refused(() -> visitDesk.changeTeam(walk.who("zhangdian"), visit(number).id(), "晚了"))
                .status())
        .isEqualTo(409);
  }

  @Test
  @Order(9)
  void theCommunityMendsWhatWasFoundAsOftenAsThePolicyAllows() {
    String number = toBeVisited();
    walk.visitedUntil(CONCLUDE, number);
    walk.concludes(number, "RECTIFY");
    assertThat(walk.open(number)).containsExactly(RECTIFY);
    assertThat(told("panyuan")).startsWith(Action.VISIT_CONCLUDED);
    walk.does("panyuan", number, RECTIFY, Map.of("response", "已增设标识"));
    Problem silent = refused(() -> walk.does(FIRE, number, CHECK, Map.of("accepted", false)));
    assertThat(field(silent)).isEqualTo("remark");
    walk.does(FIRE, number, CHECK, Map.of("accepted", false, "remark", "标识太小"));
    assertThat(walk.open(number)).containsExactly(RECTIFY);
    walk.does("panyuan", number, RECTIFY, Map.of("response", "已换大"));
    walk.does(FIRE, number, CHECK, Map.of("accepted", true));
    assertThat(walk.open(number)).containsExactly(SIGN);
    assertThat(visit(number).state()).isEqualTo(Visit.State.PASSED);
  }

  @Test
  @Order(10)
  void whatIsNotMendedInTheLastRoundGoesBackToTheReviewer() {
    String number = toBeVisited();
    walk.visitedUntil(CONCLUDE, number);
    walk.concludes(number, "RECTIFY");
    for (int round = 1; round <= 2; round++) {
      walk.does("panyuan", number, RECTIFY, Map.of("response", "已整改"));
      walk.does(FIRE, number, CHECK, Map.of("accepted", false, "remark", "仍不合格"));
    }
    assertThat(walk.open(number)).containsExactly(REVIEW);
    assertThat(visit(number).state()).isEqualTo(Visit.State.FAILED);
    assertThat(walk.status(number)).isEqualTo(Status.IN_REVIEW);
  }

  @Test
  @Order(11)
  void aFailedVisitGoesBackToTheReviewerWhoMayHaveItVisitedAgain() {
    String number = toBeVisited();
    walk.visitedUntil(CONCLUDE, number);
    walk.concludes(number, "FAIL");
    assertThat(walk.open(number)).containsExactly(REVIEW);
    var sheet = desk.form(walk.who("zhangdian"), walk.task("zhangdian", number, REVIEW)).sheet();
    assertThat(sheet.get("notes").toString())
        .contains("/visits/" + visit(number).id())
        .contains("已查看现场");
    forwards(number);
    assertThat(walk.open(number)).containsExactly(FORM);
    walk.visited(number);
    walk.signs("zhangdian", number);
    assertThat(visits.of(number)).hasSize(2);
  }

  @Test
  @Order(12)
  void aProposalToRejectNeedsNoVisit() {
    String number = walk.submitted("panyuan", walk.roundToName(Tier.NATIONAL));
    walk.reaches("zhangdian", number);
    walk.does("zhangdian", number, REVIEW, Map.of("decision", "REJECT", "opinion", "不符合"));
    assertThat(walk.open(number)).containsExactly(SIGN);
  }

  @Test
  @Order(13)
  void whatThePolicyDoesNotDrawIsNotVisited() {
    String version =
        new PolicyTable()
            .with("districtNational", "siteVisit", "\"SAMPLE\"")
            .with("districtNational", "siteVisitRatio", "0")
            .with("districtNational", "siteVisitMinimum", "0")
            .uploaded(client);
    String number = toBeVisited(version);
    assertThat(walk.open(number)).containsExactly(SIGN);
    assertThat(visits.of(number)).isEmpty();
  }

  @Test
  @Order(14)
  void aWithdrawalInTheMiddleEndsTheVisitAndTellsTheExperts() {
    String number = toBeVisited();
    walk.formsTeam(number);
    answers(FIRE, number, "ACCEPT");
    walk.withdraws("panyuan", number);
    assertThat(walk.open(number)).isEmpty();
    assertThat(visit(number).state()).isEqualTo(Visit.State.CANCELLED);
    assertThat(told(FIRE)).startsWith(Action.VISIT_CANCELLED);
    assertThat(told(POWER)).startsWith(Action.VISIT_CANCELLED);
    assertThat(process(number)).isNull();
  }

  @Test
  @Order(15)
  void theReviewerTakesTheProposalBackWhileNoTeamIsFormed() {
    String number =
        walk.submitted("panyuan", walk.roundToName(Tier.NATIONAL, withoutDepartments()));
    walk.reaches("zhangdian", number);
    walk.scores("zhangdian", number);
    walk.takesBack("zhangdian", number, REVIEW, Map.of("decision", "FORWARD"));
    assertThat(walk.open(number)).containsExactly(REVIEW);
    String task = walk.task("zhangdian", number, REVIEW);
    desk.complete(walk.who("zhangdian"), task, Map.of("decision", "FORWARD"));
    walk.formsTeam(number);
    assertThat(refused(() -> desk.takeBack(walk.who("zhangdian"), task)).status()).isEqualTo(409);
  }

  private String withoutDepartments() {
    return new PolicyTable().with("districtNational", "departments", "\"\"").uploaded(client);
  }

  @Test
  @Order(16)
  void whatIsSeenMayLowerTheOfficialScoreUntilTheLeaderIsAsked() {
    String number = toBeVisited();
    score(number, BigDecimal.ZERO);
    walk.visitedUntil(CONCLUDE, number);
    score(number, BigDecimal.ZERO);
    walk.concludes(number, "PASS");
    assertThat(refused(() -> score(number, BigDecimal.ONE)).code()).isEqualTo("scoring-closed");
    Problem tooLow =
        refused(() -> walk.does("zhangdian-leader", number, SIGN, Map.of("decision", "APPROVE")));
    assertThat(tooLow.faults().get(0).code()).isEqualTo("official-score-too-low");
  }

  private void score(String number, BigDecimal points) {
    var items = assessments.view(walk.who("zhangdian"), number).items();
    assessments.score(
        walk.who("zhangdian"),
        number,
        Stage.DISTRICT,
        items.stream().map(i -> new ScoreCommand(i.code(), points, "现场所见", null)).toList());
  }

  @Test
  @Order(17)
  void nobodyStopsBeingAnExpertWhileAVisitWaits() {
    String number = toBeVisited();
    walk.formsTeam(number);
    Grant grant = new Grant(Role.EXPERT, "370303000000", "POWER");
    assertThat(refused(() -> roles.take(walk.who("security"), POWER, grant)).code())
        .isEqualTo("expert-has-visits");
    assertThat(accounts.find(POWER).orElseThrow().has(Role.EXPERT)).isTrue();
  }

  @Test
  @Order(18)
  void anotherWhoHasVisitedConcludesWhereTheLeaderCannot() {
    String number = toBeVisited();
    walk.visitedUntil(CONCLUDE, number);
    long id = visit(number).id();
    Problem stranger =
        refused(() -> visitDesk.changeLeader(walk.who("zhangdian"), id, URBAN, "组长住院"));
    assertThat(field(stranger)).isEqualTo("leader");
    visitDesk.changeLeader(walk.who("zhangdian"), id, POWER, "组长住院");
    TaskItem task = inbox.ofApplication(number).get(0);
    assertThat(task.assignee()).isEqualTo(POWER);
    assertThat(task.candidateGroup()).isEqualTo("expert:" + POWER);
    walk.does(POWER, number, CONCLUDE, Map.of("conclusion", "PASS", "report", "合格"));
    assertThat(walk.open(number)).containsExactly(SIGN);
  }

  @Test
  @Order(19)
  void aTaskThatIsSomebodysByNameIsNeitherReleasedNorHandedOver() {
    String number = toBeVisited();
    walk.formsTeam(number);
    String task = walk.task(FIRE, number, ANSWER);
    assertThat(refused(() -> desk.release(walk.who(FIRE), task)).code()).isEqualTo("asked-by-name");
    assertThat(field(refused(() -> desk.transfer(walk.who(FIRE), task, POWER, "代办"))))
        .isEqualTo("to");
    assertThat(
            refused(() -> desk.complete(walk.who(POWER), task, Map.of("answer", "ACCEPT")))
                .status())
        .isEqualTo(404);
  }

  @Test
  @Order(20)
  void aTeamIsRefusedThatCannotBeSent() {
    String number = toBeVisited();
    LocalDate on = tomorrow();
    assertThat(field(refused(() -> walk.formsTeam(number, on, List.of(FIRE), FIRE))))
        .as("too small")
        .isEqualTo("experts");
    assertThat(field(refused(() -> walk.formsTeam(number, on, TEAM, URBAN))))
        .as("led by somebody else")
        .isEqualTo("teamLeader");
    assertThat(field(refused(() -> walk.formsTeam(number, on.minusDays(2), TEAM, FIRE))))
        .as("in the past")
        .isEqualTo("visitDate");
    assertThat(field(refused(() -> walk.formsTeam(number, on, List.of(FIRE, "panzhuang"), FIRE))))
        .as("nobody of the pool")
        .isEqualTo("experts");
    assertThat(field(refused(() -> walk.formsTeam(number, on, List.of(FIRE, FIRE), FIRE))))
        .as("twice")
        .isEqualTo("experts");
    assertThat(walk.open(number)).containsExactly(FORM);
  }

  @Test
  @Order(21)
  void pointsThatDifferNeedAReasonBeforeTheVisitIsOver() {
    String number = toBeVisited();
    walk.formsTeam(number);
    TEAM.forEach(e -> answers(e, number, "ACCEPT"));
    Actor fire = walk.who(FIRE);
    scores.score(fire, visit(number).id(), "1.3.1", new Command(BigDecimal.ZERO, null));
    Problem silent = refused(() -> visits(FIRE, number, "VISITED"));
    assertThat(field(silent)).isEqualTo("outcome");
    scores.score(fire, visit(number).id(), "1.3.1", new Command(BigDecimal.ZERO, "网格未覆盖"));
    visits(FIRE, number, "VISITED");
    assertThat(state(FIRE, number)).isEqualTo(Member.State.VISITED);
  }

  @Test
  @Order(22)
  void timeUrgesWhoeverHasATaskOfTheVisitAndDecidesNothing() {
    String number = toBeVisited();
    urged.everybody(number, List.of(FORM));
    walk.formsTeam(number);
    TEAM.forEach(e -> answers(e, number, "ACCEPT"));
    urged.everybody(number, List.of(VISIT));
    TEAM.forEach(e -> visits(e, number, "VISITED"));
    urged.everybody(number, List.of(CONCLUDE));
    walk.concludes(number, "RECTIFY");
    urged.everybody(number, List.of(RECTIFY));
    walk.does("panyuan", number, RECTIFY, Map.of("response", "已整改"));
    urged.everybody(number, List.of(CHECK));
    assertThat(walk.open(number)).containsExactly(CHECK, "userTask_supervise");
    assertThat(actions(number)).contains(Action.REMINDED, Action.FELL_DUE, Action.ESCALATED);
  }

  @Test
  @Order(30)
  void everyElementOfTheModelWasPassed() {
    Set<String> passed =
        history.createHistoricActivityInstanceQuery().list().stream()
            .filter(a -> a.getProcessDefinitionKey().equals("site-visit"))
            .map(HistoricActivityInstance::getActivityId)
            .collect(Collectors.toSet());
    Set<String> drawn =
        Bpmn.readModelFromFile(Path.of("bpmn", "site-visit.bpmn").toFile())
            .getModelElementsByType(FlowNode.class)
            .stream()
            .map(FlowNode::getId)
            .collect(Collectors.toCollection(TreeSet::new));
    drawn.removeAll(passed);
    assertThat(drawn).as("never passed").isEmpty();
  }
}
