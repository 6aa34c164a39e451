package io.anlan.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.anlan.account.Role;
import io.anlan.support.Browsers;
import io.anlan.support.Client;
import io.anlan.support.QueryCount;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Too many experts with too long names, in a district of their own. */
@RunningAnlan
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyExpertsTest {

  private static final int EXPERTS = 2000;
  private static final String OFFICE = "379902000000";
  private static final String REVIEWER = "many-experts-reviewer";
  private static final String EXPERT = "many-experts-1";
  private static final String LONG = "名字很长的专家".repeat(9).substring(0, 60);
  private static final String WORD = "Unbreakable".repeat(6).substring(0, 60);

  /** Where the pages are photographed for whoever wants to look at them. */
  private static final String LOOK = System.getenv("ANLAN_LOOK");

  @RegisterExtension static final Browsers browsers = new Browsers();

  @Autowired Client client;
  @Autowired Walk walk;
  @Autowired JdbcClient jdbc;

  @BeforeAll
  void fill() {
    walk.hires(REVIEWER, Role.REVIEWER, OFFICE);
    jdbc.sql(
            """
            insert into account (username, person_id, display_name, password_hash, active,
              must_change_password, failed_logins)
            select 'many-experts-' || n, 'many-experts-' || n,
              case when n % 2 = 0 then :long else :word end, password_hash, true, false, 0
            from account, generate_series(1, :experts) n where username = 'panyuan'""")
        .param("long", LONG)
        .param("word", WORD)
        .param("experts", EXPERTS)
        .update();
    jdbc.sql(
            """
            insert into account_role (username, role, office, kind)
            select 'many-experts-' || n, 'EXPERT', ?, 'URBAN_MANAGEMENT'
            from generate_series(1, ?) n""")
        .params(OFFICE, EXPERTS)
        .update();
    jdbc.sql(
            """
            insert into expert (username, unit, department, territory, qualification,
              qualified_until, state, version)
            select 'many-experts-' || n, case when n % 2 = 0 then :word else :long end,
              'URBAN_MANAGEMENT', :office, :long, '2020-01-01', 'ACTIVE', 1
            from generate_series(1, :experts) n""")
        .param("long", LONG)
        .param("word", WORD)
        .param("office", OFFICE)
        .param("experts", EXPERTS)
        .update();
    jdbc.sql(
            """
            insert into expert_speciality
            select 'many-experts-' || n, s from generate_series(1, 40) n, unnest(?::varchar[]) s""")
        .param(List.of(Speciality.values()).stream().map(Speciality::name).toArray(String[]::new))
        .update();
    Pool pool = new Pool(jdbc);
    for (int n = 0; n < 20; n++) pool.tie(EXPERT, "LIVES", "3799020010" + (10 + n), null);
    jdbc.sql(
            """
            insert into guidance (community_code, community_name, office, username, guided_on,
              notes, recorded_by, recorded_at)
            select '379902' || lpad(n::text, 6, '0'), case when n % 2 = 0 then :word else :long end,
              :office, :expert, '2026-01-01', repeat(:word, 8), :by, now()
            from generate_series(1, 500) n""")
        .param("long", LONG)
        .param("word", WORD)
        .param("office", OFFICE)
        .param("expert", EXPERT)
        .param("by", REVIEWER)
        .update();
  }

  @ParameterizedTest
  @CsvSource({"zh-CN,desk", "zh-CN,phone", "en-US,phone"})
  void nothingScrollsSideways(String locale, String screen) {
    Page page = browsers.on(screen, locale, client.url(""));
    try {
      Browsers.signIn(page, REVIEWER);
      fits(page, "/experts", "experts", screen, locale);
      assertThat(page.locator("tbody tr").count()).isEqualTo(20);
      fits(page, "/experts?page=99", "experts-deep", screen, locale);
      fits(page, "/experts/entries/" + EXPERT, "expert", screen, locale);
      fits(page, "/experts/entries/" + EXPERT + "/edit", "expert-edit", screen, locale);
      fits(page, "/experts/entries/" + EXPERT + "/guidance", "expert-guidance", screen, locale);
      fits(page, "/experts/guidance?page=3", "guidance", screen, locale);
      fits(page, "/experts/import", "import", screen, locale);
      Browsers.signIn(page, EXPERT);
      fits(page, "/experts/me", "me", screen, locale);
      fits(page, "/experts/me/edit", "me-edit", screen, locale);
    } finally {
      page.context().close();
    }
  }

  private void fits(Page page, String path, String name, String screen, String locale) {
    page.navigate(path);
    if (LOOK != null) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of(LOOK, name + "-" + screen + "-" + locale + ".png")));
    }
    @SuppressWarnings("unchecked")
    List<Integer> widths =
        (List<Integer>)
            page.evaluate(
                "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
    assertThat(widths.get(0)).as("%s %s %s", path, screen, locale).isEqualTo(widths.get(1));
  }

  @Test
  void aPageOfManyAsksNoMoreThanAPageOfOne() {
    Client.As reviewer = client.signedIn(REVIEWER);
    reviewer.get("/experts");
    int many = QueryCount.of(() -> reviewer.get("/experts?page=1"));
    int one = QueryCount.of(() -> reviewer.get("/experts?q=" + EXPERT + "9"));
    assertThat(many).isEqualTo(one).isLessThanOrEqualTo(10);
  }
}
