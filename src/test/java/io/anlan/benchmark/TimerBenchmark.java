package io.anlan.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.AnlanApplication;
import io.anlan.account.Actor;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.InboxFilter;
import io.anlan.round.Round;
import io.anlan.shared.Tier;
import io.anlan.support.MovableClock;
import io.anlan.support.OwnData;
import io.anlan.support.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/** The reminders of 28,440 files fall on one midnight, while somebody looks at the inbox. */
@SpringBootTest(
    classes = AnlanApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@Import({Walk.class, MovableClock.class})
@ContextConfiguration(initializers = OwnData.class)
@DirtiesContext
@Tag("benchmark")
class TimerBenchmark {

  private static final int FILES = 28_440;
  private static final Duration MOST = Duration.ofMinutes(30);

  @Autowired Walk walk;
  @Autowired Inbox inbox;
  @Autowired RuntimeService runtime;
  @Autowired ProcessEngineConfigurationImpl engine;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  @Autowired MovableClock clock;

  @AfterEach
  void timeIsPutBack() {
    ClockUtil.reset();
    clock.reset();
  }

  @Test
  void theTimersOfOneMidnight() throws InterruptedException {
    files(walk.freshRound(Tier.NATIONAL));
    jdbc.sql("vacuum analyze").update();
    Actor reviewer = walk.who("keyuan");
    Times before = Times.measure(50, 200, () -> look(reviewer));

    Instant midnight =
        jdbc.sql("select min(duedate_) from act_ru_job where type_ = 'timer' and duedate_ > now()")
            .query((rs, n) -> rs.getTimestamp(1).toInstant())
            .single();
    Duration ahead = Duration.between(clock.instant(), midnight.plusSeconds(1));
    long due = due(midnight);
    assertThat(due).isGreaterThanOrEqualTo(FILES);
    Instant start = Instant.now();
    clock.move(ahead);
    ClockUtil.offset(ahead.toMillis());
    engine.getJobExecutor().jobWasAdded();
    Times meanwhile = new Times();
    while (due(midnight) > 0) {
      assertThat(Duration.between(start, Instant.now())).isLessThan(MOST);
      meanwhile.of(() -> look(reviewer));
      // Somebody who looks, not a load of its own.
      Thread.sleep(200);
    }
    Duration took = Duration.between(start, Instant.now());

    assertThat(count("select count(*) from act_ru_incident")).isZero();
    assertThat(count("select count(*) from audit_entry where action = 'REMINDED'"))
        .isEqualTo(FILES);
    new Report("The timers of one midnight")
        .head("timers", "seconds", "a second", "incidents", "inbox p95 before, ms", "meanwhile, ms")
        .row(
            String.valueOf(due),
            String.valueOf(took.toSeconds()),
            String.valueOf(due * 1000 / took.toMillis()),
            "0",
            Times.ms(before.p95()),
            Times.ms(meanwhile.p95()))
        .write();
  }

  private void look(Actor reviewer) {
    inbox.open(reviewer, Inbox.View.TODO, InboxFilter.NONE, 0, 20, null);
  }

  private long due(Instant until) {
    return jdbc.sql("select count(*) from act_ru_job where type_ = 'timer' and duedate_ <= ?")
        .param(java.sql.Timestamp.from(until))
        .query(Long.class)
        .single();
  }

  private long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  /** Files at their street, each with its review open, as the engine itself opens it. */
  private void files(Round round) {
    jdbc.sql(
            """
            insert into application (number, round_id, tier, year, community_code, community_name,
              province, criteria_version, policy_version, threshold, status, level, attempt, pass,
              profile, opened_by, opened_at, submitted_at, changed_at, lock_version)
            select 'T-' || n, id, tier, year, lpad(n::text, 12, '0'), '社区' || n, '370000000000',
              criteria_version, policy_version, threshold, 'IN_REVIEW', 'STREET', 1, 1, '{}', 'x',
              now(), now(), now(), 0
            from generate_series(1, ?) n, round where id = ?""")
        .params(FILES, round.id())
        .update();
    jdbc.sql(
            """
            insert into application_stop (number, level, office, included, scoring)
            select number, stop.level, stop.office, true, stop.level = 'DISTRICT' from application,
              (values ('STREET', '370303005000'), ('DISTRICT', '370303000000'),
                ('CITY', '370300000000'), ('PROVINCE', '370000000000'),
                ('NATION', '000000000000')) stop (level, office)
            where opened_by = 'x'""")
        .update();
    IntStream.rangeClosed(1, FILES / 20)
        .forEach(
            batch ->
                transaction.executeWithoutResult(
                    status ->
                        IntStream.rangeClosed((batch - 1) * 20 + 1, batch * 20)
                            .forEach(n -> arrives("T-" + n))));
  }

  private void arrives(String number) {
    runtime.startProcessInstanceByKey(
        "level-review",
        number,
        Map.of("community", "370303005003", "level", "STREET", "districtOffice", "370303000000"));
  }
}
