package io.anlan.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import io.anlan.account.Role;
import io.anlan.shared.Tier;
import io.anlan.support.Browsers;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import io.anlan.support.VisitRows;
import io.anlan.support.Walk;
import io.anlan.visit.Draws;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No page breaks a rule of WCAG 2.2 A or AA that a machine can check, in either language. */
@RunningAnlan
class AccessibilityTest {

  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  @RegisterExtension static final Browsers browsers = new Browsers();

  @Autowired Client client;
  @Autowired Walk walk;
  @Autowired VisitRows rows;
  @Autowired JdbcClient jdbc;
  @Autowired Draws draws;

  @ParameterizedTest
  @CsvSource({"en-US,desk", "zh-CN,phone"})
  void noPageBreaksARule(String language, String screen) {
    String draft = walk.draft("panyuan", walk.freshRound(Tier.MUNICIPAL));
    String number = walk.submitted("panzhuang", walk.freshRound(Tier.MUNICIPAL));
    String task = walk.task("keyuan", number, "userTask_reviewMaterials");
    client
        .signedIn("keyuan")
        .form("/applications/" + number + "/questions", Map.of("question", "修订日期？"));
    client.signedIn("keyuan").form("/me/phrases", Map.of("text", "同意。"));
    // With a colleague there are absences to enter and views to ask for.
    if (!walk.knows("keyuan-beside")) walk.hires("keyuan-beside", Role.REVIEWER, "370303005000");
    client
        .signedIn("keyuan")
        .form("/tasks/" + task + "/co-reviewers", Map.of("to", "keyuan-beside", "question", "请看"));

    Page page = browsers.on(screen, language, client.url(""));
    clean(page, "/login");
    Browsers.signIn(page, "keyuan");
    clean(page, "/");
    clean(page, "/?state=OVERDUE&level=CITY");
    clean(page, "/?view=DONE");
    clean(page, "/tasks/" + task);
    clean(page, "/applications");
    clean(page, "/applications/" + number + "/assessment");
    for (String sheet : List.of("", "/sheet", "/opinions")) {
      clean(page, "/applications/" + number + sheet);
    }
    clean(page, "/me");
    clean(page, "/password");
    page.navigate("/?q=" + number);
    page.locator("[name=id]").first().check();
    page.locator("button[form=batch]").click();
    clean(page, null);
    Browsers.signIn(page, "zhangdian");
    clean(page, "/experts");
    clean(page, "/experts/entries/expert-housing");
    clean(page, "/experts/entries/expert-housing/edit");
    clean(page, "/experts/entries/expert-housing/guidance");
    clean(page, "/experts/guidance");
    clean(page, "/experts/import");
    Browsers.signIn(page, "expert-fire");
    clean(page, "/experts/me");
    clean(page, "/experts/me/edit");
    Browsers.signIn(page, "panyuan");
    clean(page, "/applications/" + draft + "/assessment");
    clean(page, page.locator("a[data-look]").first().getAttribute("href"));
    clean(page, "/tasks/" + walk.task("panyuan", draft, "userTask_selfAssess"));
    clean(page, "/notices");
    clean(page, "/no-such-page");
    String visit = "/visits/" + rows.visiting(number);
    Browsers.signIn(page, "zhangdian");
    clean(page, visit);
    Browsers.signIn(page, "expert-fire");
    page.navigate(visit);
    page.waitForSelector(".visit[data-ready]");
    page.locator("[data-find]").first().click();
    page.locator("[data-step]").last().click();
    page.locator(".score .btn-primary").last().click();
    page.waitForSelector(".earlier:not([hidden])");
    clean(page, null);
    // Without the reason for these points the visit would not end.
    jdbc.sql("update visit_score set reason = '现场所见' where reason is null").update();
    walk.reaches("zibo", number);
    draws.selected(walk.file(number));
    Browsers.signIn(page, "zibo");
    clean(page, "/visits?view=ALL");
    clean(page, "/visits?month=" + YearMonth.now());
    for (String part : List.of("/report", "/team", "/rectification")) clean(page, visit + part);
    clean(page, "/applications/" + number);
    clean(page, "/visits/draws");
    clean(page, page.locator("td.date a").first().getAttribute("href") + "?check=true");
    Browsers.signIn(page, "expert-fire");
    clean(page, "/visits");
    Browsers.signIn(page, "zhangdian-leader");
    clean(page, "/extensions");
    Browsers.signIn(page, "nation");
    clean(page, "/designations");
    Browsers.signIn(page, "admin");
    for (String part :
        List.of("", "/accounts", "/accounts/keyuan", "/offices", "/divisions", "/rounds")) {
      clean(page, "/admin" + part);
    }
    clean(page, "/admin/offices/370303000000");
    clean(page, "/admin/criteria");
    clean(page, "/admin/criteria/2026-working");
    clean(page, "/admin/policies");
    clean(page, "/admin/messages");
    clean(page, "/admin/messages/templates");
    clean(page, "/admin/messages/templates/DUE/en");
    clean(page, "/admin/calendar");
    clean(page, "/admin/clock");
    Browsers.signIn(page, "security");
    clean(page, "/admin/roles");
    clean(page, "/admin/roles/keyuan");
    Browsers.signIn(page, "auditor");
    clean(page, "/admin/trail");
    page.context().close();
  }

  private static void clean(Page page, String path) {
    if (path != null) page.navigate(path);
    List<Rule> broken = new AxeBuilder(page).withTags(WCAG).analyze().getViolations();
    assertThat(
            broken.stream()
                .map(
                    rule ->
                        rule.getId()
                            + " "
                            + rule.getNodes().stream()
                                .limit(3)
                                .map(node -> node.getHtml())
                                .collect(Collectors.joining(" | ")))
                .toList())
        .as(page.url())
        .isEmpty();
  }
}
