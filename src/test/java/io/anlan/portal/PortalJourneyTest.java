package io.anlan.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.anlan.application.Status;
import io.anlan.round.Round;
import io.anlan.shared.Level;
import io.anlan.shared.Tier;
import io.anlan.support.Browsers;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** The README's story told through the portal alone, in a real browser. */
@RunningAnlan
class PortalJourneyTest {

  /** A folder for the pictures of the docs: {@code -Danlan.pictures=docs/images}; null for none. */
  private static final String PICTURES = System.getProperty("anlan.pictures");

  @RegisterExtension static final Browsers browsers = new Browsers();

  @Autowired Client client;
  @Autowired Walk walk;

  private Page page;
  private String number;

  @AfterEach
  void standUp() {
    if (page != null) page.context().close();
  }

  @Test
  void panyuanIsNamedByWayOfThePortalAlone() {
    page = browsers.desk("zh-CN", client.url(""));
    Round round = walk.roundToName(Tier.NATIONAL);
    number = walk.draft("panyuan", round);
    Browsers.signIn(page, "panyuan");
    page.navigate("/applications/" + number + "/assessment");
    picture("sheet");
    does("panyuan", form -> form.getByLabel("我确认").check(), "panyuan-task");
    Browsers.signIn(page, "keyuan");
    picture("inbox");
    does("keyuan", choose("同意上报"), "review");
    does("keyuan-leader", choose("同意所拟意见"), "sign-off");
    Browsers.signIn(page, "zhangdian");
    page.navigate("/applications/" + number + "/assessment");
    page.locator("form[action$='/confirmation'] button").click();
    picture("scoring");
    for (String place : List.of("zhangdian", "zibo", "shandong", "nation")) {
      does(place, choose("同意上报"), null);
      for (String department : Walk.DEPARTMENTS) {
        does(place + "-" + department, choose("同意"), null);
      }
      if (place.equals("zhangdian")) isVisited();
      else walk.visited(number);
      does(place + "-leader", choose("同意所拟意见"), null);
    }
    assertThat(walk.status(number)).isEqualTo(Status.NAMING);

    Browsers.signIn(page, "nation");
    page.navigate("/applications/" + number);
    picture("file");
    page.navigate("/designations");
    Locator waiting =
        page.locator("form.card").filter(new Locator.FilterOptions().setHasText(number));
    waiting.locator("button").click();
    String batch =
        page.locator("tbody tr td:first-child").allInnerTexts().stream()
            .map(String::strip)
            .filter(id -> page.locator("[role=status]").innerText().contains(id))
            .findFirst()
            .orElseThrow();
    for (String body : List.of("ncdr", "mem", "cma", "cea")) {
      inBatch("body-" + body, batch, "userTask_coSign", choose("同意"));
    }
    inBatch(
        "nation",
        batch,
        "userTask_publishNaming",
        form -> {
          form.locator("[name=documentNumber]").fill("示例文号〔2026〕1号");
          form.locator("[name=namedOn]").fill(LocalDate.now().toString());
        });
    assertThat(walk.status(number)).isEqualTo(Status.NAMED);
  }

  @Test
  void aFileIsReturnedCorrectedAndForwardedOnThePhone() {
    page = browsers.phone("zh-CN", client.url(""));
    number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    does(
        "keyuan",
        form -> {
          choose("退回补正").accept(form);
          form.locator("[name=returnedItems]").first().check();
          form.locator("[name=opinion]").fill("请补充应急预案的修订日期。");
        },
        "return-phone");
    assertThat(walk.status(number)).isEqualTo(Status.IN_CORRECTION);
    Browsers.signIn(page, "panyuan");
    page.navigate("/");
    assertThat(page.locator(".numbers a").nth(2).locator("b")).not().hasText("0");
    page.navigate("/applications/" + number + "/assessment");
    Locator returned = page.locator(".part:has-text('退回原因')").first();
    assertThat(returned).containsText("请补充应急预案的修订日期");
    returned.locator("textarea").first().fill("预案已于三月修订，见佐证材料。");
    returned.locator("form button").first().click();
    assertThat(returned.locator(".saved").first()).isVisible();
    picture("correction-phone");
    does("panyuan", form -> form.locator("[name=response]").fill("已补充。"), null);
    assertThat(walk.status(number)).isEqualTo(Status.IN_REVIEW);
    does("keyuan", choose("同意上报"), null);
    does("keyuan-leader", choose("同意所拟意见"), null);
    assertThat(walk.file(number).level()).isEqualTo(Level.DISTRICT);
  }

  @Test
  void aFileIsReviewedByKeyboardAlone() {
    page = browsers.desk("en-US", client.url(""));
    number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    Browsers.signIn(page, "keyuan");
    page.navigate("/");
    page.keyboard().press("/");
    page.keyboard().type(number);
    page.keyboard().press("Enter");
    page.waitForURL("**q=" + number + "**");
    page.keyboard().press("j");
    page.keyboard().press("Enter");
    page.waitForURL("**/tasks/*");
    tabTo("[name=decision]");
    page.keyboard().press("Space");
    tabTo("[name=opinion]");
    page.keyboard().type("同意。");
    tabTo("#task-form button.btn-primary");
    page.keyboard().press("Enter");
    assertThat(page.locator(".alert-success")).isVisible();
    assertThat(walk.open(number)).containsExactly("userTask_signOff");
  }

  @Test
  void aSessionThatEndsInTheMiddleOfATextLosesNoWord() {
    page = browsers.desk("zh-CN", client.url(""));
    number = walk.draft("panyuan", walk.freshRound(Tier.NATIONAL));
    Browsers.signIn(page, "panyuan");
    page.navigate("/applications/" + number + "/assessment");
    Locator item = page.locator("[id='item-1.1.1']");
    item.locator("textarea").fill("写了很久的说明");
    page.context().clearCookies();
    item.locator("form button").first().click();
    assertThat(page.locator("#expired")).isVisible();
    assertThat(item.locator("textarea")).hasValue("写了很久的说明");

    Browsers.signIn(page.context().newPage(), "panyuan");
    page.evaluate("window.dispatchEvent(new Event('focus'))");
    assertThat(page.locator("#expired")).isHidden();
    item.locator("form button").first().click();
    assertThat(item.locator(".saved")).containsText("已保存");
  }

  @Test
  void aDoubleClickSendsOnce() {
    page = browsers.desk("zh-CN", client.url(""));
    number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    Browsers.signIn(page, "keyuan");
    page.navigate("/tasks/" + walk.task("keyuan", number, "userTask_reviewMaterials"));
    choose("同意上报").accept(page.locator("#task-form"));
    page.locator("#task-form button.btn-primary").dblclick();
    assertThat(page.locator(".alert-success")).isVisible();
    page.goBack();
    assertThat(page.locator("body")).containsText("科苑街道审核员");
    assertThat(walk.open(number)).containsExactly("userTask_signOff");
  }

  private void isVisited() {
    does(
        "zhangdian",
        form -> {
          form.locator("[name=visitDate]").fill(LocalDate.now().plusDays(1).toString());
          for (Locator box : form.locator("[name=experts]").all()) {
            box.setChecked(Walk.EXPERTS.contains(box.getAttribute("value")));
          }
          form.locator("[name=teamLeader]").selectOption(Walk.EXPERTS.get(0));
        },
        "team");
    for (String expert : Walk.EXPERTS) does(expert, choose("应邀"), null);
    for (String expert : Walk.EXPERTS) does(expert, choose("已到场核查"), null);
    does(
        Walk.EXPERTS.get(0),
        form -> {
          choose("通过").accept(form);
          form.locator("[name=report]").fill("现场与申报一致。");
        },
        null);
  }

  private void tabTo(String selector) {
    for (int n = 0; n < 60; n++) {
      page.keyboard().press("Tab");
      Object there = page.evaluate("s => document.activeElement.matches(s)", selector);
      if (Boolean.TRUE.equals(there)) return;
    }
    throw new AssertionError("The keyboard does not reach " + selector);
  }

  /** One person finds the task of this file in the inbox, opens it and completes it. */
  private void does(String who, Consumer<Locator> fills, String picture) {
    Browsers.signIn(page, who);
    page.navigate("/?q=" + number);
    page.locator(".row-link").click();
    complete(fills, picture);
  }

  private void inBatch(String who, String batch, String key, Consumer<Locator> fills) {
    Browsers.signIn(page, who);
    page.navigate("/tasks/" + walk.taskInBatch(who, batch, key));
    complete(fills, null);
  }

  private void complete(Consumer<Locator> fills, String picture) {
    Locator form = page.locator("#task-form");
    fills.accept(form);
    if (picture != null) picture(picture);
    form.locator("button.btn-primary").click();
    assertThat(page.locator(".alert-success")).isVisible();
  }

  private void picture(String name) {
    if (PICTURES == null) return;
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(PICTURES, name + ".png")));
  }

  private static Consumer<Locator> choose(String label) {
    return form -> form.getByLabel(label, new Locator.GetByLabelOptions().setExact(true)).check();
  }
}
