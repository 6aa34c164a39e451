package io.anlan.support;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.Role;
import io.anlan.application.Application;
import io.anlan.application.Applications;
import io.anlan.application.Assessments;
import io.anlan.application.Assessments.AnswerCommand;
import io.anlan.application.Assessments.ScoreCommand;
import io.anlan.application.Files;
import io.anlan.application.Hazard;
import io.anlan.application.Profile;
import io.anlan.application.Stage;
import io.anlan.application.Status;
import io.anlan.criteria.Criteria;
import io.anlan.criteria.CriteriaVersion;
import io.anlan.designation.Designations;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskDesk;
import io.anlan.inbox.TaskItem;
import io.anlan.round.Round;
import io.anlan.round.Rounds;
import io.anlan.round.Rounds.NewRound;
import io.anlan.shared.Tier;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The words in which the path tests speak of one file. */
@Component
public class Walk {

  /** The smallest picture there is. */
  public static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  public static final List<String> DEPARTMENTS = List.of("meteorology", "seismology", "fire");

  /** Who visits, the first of them the leader. */
  public static final List<String> EXPERTS = List.of("expert-fire", "expert-power");

  private final Accounts accounts;
  private final Applications applications;
  private final Assessments assessments;
  private final Criteria criteria;
  private final Designations designations;
  private final Files files;
  private final Inbox inbox;
  private final Rounds rounds;
  private final TaskDesk desk;
  private final Clock clock;
  private final ManagementService management;
  private final JdbcClient jdbc;

  Walk(
      Accounts accounts,
      Applications applications,
      Assessments assessments,
      Criteria criteria,
      Designations designations,
      Files files,
      Inbox inbox,
      Rounds rounds,
      TaskDesk desk,
      Clock clock,
      ManagementService management,
      JdbcClient jdbc) {
    this.accounts = accounts;
    this.applications = applications;
    this.assessments = assessments;
    this.criteria = criteria;
    this.designations = designations;
    this.files = files;
    this.inbox = inbox;
    this.rounds = rounds;
    this.desk = desk;
    this.clock = clock;
    this.management = management;
    this.jdbc = jdbc;
  }

  public Actor who(String username) {
    return accounts.find(username).orElseThrow();
  }

  public boolean knows(String username) {
    return accounts.find(username).isPresent();
  }

  /** One more person, with the demo's password. */
  public void hires(String username, Role role, String office) {
    jdbc.sql(
            """
            insert into account (username, person_id, display_name, password_hash, active,
              must_change_password, failed_logins)
            select ?, ?, ?, password_hash, true, false, 0 from account where username = 'panyuan'""")
        .params(username, username, username)
        .update();
    grants(username, role, office);
  }

  public void grants(String username, Role role, String office) {
    jdbc.sql("insert into account_role (username, role, office) values (?, ?, ?)")
        .params(username, role.name(), office)
        .update();
  }

  public Round round(Tier tier) {
    return rounds.get(
        jdbc.sql("select id from round where tier = ? and year = ?")
            .params(tier.name(), LocalDate.now(clock).getYear())
            .query(Long.class)
            .single());
  }

  /** An open round that nobody else uses, of a year to come. */
  public Round freshRound(Tier tier) {
    return freshRound(tier, null);
  }

  /** The same under this version of the policy; null for the current one. */
  public Round freshRound(Tier tier, String policyVersion) {
    return freshRound(tier, policyVersion, 1);
  }

  /** A round to name under a version of the policy that is not the current one. */
  public Round roundToName(Tier tier, String policyVersion) {
    return freshRound(tier, policyVersion, -1);
  }

  /** The same of a past year, so that its naming can be dated. */
  public Round roundToName(Tier tier) {
    return freshRound(tier, null, -1);
  }

  private Round freshRound(Tier tier, String policyVersion, int step) {
    LocalDate today = LocalDate.now(clock);
    // All of them: a list for people ends somewhere.
    Set<Integer> taken =
        jdbc.sql("select year from round where tier = ?")
            .param(tier.name())
            .query(Integer.class)
            .set();
    int year = today.getYear() + step;
    while (taken.contains(year)) year += step;
    if (year > 2100) return beyond(tier, year, policyVersion, today);
    Round round =
        rounds.create(
            new NewRound(year, tier, "测试批次", today.plusDays(120), "2026-working", policyVersion));
    return rounds.open(round.id());
  }

  /** All tests together need more years than an administrator may enter. */
  private Round beyond(Tier tier, int year, String policyVersion, LocalDate today) {
    long id =
        jdbc.sql(
                """
                insert into round (year, tier, name, state, closes_on, criteria_version,
                  policy_version, threshold)
                select ?, tier, name, 'DRAFT', ?, criteria_version,
                  coalesce(?::varchar, policy_version), threshold
                from round where tier = ? and year > ? order by id desc limit 1 returning id""")
            .params(year, today.plusDays(120), policyVersion, tier.name(), today.getYear())
            .query(Long.class)
            .single();
    return rounds.open(id);
  }

  /** Opens (again) and fills the application of this community in the demo's round. */
  public String draft(String username, Tier tier) {
    return draft(username, round(tier));
  }

  public String draft(String username, Round round) {
    Actor actor = who(username);
    String community = actor.communities().iterator().next();
    Application application = applications.open(actor, community, round.id());
    fill(actor, application);
    return application.number();
  }

  /** Fills what this person has opened. */
  public void fills(String username, String number) {
    fill(who(username), file(number));
  }

  private void fill(Actor actor, Application application) {
    String number = application.number();
    CriteriaVersion version = criteria.version(application.criteriaVersion());
    assessments.describe(
        actor,
        number,
        new Profile(
            true,
            null,
            10,
            30,
            null,
            null,
            null,
            List.of(Hazard.FIRE),
            "甲",
            "乙",
            "0533-1234567",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    assessments.answer(
        actor,
        number,
        version.conditions().stream()
            .map(c -> new AnswerCommand(c.no(), true, null, null))
            .toList());
    assessments.score(
        actor,
        number,
        Stage.SELF,
        version.items().stream()
            .map(i -> new ScoreCommand(i.code(), i.maxPoints(), null, null))
            .toList());
    version.conditions().forEach(c -> prove(actor, number, "condition/" + c.no()));
    version.items().forEach(i -> prove(actor, number, "item/" + i.code()));
  }

  public void prove(Actor actor, String number, String target) {
    assessments.addEvidence(actor, number, target, null, "a.png", new ByteArrayInputStream(PNG));
  }

  public String submitted(String username, Tier tier) {
    return submitted(username, round(tier));
  }

  public String submitted(String username, Round round) {
    String number = draft(username, round);
    does(username, number, "userTask_selfAssess", Map.of("confirmed", true));
    return number;
  }

  /** Completes this person's task of this kind on the file. */
  public void does(String username, String number, String taskKey, Map<String, Object> fields) {
    Actor actor = who(username);
    desk.complete(actor, task(actor, inbox.ofApplication(number), taskKey).id(), fields);
  }

  /** Completes the task and takes the decision back at once. */
  public void takesBack(
      String username, String number, String taskKey, Map<String, Object> fields) {
    Actor actor = who(username);
    String task = task(actor, inbox.ofApplication(number), taskKey).id();
    desk.complete(actor, task, fields);
    desk.takeBack(actor, task);
  }

  public void doesInBatch(
      String username, String batch, String taskKey, Map<String, Object> fields) {
    Actor actor = who(username);
    desk.complete(actor, task(actor, inbox.ofBatch(batch), taskKey).id(), fields);
  }

  /** The id of this person's task of this kind on the file. */
  public String task(String username, String number, String taskKey) {
    return task(who(username), inbox.ofApplication(number), taskKey).id();
  }

  public String taskInBatch(String username, String batch, String taskKey) {
    return task(who(username), inbox.ofBatch(batch), taskKey).id();
  }

  private static TaskItem task(Actor actor, List<TaskItem> open, String taskKey) {
    return open.stream()
        .filter(t -> t.taskKey().equals(taskKey) && actor.member(t.candidateGroup()))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError(actor.username() + " has no " + taskKey + " in " + open));
  }

  /** A place's reviewer forwards, its departments agree, its experts visit. */
  public void forwards(String place, String number) {
    if (place.equals("zhangdian")) scores(place, number);
    does(place, number, "userTask_reviewMaterials", Map.of("decision", "FORWARD", "opinion", "同意"));
    departmentsAgree(number);
  }

  /** Every department that is asked agrees, and what is visited passes. */
  public void departmentsAgree(String number) {
    for (TaskItem task : inbox.ofApplication(number)) {
      if (!task.taskKey().equals("userTask_giveOpinion")) continue;
      Actor officer = accounts.members(task.candidateGroup()).get(0);
      desk.complete(officer, task.id(), Map.of("stance", "AGREE"));
    }
    visited(number);
  }

  /** Where a visit is asked for, a team is formed, comes, and lets the file pass. */
  public void visited(String number) {
    if (!open(number).contains("userTask_formTeam")) return;
    visitedUntil("userTask_concludeVisit", number);
    concludes(number, "PASS");
  }

  /** A team is formed and does its tasks until this one is open. */
  public void visitedUntil(String taskKey, String number) {
    if (!open(number).contains(taskKey)) formsTeam(number);
    eachExpert("userTask_answerInvitation", Map.of("answer", "ACCEPT"), taskKey, number);
    eachExpert("userTask_visit", Map.of("outcome", "VISITED"), taskKey, number);
  }

  private void eachExpert(String task, Map<String, Object> fields, String until, String number) {
    if (open(number).contains(until)) return;
    EXPERTS.forEach(expert -> does(expert, number, task, fields));
  }

  /** The reviewer asks {@link #EXPERTS} to come tomorrow, led by the first of them. */
  public void formsTeam(String number) {
    formsTeam(number, LocalDate.now(clock).plusDays(1), EXPERTS, EXPERTS.get(0));
  }

  public void formsTeam(String number, LocalDate on, List<String> experts, String leader) {
    TaskItem task =
        inbox.ofApplication(number).stream()
            .filter(t -> t.taskKey().equals("userTask_formTeam"))
            .findFirst()
            .orElseThrow();
    Actor reviewer =
        accounts.members(task.candidateGroup()).stream()
            .filter(a -> files.mayPlay(List.of(number), a, Files.Part.REVIEWER))
            .findFirst()
            .orElseThrow();
    desk.complete(
        reviewer,
        task.id(),
        Map.of("visitDate", on.toString(), "experts", experts, "teamLeader", leader));
  }

  public void concludes(String number, String conclusion) {
    does(
        EXPERTS.get(0),
        number,
        "userTask_concludeVisit",
        Map.of("conclusion", conclusion, "report", "已查看现场"));
  }

  /** Gives the official score, as claimed. */
  public void scores(String place, String number) {
    assessments.confirmAll(who(place), number);
  }

  public void streetForwards(String number) {
    does("keyuan", number, "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
    signs("keyuan", number);
  }

  public void signs(String place, String number) {
    does(place + "-leader", number, "userTask_signOff", Map.of("decision", "APPROVE"));
  }

  /** Climbs to the level of this place, which has not reviewed yet. */
  public void reaches(String place, String number) {
    if (place.equals("keyuan")) return;
    streetForwards(number);
    for (String below : List.of("zhangdian", "zibo", "shandong", "nation")) {
      if (below.equals(place)) return;
      forwards(below, number);
      signs(below, number);
    }
  }

  public String batch(String place, Tier tier, String... numbers) {
    return batch(place, round(tier), numbers);
  }

  public String batch(String place, Round round, String... numbers) {
    return designations.open(who(place), round.id(), List.of(numbers));
  }

  /** The naming office publishes; the waiting files are told. */
  public void publishes(String place, String batch) {
    doesInBatch(
        place,
        batch,
        "userTask_publishNaming",
        Map.of("documentNumber", "示例〔2026〕1号", "namedOn", LocalDate.now(clock).toString()));
    management
        .createJobQuery()
        .processDefinitionKey("designation")
        .messages()
        .list()
        .forEach(job -> management.executeJob(job.getId()));
  }

  public List<String> open(String number) {
    return inbox.ofApplication(number).stream().map(TaskItem::taskKey).sorted().toList();
  }

  public Round roundOf(String number) {
    return rounds.get(file(number).roundId());
  }

  public Application file(String number) {
    return files.get(number);
  }

  public Status status(String number) {
    return file(number).status();
  }

  public void withdraws(String username, String number) {
    applications.withdraw(who(username), number, "试撤回");
  }

  public void cancels(String leader, String number) {
    applications.cancel(who(leader), number, "情况变化");
  }

  public void rescores(String username, String number, String item) {
    assessments.score(
        who(username),
        number,
        Stage.SELF,
        List.of(new ScoreCommand(item, java.math.BigDecimal.ONE, "更正", null)));
  }

  public void closeRound(Tier tier) {
    rounds.close(round(tier).id());
  }
}
