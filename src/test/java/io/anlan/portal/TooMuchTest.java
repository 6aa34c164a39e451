package io.anlan.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.anlan.account.Actor;
import io.anlan.account.Role;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.round.Round;
import io.anlan.shared.Level;
import io.anlan.shared.Tier;
import io.anlan.support.Browsers;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Pages with too much on them hold their layout: 10,000 files and tasks in a territory, 500 acts,
 * 200 files of evidence, 2,000 characters of opinion, names of 60 characters.
 */
@RunningAnlan
@TestInstance(Lifecycle.PER_CLASS)
class TooMuchTest {

  private static final int FILES = 10_000;
  private static final int ACTS = 500;
  private static final int PROOFS = 200;

  /** A row or a card of any list; no page has more of them. */
  private static final int MOST_ROWS = 60;

  private static final String LONG = "长".repeat(60);

  /** As one word, which breaks nowhere by itself. */
  private static final String WORD = "W".repeat(60);

  /** A territory of nobody else, whose only reviewer this is. */
  private static final String OFFICE = "379901000000";

  private static final String REVIEWER = "too-much";

  /** A folder to look at what is tested: {@code -Danlan.look=/tmp/look}; null for none. */
  private static final String LOOK = System.getProperty("anlan.look");

  @RegisterExtension static final Browsers browsers = new Browsers();

  @Autowired Client client;
  @Autowired Walk walk;
  @Autowired Trail trail;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private String number;
  private String street;
  private String keyuan;

  @BeforeAll
  void fill() {
    Round round = walk.freshRound(Tier.NATIONAL);
    number = walk.submitted("panyuan", round);
    Actor panyuan = walk.who("panyuan");
    transaction.executeWithoutResult(
        status -> {
          for (int n = 0; n < ACTS; n++) {
            String words = n == ACTS - 1 ? "言".repeat(1000) + "w".repeat(1000) : "第 " + n + " 次";
            trail.record(
                panyuan, new Act(number, Level.STREET, null, Act.Action.RETURNED, null, words));
          }
        });
    jdbc.sql("update application set status = 'DRAFT' where number = ?").param(number).update();
    for (int n = 0; n < PROOFS; n++) walk.prove(panyuan, number, "item/1.1.1");
    jdbc.sql("update application set status = 'IN_REVIEW', community_name = ? where number = ?")
        .params(LONG, number)
        .update();
    jdbc.sql("update inbox_task set community = ? where number = ?").params(LONG, number).update();
    street = name("select name from office where code = '370303005000'");
    keyuan = name("select display_name from account where username = 'keyuan'");
    rename(LONG, WORD);
    if (!walk.knows(REVIEWER)) walk.hires(REVIEWER, Role.REVIEWER, OFFICE);
    jdbc.sql("update account set display_name = ? where username = ?")
        .params(WORD, REVIEWER)
        .update();
    files(round);
    tasks();
  }

  private String name(String sql) {
    return jdbc.sql(sql).query(String.class).single();
  }

  /** How the demo's street and its reviewer are called meanwhile. */
  private void rename(String office, String reviewer) {
    jdbc.sql("update office set name = ? where code = '370303005000'").param(office).update();
    jdbc.sql("update account set display_name = ? where username = 'keyuan'")
        .param(reviewer)
        .update();
  }

  private void files(Round round) {
    jdbc.sql(
            """
            insert into application (number, round_id, tier, year, community_code, community_name,
              province, criteria_version, policy_version, threshold, status, level, office, attempt,
              pass, profile, opened_by, opened_at, submitted_at, changed_at, lock_version)
            select :year || '-' || code || '-N', :round, 'NATIONAL', :year, code,
              case when n % 2 = 0 then :long else :word end, '370000000000', :criteria, :policy, 80,
              'IN_REVIEW', 'DISTRICT', :office, 1, 1, '{"mainHazards": []}'::jsonb, 'too-much',
              now(), now(), now(), 0
            from (select n, '379901' || lpad(n::text, 6, '0') as code
              from generate_series(1, :files) n) numbered""")
        .param("year", round.year())
        .param("round", round.id())
        .param("long", LONG)
        .param("word", WORD)
        .param("criteria", round.criteriaVersion())
        .param("policy", round.policyVersion())
        .param("office", OFFICE)
        .param("files", FILES)
        .update();
    jdbc.sql(
            """
            insert into application_reader (number, reader)
            select number, 'office:' || :office from application where opened_by = 'too-much'""")
        .param("office", OFFICE)
        .update();
  }

  private void tasks() {
    jdbc.sql(
            """
            insert into inbox_task (id, task_key, name, number, community_code, community, level,
              office, candidate_group, returned, created_at, due_at)
            select 'too-much-' || number, 'userTask_reviewMaterials', '审核申报材料', number,
              community_code, community_name, 'DISTRICT', office, 'reviewer:' || office, false,
              now(), date_trunc('day', now()) + interval '9 days'
            from application where opened_by = 'too-much'""")
        .update();
    jdbc.sql(
            """
            insert into inbox_tally (holder, due_at, returned, open)
            values ('group:reviewer:' || :office,
              date_trunc('day', now()) + interval '9 days', false, :files)""")
        .param("office", OFFICE)
        .param("files", FILES)
        .update();
  }

  @AfterAll
  void clear() {
    jdbc.sql("delete from inbox_tally where holder = 'group:reviewer:' || ?")
        .param(OFFICE)
        .update();
    jdbc.sql("delete from inbox_task where id like 'too-much-%'").update();
    jdbc.sql("delete from application_reader where reader = 'office:' || ?").param(OFFICE).update();
    jdbc.sql("delete from application where opened_by = 'too-much'").update();
    rename(street, keyuan);
  }

  @ParameterizedTest
  @CsvSource({"zh-CN,desk", "zh-CN,phone", "en-US,desk", "en-US,phone"})
  void nothingScrollsSideways(String locale, String screen) {
    Page page = browsers.on(screen, locale, client.url(""));
    try {
      Browsers.signIn(page, REVIEWER);
      fits(page, "/", "inbox", screen, locale);
      fits(page, "/?page=400", "inbox-deep", screen, locale);
      fits(page, "/applications", "list", screen, locale);
      fits(page, "/applications?page=499", "list-deep", screen, locale);
      assertThat(page.locator("tbody tr").count()).isEqualTo(20);
      fits(page, "/applications?q=" + WORD, "search", screen, locale);
      Browsers.signIn(page, "keyuan");
      String file = "/applications/" + number;
      fits(page, file, "file", screen, locale);
      fits(page, file + "?page=3", "history", screen, locale);
      assertThat(page.locator(".trail li").count()).isPositive();
      fits(page, file + "/assessment", "sheet", screen, locale);
      fits(page, file + "/opinions", "opinions", screen, locale);
      fits(page, file + "/sheet", "print", screen, locale);
      fits(page, "/?q=" + number, "found", screen, locale);
      page.locator(".row-link").click();
      fits(page, page.url(), "task", screen, locale);
      fits(page, "/me", "me", screen, locale);
      Browsers.signIn(page, "admin");
      fits(page, "/admin/accounts?q=" + REVIEWER, "accounts", screen, locale);
      fits(page, "/admin/accounts/" + REVIEWER, "account", screen, locale);
      fits(page, "/admin/offices?q=370303005000", "offices", screen, locale);
      fits(page, "/admin/offices/370303005000", "office", screen, locale);
      fits(page, "/admin/criteria/2026-working", "criteria", screen, locale);
    } finally {
      page.context().close();
    }
  }

  private void fits(Page page, String path, String name, String screen, String locale) {
    page.navigate(path);
    if (LOOK != null) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of(LOOK, name + "-" + screen + "-" + locale + ".png")));
    }
    @SuppressWarnings("unchecked")
    List<Integer> widths =
        (List<Integer>)
            page.evaluate(
                "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
    assertThat(widths.get(0)).as("%s %s %s", path, screen, locale).isEqualTo(widths.get(1));
    @SuppressWarnings("unchecked")
    Map<String, Integer> rows =
        (Map<String, Integer>)
            page.evaluate(
                """
                () => Object.fromEntries([...document.querySelectorAll("tbody, ol, ul")]
                  .filter(list => !list.closest(".proofs, .scores, .areas, .gaps"))
                  .map((list, n) => [n, list.children.length]))""");
    assertThat(rows.values()).as("rows on %s", path).allMatch(n -> n <= MOST_ROWS);
  }
}
