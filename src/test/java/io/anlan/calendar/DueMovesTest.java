package io.anlan.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.account.Actor;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.calendar.DueMoves.Move;
import io.anlan.calendar.DueMoves.Moves;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.notice.Notice;
import io.anlan.notice.Notices;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.MovableClock;
import io.anlan.support.PolicyTable;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A day of a place moves the due dates there, with everything that follows them, and back. */
@RunningAnlan
class DueMovesTest {

  private static final String ZHANGDIAN = "370303000000";
  private static final String PANYUAN = "370303005003";

  @Autowired CalendarDesk desk;
  @Autowired WorkingDays workingDays;
  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Inbox inbox;
  @Autowired Trail trail;
  @Autowired Notices notices;
  @Autowired MovableClock clock;
  @Autowired ManagementService management;
  @Autowired RuntimeService runtime;
  @Autowired TaskService tasks;
  @Autowired JdbcClient jdbc;

  /** The first working day after today; every term goes over it. */
  private LocalDate day;

  @BeforeEach
  void tomorrow() {
    day = workingDays.plus(LocalDate.now(clock), 1);
  }

  @AfterEach
  void nothingStays() {
    clock.reset();
    jdbc.sql("select id from local_day")
        .query(Long.class)
        .list()
        .forEach(id -> removed(desk.local(id).orElseThrow()));
  }

  @Test
  void aDueDateEndsWithItsWorkingDayWhereTheTaskIs() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    TaskItem review = only(number);
    assertThat(review.territory()).isEqualTo("370303005000");
    assertThat(review.dueAt().atZone(clock.getZone()).toLocalTime()).hasToString("23:59:59");
    assertThat(reckoning(review)).isEqualTo("%s 5 370303005000", LocalDate.now(clock));
  }

  @Test
  void aDayMovesTheDueDatesThereAndNowhereElse() {
    String here = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    String there = walk.submitted("wenshao-community", walk.freshRound(Tier.NATIONAL));
    Instant before = only(here).dueAt();
    Instant elsewhere = only(there).dueAt();
    LocalDay closed = free(ZHANGDIAN);

    Moves moves = desk.preview(closed);
    assertThat(moves.count()).isPositive();
    assertThat(moves.first()).extracting(Move::number).doesNotContain(there);
    desk.add(closed);
    assertThat(desk.moving()).isTrue();
    jobsRun();

    Instant after = next(before, "370303005000");
    assertThat(only(here).dueAt()).isEqualTo(after);
    assertThat(engineDue(only(here))).isEqualTo(Date.from(after));
    assertThat(only(there).dueAt()).isEqualTo(elsewhere);
    assertThat(moved(here)).containsExactly("reviewer:370303005000 " + days(before, after));
    assertThat(moved(there)).isEmpty();
    assertThat(trail.intact(here)).isTrue();
    assertThat(told("keyuan", here)).isEqualTo(1);

    removed(stored());
    assertThat(only(here).dueAt()).isEqualTo(before);
    assertThat(engineDue(only(here))).isEqualTo(Date.from(before));
    assertThat(moved(here)).hasSize(2).last().asString().contains(days(after, before));
  }

  @Test
  void whatNothingFollowsMovesNothingAndSaysSo() {
    walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    LocalDay past = new LocalDay(0, LocalDate.now(clock).minusYears(1), ZHANGDIAN, false, "台风");
    assertThat(desk.preview(past)).isEqualTo(new Moves(0, List.of()));
    LocalDay today = new LocalDay(0, LocalDate.now(clock), ZHANGDIAN, false, "台风");
    assertThat(desk.preview(today).first())
        .extracting(Move::step)
        .as("the first day of a term is not counted")
        .isEmpty();
  }

  @Test
  void theCommunitysOwnDaysMoveWhatTheCommunityHas() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    String street = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    walk.does(
        "keyuan",
        number,
        "userTask_reviewMaterials",
        Map.of("decision", "RETURN", "opinion", "请补充", "returnedItems", List.of("1.1.1")));
    Instant correction = only(number).dueAt();
    Instant review = only(street).dueAt();
    add(free(PANYUAN));
    assertThat(only(number).dueAt()).isEqualTo(next(correction, PANYUAN));
    assertThat(only(street).dueAt()).isEqualTo(review);
    assertThat(told("panyuan", number)).isEqualTo(1);
  }

  @Test
  void opinionsAndTheirTimersMoveTogether() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    walk.reaches("zhangdian", number);
    walk.scores("zhangdian", number);
    walk.does(
        "zhangdian",
        number,
        "userTask_reviewMaterials",
        Map.of("decision", "FORWARD", "opinion", "同意"));
    Instant before = inbox.ofApplication(number).get(0).dueAt();
    assertThat(timers(number)).containsExactly(Map.entry("startEvent_opinionsOverdue", before));

    add(free(ZHANGDIAN));
    Instant after = next(before, ZHANGDIAN);
    assertThat(inbox.ofApplication(number)).extracting(TaskItem::dueAt).containsOnly(after);
    assertThat(opinionsDue(number)).containsOnly(after);
    assertThat(timers(number)).containsExactly(Map.entry("startEvent_opinionsOverdue", after));

    // What is waited for once more has a term of its own.
    management.executeJob(job(number, "startEvent_opinionsOverdue").getId());
    walk.does("zhangdian", number, "userTask_waiveOpinion", Map.of("decision", "WAIT"));
    Instant again = timers(number).get("catchEvent_waitAgain");
    removed(stored());
    Instant sooner = opinionsDue(number).get(0);
    assertThat(sooner).isBefore(again);
    assertThat(timers(number)).containsExactly(Map.entry("catchEvent_waitAgain", sooner));
    assertThat(inbox.ofApplication(number))
        .as("whoever is waited for has the time that is waited")
        .extracting(TaskItem::dueAt)
        .containsOnly(sooner);
  }

  @Test
  void visitsAndTheirTimersMoveTogether() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    walk.reaches("zhangdian", number);
    walk.scores("zhangdian", number);
    walk.does(
        "zhangdian",
        number,
        "userTask_reviewMaterials",
        Map.of("decision", "FORWARD", "opinion", "同意"));
    for (TaskItem task : inbox.ofApplication(number)) {
      String officer = "zhangdian-" + task.department().toLowerCase(java.util.Locale.ROOT);
      walk.does(officer, number, "userTask_giveOpinion", Map.of("stance", "AGREE"));
    }
    walk.formsTeam(number, day, Walk.EXPERTS, Walk.EXPERTS.get(0));
    Instant answer = inbox.ofApplication(number).get(0).dueAt();
    Map<String, Instant> asked = timers(number);
    assertThat(asked).containsEntry("boundaryEvent_unanswered", answer).hasSize(2);

    add(free(ZHANGDIAN));
    Instant later = next(answer, ZHANGDIAN);
    assertThat(inbox.ofApplication(number)).extracting(TaskItem::dueAt).containsOnly(later);
    assertThat(answersDue(number)).containsOnly(later);
    assertThat(timers(number).get("boundaryEvent_unanswered")).isEqualTo(later);
    assertThat(timers(number).get("boundaryEvent_answerReminder"))
        .isEqualTo(next(asked.get("boundaryEvent_answerReminder"), ZHANGDIAN));
    removed(stored());
    assertThat(timers(number)).isEqualTo(asked);
    assertThat(answersDue(number)).containsOnly(answer);

    for (String expert : Walk.EXPERTS) {
      walk.does(expert, number, "userTask_answerInvitation", Map.of("answer", "ACCEPT"));
    }
    Instant visit = inbox.ofApplication(number).get(0).dueAt();
    assertThat(timers(number)).containsExactly(Map.entry("boundaryEvent_visitOverdue", visit));
    LocalDate between = workingDays.plus(day, 1);
    // Time passes: a term that has begun does not begin again.
    clock.move(Duration.ofDays(3));
    add(new LocalDay(0, between, ZHANGDIAN, false, "台风"));
    assertThat(inbox.ofApplication(number))
        .extracting(TaskItem::dueAt)
        .containsOnly(next(visit, ZHANGDIAN));
    assertThat(timers(number))
        .containsExactly(Map.entry("boundaryEvent_visitOverdue", next(visit, ZHANGDIAN)));
  }

  @Test
  void whoIsUrgedWhenMovesToo() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    Instant reminder = reminder(number);
    LocalDate last = LocalDate.ofInstant(only(number).dueAt(), clock.getZone());
    assertThat(reminder)
        .isEqualTo(
            workingDays.shift(last, -2, "370303005000").atStartOfDay(clock.getZone()).toInstant());
    add(free(ZHANGDIAN));
    LocalDate later = LocalDate.ofInstant(only(number).dueAt(), clock.getZone());
    assertThat(later).isAfter(last);
    assertThat(reminder(number))
        .isEqualTo(
            workingDays.shift(later, -2, "370303005000").atStartOfDay(clock.getZone()).toInstant());
    removed(stored());
    assertThat(reminder(number)).isEqualTo(reminder);
  }

  private Instant reminder(String number) {
    return job(number, "boundaryEvent_urgeReviewMaterials").getDuedate().toInstant();
  }

  @Test
  void aClosedTaskLeavesNoTerm() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    String review = only(number).id();
    walk.streetForwards(number);
    assertThat(
            jdbc.sql("select count(*) from task_term where task_id = ?")
                .param(review)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void aCellOfThePolicyChangesTheDatesOfTheNextRound() {
    String version = new PolicyTable().with("streetShandong", "workingDays", "9").uploaded(client);
    String former = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    String next = walk.submitted("panyuan", walk.roundToName(Tier.NATIONAL, version));
    assertThat(left(former)).isEqualTo(5);
    assertThat(left(next)).isEqualTo(9);
  }

  private int left(String number) {
    LocalDate due = LocalDate.ofInstant(only(number).dueAt(), clock.getZone());
    return workingDays.between(LocalDate.now(clock), due);
  }

  private LocalDay free(String territory) {
    return new LocalDay(0, day, territory, false, "台风停工");
  }

  private void add(LocalDay closed) {
    desk.add(closed);
    jobsRun();
  }

  private void removed(LocalDay closed) {
    desk.remove(closed);
    jobsRun();
  }

  private LocalDay stored() {
    return desk.local(
            jdbc.sql("select id from local_day order by id desc limit 1")
                .query(Long.class)
                .single())
        .orElseThrow();
  }

  /** All jobs that move dates, one behind the other. */
  private void jobsRun() {
    while (desk.moving()) {
      jdbc.sql("select id_ from act_ru_job where handler_type_ = 'moveDueDates'")
          .query(String.class)
          .list()
          .forEach(management::executeJob);
    }
  }

  private TaskItem only(String number) {
    List<TaskItem> open = inbox.ofApplication(number);
    assertThat(open).hasSize(1);
    return open.get(0);
  }

  private String reckoning(TaskItem task) {
    return jdbc.sql(
            "select concat_ws(' ', from_day, days, territory) from task_term where task_id = ?")
        .param(task.id())
        .query(String.class)
        .single();
  }

  /** The same time of the next day that is worked there. */
  private Instant next(Instant at, String territory) {
    LocalDate due = LocalDate.ofInstant(at, clock.getZone());
    long days =
        due.datesUntil(due.plusDays(30))
            .skip(1)
            .takeWhile(d -> !workingDays.isWorkingDay(d, territory))
            .count();
    return at.plus(Duration.ofDays(days + 1));
  }

  private Date engineDue(TaskItem task) {
    return tasks.createTaskQuery().taskId(task.id()).singleResult().getDueDate();
  }

  private List<String> moved(String number) {
    return trail.rows(number).stream()
        .filter(r -> r.action() == Act.Action.DUE_MOVED)
        .map(r -> r.decision() + " " + r.opinion())
        .toList();
  }

  private String days(Instant before, Instant after) {
    return LocalDate.ofInstant(before, clock.getZone())
        + " → "
        + LocalDate.ofInstant(after, clock.getZone());
  }

  private long told(String username, String number) {
    Actor actor = walk.who(username);
    return notices.page(actor, 0, 200).content().stream()
        .filter(n -> n.action() == Act.Action.DUE_MOVED && n.number().equals(number))
        .map(Notice::words)
        .count();
  }

  /** All but those that urge, which have tests of their own. */
  private Map<String, Instant> timers(String number) {
    Map<String, Instant> timers = new TreeMap<>();
    for (Job job : jobs(number)) {
      String activity = activity(job);
      if (!activity.startsWith("boundaryEvent_urge")) {
        timers.put(activity, job.getDuedate().toInstant());
      }
    }
    return timers;
  }

  private String activity(Job job) {
    return management
        .createJobDefinitionQuery()
        .jobDefinitionId(job.getJobDefinitionId())
        .singleResult()
        .getActivityId();
  }

  private Job job(String number, String activity) {
    return jobs(number).stream()
        .filter(j -> activity(j).equals(activity))
        .findFirst()
        .orElseThrow();
  }

  private List<Job> jobs(String number) {
    return runtime.createProcessInstanceQuery().processInstanceBusinessKey(number).list().stream()
        .flatMap(
            p -> management.createJobQuery().processInstanceId(p.getId()).timers().list().stream())
        .toList();
  }

  private List<Instant> opinionsDue(String number) {
    return jdbc.sql("select due_at from department_opinion where number = ? and stance is null")
        .param(number)
        .query((rs, n) -> rs.getTimestamp(1).toInstant())
        .list();
  }

  private List<Instant> answersDue(String number) {
    return jdbc.sql(
            """
            select m.answer_due_at from visit_member m join visit v on v.id = m.visit_id
            where v.number = ?""")
        .param(number)
        .query((rs, n) -> rs.getTimestamp(1).toInstant())
        .list();
  }
}
