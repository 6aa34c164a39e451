package io.anlan.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.application.Applications;
import io.anlan.application.Status;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.Inbox.View;
import io.anlan.inbox.InboxFilter;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The inbox beside Camunda's own task query, for one person of five groups that together hold three
 * tenths of all open tasks, however many there are; and the list of applications.
 */
@RunningAnlan
@DirtiesContext
@Tag("benchmark")
class ListBenchmark {

  private static final String ME = "bench";
  private static final int RUNS = 400;
  private static final int SLOW_RUNS = 16;

  /** Seconds. */
  private static final int PATIENCE = 20;

  private static final int FILES = 28_440;

  private static final String PAGE = "page of 20 (`Inbox.open`)";
  private static final String ENGINE = "Camunda: mine or my groups', page of 20";
  private static final String ENGINE_AUTHORIZED =
      "the same with authorization, as Tasklist asks, stopped after " + PATIENCE + " s";

  @Autowired Inbox inbox;
  @Autowired Applications applications;
  @Autowired Accounts accounts;
  @Autowired TaskService tasks;
  @Autowired IdentityService identity;
  @Autowired Client client;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  private final Map<String, List<Times>> results = new LinkedHashMap<>();

  @Test
  void theInboxBesideTheEnginesOwnTaskQuery() {
    me();
    fill(0, 10_000);
    measure();
    fill(10_000, 300_000);
    measure();
    Report report = new Report("The inbox, for a person of five groups with 30 % of all tasks");
    report.head(
        "",
        "10,000: median ms",
        "p95 ms",
        "300,000: median ms",
        "p95 ms",
        "growth of the median",
        "growth of the p95");
    results.forEach(
        (what, sizes) -> {
          Times few = sizes.get(0);
          Times many = sizes.get(1);
          report.row(
              what,
              Times.ms(few.median()),
              Times.ms(few.p95()),
              Times.ms(many.median()),
              Times.ms(many.p95()),
              Times.times(many.median() / few.median()),
              Times.times(many.p95() / few.p95()));
        });
    report.gap();
    double page = results.get(PAGE).get(1).median();
    for (String query : List.of(ENGINE, ENGINE_AUTHORIZED)) {
      double ahead = results.get(query).get(1).median() / page;
      report.says("At 300,000 the page is " + Times.times(ahead) + " times ahead of: " + query);
    }
    report.write();
  }

  private void measure() {
    Actor actor = accounts.find(ME).orElseThrow();
    List<String> groups = List.copyOf(actor.groups());
    assertThat(groups).hasSize(5);
    assertThat(inbox.open(actor, View.TODO, InboxFilter.NONE, 0, 20, null).page().totalElements())
        .as("both sides have the same tasks")
        .isEqualTo(query(groups).count());
    time(PAGE, RUNS, () -> inbox.open(actor, View.TODO, InboxFilter.NONE, 0, 20, null));
    time("counts (`Inbox.counts`)", RUNS, () -> inbox.counts(actor));
    time("page 50", RUNS, () -> inbox.open(actor, View.TODO, InboxFilter.NONE, 50, 20, null));
    time(
        "page by community, descending",
        RUNS,
        () -> inbox.open(actor, View.TODO, InboxFilter.NONE, 0, 20, "community,desc"));
    time(
        "page of the office's",
        RUNS,
        () -> inbox.open(actor, View.OFFICE, InboxFilter.NONE, 0, 20, null));
    time(
        "search that finds many",
        40,
        () -> inbox.open(actor, View.TODO, InboxFilter.words("社区1"), 0, 20, null));
    time(
        "search that finds nothing",
        40,
        () -> inbox.open(actor, View.TODO, InboxFilter.words("无"), 0, 20, null));
    time("`GET /api/tasks`", RUNS, () -> assertThat(get("/api/tasks").status()).isEqualTo(200));
    time(
        "`GET /api/tasks/counts`",
        RUNS,
        () -> assertThat(get("/api/tasks/counts").status()).isEqualTo(200));
    time(ENGINE, SLOW_RUNS, () -> query(groups).listPage(0, 20));
    identity.setAuthentication(ME, groups);
    try {
      time(ENGINE_AUTHORIZED, 3, () -> stopped(() -> query(groups).listPage(0, 20)));
    } finally {
      identity.clearAuthentication();
    }
  }

  /** PostgreSQL gives up after a time that nobody waits. */
  private void stopped(Runnable act) {
    try {
      transaction.executeWithoutResult(
          status -> {
            jdbc.sql("set local statement_timeout = '" + PATIENCE + "s'").update();
            act.run();
          });
    } catch (RuntimeException e) {
      assertThat(e).rootCause().hasMessageContaining("statement timeout");
    }
  }

  private Client.Answer get(String path) {
    return client.as(ME).get(path);
  }

  private TaskQuery query(List<String> groups) {
    return tasks
        .createTaskQuery()
        .or()
        .taskAssignee(ME)
        .taskCandidateGroupIn(groups)
        .endOr()
        .orderByDueDate()
        .asc();
  }

  private void time(String what, int runs, Runnable act) {
    results.computeIfAbsent(what, w -> new ArrayList<>()).add(Times.measure(runs / 4, runs, act));
  }

  /** A person with the demo's password who reviews for five districts. */
  private void me() {
    jdbc.sql(
            """
            insert into account (username, person_id, display_name, password_hash, active,
              must_change_password, failed_logins)
            select ?, ?, '五组审核员', password_hash, true, false, 0 from account
            where username = 'keyuan'""")
        .params(ME, ME)
        .update();
    jdbc.sql(
            """
            insert into account_role (username, role, office)
            select ?, 'REVIEWER', '37010' || n || '000000' from generate_series(1, 5) n""")
        .param(ME)
        .update();
  }

  /**
   * Open tasks from one number to another, in the engine's tables as the engine would have written
   * them and in ours: groups 1 to 5 hold 2, 4, 6, 8 and 10 of each hundred, a thousand other groups
   * the rest; of each thousand one is held by somebody of its group; due over 45 days, some past.
   */
  private void fill(int from, int to) {
    jdbc.sql("drop table if exists made").update();
    jdbc.sql(
            """
            create table made as
            select n, 'bench-' || n as id, office, 'reviewer:' || office as grp,
              case when n % 1000 = 7 then ? end as assignee,
              now() - n * interval '1 second' as created_at,
              date_trunc('day', now()) + (n / 100 % 45 - 5) * interval '1 day'
                + interval '18 hours' as due_at
            from (select n, case
                when n % 100 < 2 then '370101000000' when n % 100 < 6 then '370102000000'
                when n % 100 < 12 then '370103000000' when n % 100 < 20 then '370104000000'
                when n % 100 < 30 then '370105000000'
                else '9' || lpad((n / 100 * 7 + n % 100 % 70 * 13 % 1000)::text, 11, '0')
              end as office from generate_series(?, ?) n) numbered""")
        .params(ME, from, to - 1)
        .update();
    jdbc.sql(
            """
            insert into act_ru_execution (id_, rev_, root_proc_inst_id_, proc_inst_id_,
              business_key_, proc_def_id_, act_id_, act_inst_id_, is_active_, is_concurrent_,
              is_scope_, is_event_scope_, suspension_state_, cached_ent_state_)
            select id, 1, id, id, '2026-' || n || '-N', definition.id_, 'userTask_reviewMaterials',
              'userTask_reviewMaterials:' || id, true, false, true, false, 1, 2
            from made, act_re_procdef definition where definition.key_ = 'level-review'""")
        .update();
    jdbc.sql(
            """
            insert into act_ru_task (id_, rev_, name_, priority_, create_time_, due_date_, assignee_,
              execution_id_, proc_inst_id_, proc_def_id_, task_def_key_, suspension_state_)
            select id, 1, '审核申报材料', 50, created_at, due_at, assignee, id, id, definition.id_,
              'userTask_reviewMaterials', 1
            from made, act_re_procdef definition where definition.key_ = 'level-review'""")
        .update();
    jdbc.sql(
            """
            insert into act_ru_identitylink (id_, rev_, type_, group_id_, task_id_)
            select 'link-' || id, 1, 'candidate', grp, id from made""")
        .update();
    // Type 1 is a grant, resource 7 a task; 6 is to read and to update.
    jdbc.sql(
            """
            insert into act_ru_authorization (id_, rev_, type_, group_id_, resource_type_,
              resource_id_, perms_)
            select 'right-' || id, 1, 1, grp, 7, id, 6 from made""")
        .update();
    jdbc.sql(
            """
            insert into inbox_task (id, task_key, name, number, community_code, community, level,
              office, candidate_group, assignee, returned, created_at, due_at)
            select id, 'userTask_reviewMaterials', '审核申报材料', '2026-' || n || '-N',
              lpad(n::text, 12, '0'), '社区' || n, 'DISTRICT', office, grp, assignee, false,
              created_at, due_at from made""")
        .update();
    jdbc.sql(
            """
            insert into inbox_tally (holder, due_at, returned, open)
            select holder, due_at, false, count(*)
            from made cross join lateral (values
                (case when assignee is null then 'group:' || grp else 'person:' || assignee end),
                ('office:' || office), ('community:' || lpad(n::text, 12, '0'))) h (holder)
            group by 1, 2
            on conflict (holder, due_at, returned)
            do update set open = inbox_tally.open + excluded.open""")
        .update();
    jdbc.sql("vacuum analyze").update();
  }

  @Test
  void theListOfApplications() {
    files();
    Report report = new Report("The list of applications, " + FILES + " files, page of 20");
    report.head("who, what", "median ms", "p95 ms", "`GET /api/applications`, median ms", "p95 ms");
    list(report, "nation", "nation", "", null, null, null);
    list(
        report,
        "province, one status",
        "shandong",
        "&status=IN_REVIEW",
        null,
        Status.IN_REVIEW,
        null);
    list(
        report,
        "city, within a district",
        "zibo",
        "&division=370303000000",
        null,
        null,
        "370303000000");
    list(report, "nation, a search", "nation", "&q=%E7%A4%BE%E5%8C%BA77", "社区77", null, null);
    list(report, "nation, page 1000", "nation", "&page=1000", null, null, null);
    list(report, "community", "panyuan", "", null, null, null);
    report.write();
  }

  private void list(
      Report report,
      String what,
      String who,
      String query,
      String q,
      Status status,
      String within) {
    Actor actor = accounts.find(who).orElseThrow();
    int page = query.startsWith("&page=") ? 1000 : 0;
    PageRequest request = PageRequest.of(page, 20, Sort.by("number"));
    Times served =
        Times.measure(20, 100, () -> applications.search(actor, q, status, null, within, request));
    Times answered =
        Times.measure(
            20,
            100,
            () ->
                assertThat(client.as(who).get("/api/applications?size=20" + query).status())
                    .isEqualTo(200));
    report.row(
        what,
        Times.ms(served.median()),
        Times.ms(served.p95()),
        Times.ms(answered.median()),
        Times.ms(answered.p95()));
  }

  /** Submitted files of one province, each seen by street, district, city, province and nation. */
  private void files() {
    jdbc.sql(
            """
            insert into application (number, round_id, tier, year, community_code, community_name,
              province, criteria_version, policy_version, threshold, status, level, office, attempt,
              pass, profile, opened_by, opened_at, submitted_at, changed_at, lock_version)
            select '2026-' || lpad(n::text, 12, '0') || '-N', round.id, 'NATIONAL', 2026,
              lpad(n::text, 12, '0'), '社区' || n, '370000000000', criteria_version, policy_version,
              threshold, case when n % 3 = 0 then 'IN_REVIEW' else 'NAMED' end, 'DISTRICT',
              '370303000000', 1, 1,
              jsonb_build_object('urban', true, 'households', 10, 'residents', 30,
                'mainHazards', jsonb_build_array('FIRE'), 'highlights', repeat('亮点', 200)),
              'x', now(), now(), now(), 0
            from generate_series(1, ?) n,
              (select * from round where tier = 'NATIONAL' order by year desc limit 1) round""")
        .param(FILES)
        .update();
    jdbc.sql(
            """
            insert into application_reader (number, reader)
            select number, 'office:' || seen.office from application cross join lateral (values
                (right(community_code, 4) || '00000000'),
                (case when right(community_code, 2)::int < 2 then '370303000000'
                  else '3799' || right(community_code, 2) || '000000' end),
                (case when right(community_code, 2)::int < 20 then '370300000000'
                  else '379900000000' end),
                ('370000000000'), ('000000000000')) seen (office)
            where opened_by = 'x' on conflict do nothing""")
        .update();
    jdbc.sql(
            """
            insert into application_reader (number, reader)
            select number, 'community:' || community_code from application
            on conflict do nothing""")
        .update();
    jdbc.sql("vacuum analyze").update();
  }
}
