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
import org.springframework.context.annotation.Import;
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
@Import(ManyRows.class)
@Tag("benchmark")
class ListBenchmark {

  private static final String ME = ManyRows.ME;
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

  @Autowired ManyRows rows;

  private final Map<String, List<Times>> results = new LinkedHashMap<>();

  @Test
  void theInboxBesideTheEnginesOwnTaskQuery() {
    rows.me();
    rows.tasks(0, 10_000);
    measure();
    rows.tasks(10_000, 300_000);
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

  @Test
  void theListOfApplications() {
    rows.files(FILES);
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
}
