package io.anlan.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.anlan.application.Status;
import io.anlan.round.Round;
import io.anlan.shared.Level;
import io.anlan.shared.Tier;
import io.anlan.support.Browsers;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** Apply, review, return, correct and forward without a mouse; nothing is far from anything. */
@RunningAnlan
class KeyboardTest {

  /** Tabs from where one stands to what one wants next; the head of a page has ten stops. */
  private static final int NEAR = 16;

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
  void aFileIsAppliedForReturnedCorrectedAndForwarded() {
    page = browsers.desk("zh-CN", client.url(""));
    applies();
    returns();
    corrects();
    decides("keyuan");
    decides("keyuan-leader");
    assertThat(walk.file(number).level()).isEqualTo(Level.DISTRICT);
  }

  private void applies() {
    Round round = walk.freshRound(Tier.NATIONAL);
    signsIn("panyuan");
    page.navigate("/applications");
    // One round after the other has been opened by the other tests.
    tabTo("form:has([name=roundId][value='" + round.id() + "']) button", 1000);
    press("Enter");
    page.waitForURL("**/assessment");
    number = page.url().replaceAll(".*/applications/([^/]+)/.*", "$1");
    walk.fills("panyuan", number);

    page.navigate("/applications/" + number + "/assessment");
    tabTo("a[href='#area-1']", NEAR);
    press("Enter");
    tabTo("[id='item-1.1.1'] [name=points]", 1);
    press("Control+A");
    page.keyboard().type("1.5");
    tabTo("[id='item-1.1.1'] textarea", 1);
    page.keyboard().type("已按要求开展。");
    press("Tab");
    assertThat(page.locator("[id='item-1.1.1'] .saved")).isVisible();
    submits();
    tabTo("[name=confirmed]", NEAR);
    press("Space");
    completes();
    assertThat(walk.status(number)).isEqualTo(Status.IN_REVIEW);
  }

  private void returns() {
    signsIn("keyuan");
    opensTask();
    press("2");
    tabTo("[name=opinion]", 2);
    page.keyboard().type("请补充。");
    tabTo("[name=returnedItems]", 2);
    press("Space");
    press("ArrowDown");
    press("Space");
    completes();
    assertThat(walk.status(number)).isEqualTo(Status.IN_CORRECTION);
  }

  private void corrects() {
    signsIn("panyuan");
    opensTask();
    tabTo("main a[href$='/assessment']", NEAR);
    press("Enter");
    page.waitForURL("**/assessment");
    press("Alt+ArrowDown");
    press("Alt+ArrowDown");
    press("Alt+ArrowDown");
    press("Alt+ArrowUp");
    assertThat(page.locator(".part:has(:focus)")).containsText("退回原因");
    tabTo(".part:has(.alert-warning) textarea", 3);
    page.keyboard().type("已补充。");
    press("Tab");
    assertThat(page.locator(".part .saved")).isVisible();
    submits();
    tabTo("[name=response]", NEAR);
    page.keyboard().type("已补充。");
    completes();
    assertThat(walk.status(number)).isEqualTo(Status.IN_REVIEW);
  }

  /** Agrees to what is proposed. */
  private void decides(String who) {
    signsIn(who);
    opensTask();
    press("1");
    assertThat(page.locator("[type=radio]").first()).isChecked();
    completes();
  }

  /** From anywhere on the sheet by way of the figures on top to the task. */
  private void submits() {
    press("Escape");
    press("Enter");
    tabTo("#gaps p a", NEAR);
    press("Enter");
    page.waitForURL("**q=" + number + "**");
    press("j");
    press("Enter");
    page.waitForURL("**/tasks/*");
  }

  private void opensTask() {
    page.navigate("/");
    press("/");
    page.keyboard().type(number);
    press("Enter");
    page.waitForURL("**q=" + number + "**");
    press("j");
    press("Enter");
    page.waitForURL("**/tasks/*");
  }

  private void completes() {
    tabTo("#task-form button.btn-primary", NEAR);
    press("Enter");
    assertThat(page.locator(".alert-success")).isVisible();
  }

  private void signsIn(String username) {
    page.context().clearCookies();
    page.navigate("/login");
    tabTo("[name=username]", NEAR);
    page.keyboard().type(username);
    press("Tab");
    page.keyboard().type(Client.PASSWORD);
    press("Enter");
    page.waitForURL(url -> !url.contains("/login"));
  }

  private void press(String key) {
    page.keyboard().press(key);
  }

  private void tabTo(String selector, int most) {
    if (focused(selector)) return;
    for (int n = 0; n < most; n++) {
      press("Tab");
      if (focused(selector)) return;
    }
    throw new AssertionError("More than " + most + " tabs to " + selector + " on " + page.url());
  }

  private boolean focused(String selector) {
    return Boolean.TRUE.equals(page.evaluate("s => document.activeElement.matches(s)", selector));
  }
}
