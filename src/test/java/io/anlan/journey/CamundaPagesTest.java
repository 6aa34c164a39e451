package io.anlan.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.anlan.round.Round;
import io.anlan.shared.Tier;
import io.anlan.support.Browsers;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Camunda's four pages as Anlan's people see them. */
@RunningAnlan
class CamundaPagesTest {

  /** A key that has found no text, or an expression that nobody has evaluated. */
  private static final Pattern RAW = Pattern.compile("[A-Z]+(_[A-Z0-9]+){2,}|\\{\\{");

  /** All but one word that Cockpit has fixed in its pages. */
  private static final Pattern ENGLISH = Pattern.compile("(?!State$)[A-Za-z][A-Za-z' -]{3,}[:*]*");

  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

  /** What a page calls its parts, without what people and models have named. */
  private static final String CONTROLS =
      ".sections-menu a, .app-menu .dropdown-menu a, .nav-tabs a, th, button, h3, dt, .section-title";

  @RegisterExtension static final Browsers browsers = new Browsers();

  @Autowired private Client client;
  @Autowired private Walk walk;

  @ParameterizedTest
  @ValueSource(strings = {"zh-CN", "en-US"})
  void everyPageSpeaksTheReadersLanguageUnderOurName(String locale) {
    Page page = browsers.desk(locale, client.url(""));
    Browsers.signIn(page, "manager");
    String cockpit = "/camunda/app/cockpit/default/#/";
    looksRight(page, cockpit + "dashboard", ".section-title");
    looksRight(page, cockpit + "tasks", "table");
    looksRight(page, cockpit + "decisions", "table");
    looksRight(page, cockpit + "repository", ".deployments");
    looksRight(page, cockpit + "processes", "table a");
    page.locator("a[href*='process-definition']", hasText("示范社区申报")).first().click();
    looksRight(page, null, ".djs-container .djs-group");
    page.locator("a[href*='process-instance/']").first().click();
    for (int tab = 0; tab < 6; tab++) {
      page.locator(".ctn-content-bottom .nav-tabs a, .nav-tabs a[ng-click*='Tabs']")
          .nth(tab)
          .click();
      looksRight(page, null, ".djs-container .djs-group");
    }
    looksRight(page, "/camunda/app/welcome/default/", ".webapps");
    Browsers.signIn(page, "admin");
    String admin = "/camunda/app/admin/default/#/";
    looksRight(page, admin, ".section-title");
    looksRight(page, admin + "users", "td");
    looksRight(page, admin + "groups", "td");
    looksRight(page, admin + "authorization?resource=0", "table");
    Browsers.signIn(page, "panyuan");
    looksRight(page, "/camunda/app/tasklist/default/", ".tasks-list .task");
    page.locator(".tasks-list .task").first().click();
    looksRight(page, null, ".fjs-form");
    page.context().close();
  }

  private static void looksRight(Page page, String path, String landmark) {
    if (path != null) page.navigate(path);
    assertThat(page.locator(landmark).first()).isVisible();
    assertThat(page.locator(".loader:visible, .animate-spin:visible")).hasCount(0);
    String where = page.url();
    assertThat(page.title()).as(where).doesNotContainIgnoringCase("camunda");
    assertThat(page.locator("[cam-widget-header]").innerText())
        .as(where)
        .doesNotContainIgnoringCase("camunda");
    assertThat(page.locator(".brand-logo").first()).isHidden();
    String text = page.locator("body").innerText();
    assertThat(found(RAW, text)).as(where).isEmpty();
    List<String> controls =
        page.locator(CONTROLS).filter(new Locator.FilterOptions().setVisible(true)).allInnerTexts();
    boolean chinese = page.evaluate("navigator.language").equals("zh-CN");
    assertThat(controls.stream().map(String::strip))
        .as(where)
        .noneMatch(
            control ->
                chinese ? ENGLISH.matcher(control).matches() : CHINESE.matcher(control).find());
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }

  @Test
  void everyFormOpensEmptyAndCanBeCompleted() {
    Round round = walk.freshRound(Tier.NATIONAL);
    String drafted = walk.draft("panyuan", round);
    String submitted = walk.submitted("panzhuang", round);
    Round city = walk.freshRound(Tier.MUNICIPAL);
    String returned = walk.submitted("panzhuang", city);
    Map<String, Object> returning =
        Map.of("decision", "RETURN", "opinion", "缺材料", "returnedItems", List.of("1.1.1"));
    walk.does("keyuan", returned, "userTask_reviewMaterials", returning);
    String named = walk.submitted("panyuan", city);
    Page page = browsers.desk("zh-CN", client.url(""));

    opensEmpty(page, "panyuan", walk.task("panyuan", drafted, "userTask_selfAssess"));
    opensEmpty(page, "panzhuang", walk.task("panzhuang", returned, "userTask_correctMaterials"));
    opensEmpty(page, "keyuan", walk.task("keyuan", submitted, "userTask_reviewMaterials"));
    walk.does("keyuan", submitted, "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
    opensEmpty(page, "keyuan-leader", walk.task("keyuan-leader", submitted, "userTask_signOff"));
    walk.signs("keyuan", submitted);
    walk.scores("zhangdian", submitted);
    walk.does("zhangdian", submitted, "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
    opensEmpty(
        page,
        "zhangdian-meteorology",
        walk.task("zhangdian-meteorology", submitted, "userTask_giveOpinion"));
    walk.departmentsAgree(submitted);
    walk.signs("zhangdian", submitted);
    walk.does("zibo", submitted, "userTask_reviewMaterials", returning);
    walk.rescores("panzhuang", submitted, "1.1.1");
    walk.does("panzhuang", submitted, "userTask_correctMaterials", Map.of("response", "已补"));
    opensEmpty(page, "zhangdian", walk.task("zhangdian", submitted, "userTask_confirmCorrection"));
    walk.reaches("zibo", named);
    walk.forwards("zibo", named);
    walk.signs("zibo", named);
    String batch = walk.batch("zibo", city, named);
    opensEmpty(page, "zibo", walk.taskInBatch("zibo", batch, "userTask_publishNaming"));
    page.context().close();
  }

  /** Claims the task; every field is empty and the form can be completed. */
  private static void opensEmpty(Page page, String username, String task) {
    Browsers.signIn(page, username);
    open(page, task);
    Locator form = page.locator(".fjs-form");
    assertThat(form).isVisible();
    Object filled =
        form.evaluate(
            """
            form => [...form.querySelectorAll('input, textarea, select')]
                .filter(i => !i.closest('.flatpickr-calendar'))
                .filter(i => i.matches('[type=radio], [type=checkbox]') ? i.checked : i.value !== '')
                .map(i => i.id)""");
    assertThat(filled).as(username).isEqualTo(List.of());
    assertThat(page.locator(".meta .groups")).not().containsText(":");
    assertThat(page.locator("[ng-click='complete()']")).isEnabled();
  }

  private static void open(Page page, String task) {
    page.navigate("/camunda/app/tasklist/default/#/?task=" + task);
    page.locator("[ng-click='claim()']").click();
    assertThat(page.locator("[ng-click='unclaim()']")).isVisible();
  }

  @Test
  void aRefusalNamesTheFieldAndKeepsTheTask() {
    String number = walk.submitted("panzhuang", walk.freshRound(Tier.PROVINCIAL));
    Page page = browsers.desk("zh-CN", client.url(""));
    Browsers.signIn(page, "keyuan");
    open(page, walk.task("keyuan", number, "userTask_reviewMaterials"));
    assertThat(page.locator(".meta .groups")).hasText("科苑街道 · 审核");
    page.locator(".fjs-form").getByLabel("退回补正").check();
    page.locator("[ng-click='complete()']").click();
    assertThat(page.locator(".page-notifications .alert-danger")).containsText("意见（opinion）");
    assertThat(walk.open(number)).containsExactly("userTask_reviewMaterials");
    page.context().close();
  }

  @Test
  void theRowsTellTheFilesApart() {
    Round round = walk.freshRound(Tier.PROVINCIAL);
    List<String> numbers =
        List.of(walk.submitted("panyuan", round), walk.submitted("panzhuang", round));
    Page page = Browsers.signIn(browsers.desk("zh-CN", client.url("")), "keyuan");
    page.navigate("/camunda/app/tasklist/default/");
    for (String number : numbers) {
      Locator row = page.locator(".tasks-list .task", hasText(number));
      assertThat(row).hasCount(1);
      assertThat(row).containsText(walk.file(number).communityName());
    }
    page.context().close();
  }

  @Test
  void nothingIsOfferedThatTheServerRefuses() {
    walk.draft("panyuan", walk.freshRound(Tier.PROVINCIAL));
    Page page = Browsers.signIn(browsers.desk("zh-CN", client.url("")), "panyuan");
    page.navigate("/camunda/app/tasklist/default/");
    page.locator(".tasks-list .task").first().click();
    assertThat(page.locator(".fjs-form")).isVisible();
    for (String word : List.of("新建任务", "启动流程", "新建筛选", "添加备注", "设置关注日期", "经过")) {
      assertThat(page.getByText(word, new Page.GetByTextOptions().setExact(true)))
          .not()
          .isVisible();
    }
    page.context().close();
  }

  @Test
  void whoeverSignsOutOfTasklistHasSignedOutOfAnlan() {
    Page page = Browsers.signIn(browsers.desk("zh-CN", client.url("")), "panyuan");
    page.navigate("/camunda/app/tasklist/default/");
    page.locator(".account > a").click();
    page.locator(".logout a").click();
    page.waitForURL(url -> url.endsWith("/login") && !url.contains("#"));
    page.navigate("/applications");
    assertThat(page).hasURL(Pattern.compile(".*/login"));
    page.context().close();
  }

  private static Page.LocatorOptions hasText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
