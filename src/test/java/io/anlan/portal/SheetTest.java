package io.anlan.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.anlan.account.Role;
import io.anlan.application.Assessment.ConditionView;
import io.anlan.application.Assessment.ItemView;
import io.anlan.application.Assessments;
import io.anlan.shared.Tier;
import io.anlan.support.Browsers;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** The sheet saves itself and loses no word, whoever else writes and whatever breaks. */
@RunningAnlan
class SheetTest {

  private static final String COLLEAGUE = "panyuan-colleague";
  private static final Pattern SAVED = Pattern.compile("已保存 \\d\\d:\\d\\d");

  @RegisterExtension static final Browsers browsers = new Browsers();

  @Autowired Client client;
  @Autowired Walk walk;
  @Autowired Assessments assessments;

  private String number;
  private Page page;

  @BeforeEach
  void aDraftOnTheScreen() {
    if (!walk.knows(COLLEAGUE)) walk.hires(COLLEAGUE, Role.COMMUNITY, "370303005003");
    number = walk.draft("panyuan", walk.freshRound(Tier.MUNICIPAL));
    page = opens("panyuan");
  }

  @AfterEach
  void standUp() {
    page.context().close();
  }

  @Test
  void whatIsTypedIsStoredByItselfAndTheCaretStays() {
    Locator item = page.locator("[id='item-1.1.1']");
    item.locator("textarea").click();
    page.keyboard().type("边写边存");
    assertThat(item.locator(".saved")).hasText(SAVED);
    assertThat(item("1.1.1").reason()).isEqualTo("边写边存");
    page.keyboard().type("，接着写");
    page.keyboard().press("Home");
    page.keyboard().type("仍");
    assertThat(item.locator("textarea")).isFocused();
    page.keyboard().press("Tab");
    waitUntilStored("仍边写边存，接着写");
    assertThat(item.locator("textarea")).hasValue("仍边写边存，接着写");
  }

  @Test
  void aConditionAndTheProfileAreStoredWhenTheyAreLeft() {
    Locator condition = page.locator("#condition-2");
    condition.locator("[name=met][value=false]").check();
    assertThat(condition.locator(".saved")).hasText(SAVED);
    assertThat(condition(2).met()).isFalse();
    Locator profile = page.locator("#profile-form");
    profile.locator("[name=households]").fill("1234");
    profile.locator("[name=leader]").focus();
    assertThat(profile.locator(".saved")).hasText(SAVED);
    assertThat(walk.file(number).profile().households()).isEqualTo(1234);
    assertThat(page.locator("#gaps")).containsText("还缺 1 项");
  }

  @Test
  void aRefusedValueShowsItsErrorAtItsFieldAndStays() {
    Locator item = page.locator("[id='item-1.1.1']");
    Locator points = item.locator("[name=points]");
    points.fill("99");
    item.locator("textarea").focus();
    assertThat(item.locator("[id='fault-item-1.1.1-points']")).not().isEmpty();
    assertThat(item.locator(".refused")).containsText("未保存");
    assertThat(points).hasValue("99");
    assertThat(points).hasAttribute("aria-invalid", "true");
    assertThat(item.locator("textarea")).isFocused();
    points.fill("1");
    item.locator("textarea").focus();
    assertThat(item.locator(".saved")).hasText(SAVED);
    assertThat(item.locator("[id='fault-item-1.1.1-points']")).isEmpty();
    assertThat(item("1.1.1").points()).isEqualByComparingTo("1");

    Locator phone = page.locator("[name=contactPhone]");
    phone.fill("不是电话");
    page.locator("[name=email]").focus();
    assertThat(page.locator("#fault-profile-contactPhone")).not().isEmpty();
    assertThat(walk.file(number).profile().contactPhone()).isEqualTo("0533-1234567");
  }

  @Test
  void ofTwoAtOnceTheLoserSeesBothTextsAndChooses() {
    Page colleague = opens(COLLEAGUE);
    type(colleague, "1.1.1", "同事写的");
    assertThat(colleague.locator("[id='item-1.1.1'] .saved")).hasText(SAVED);
    type(colleague, "1.2.1", "同事写的");
    assertThat(colleague.locator("[id='item-1.2.1'] .saved")).hasText(SAVED);
    colleague.context().close();

    Locator item = page.locator("[id='item-1.1.1']");
    type(page, "1.1.1", "我写的");
    assertThat(item.locator(".conflict")).containsText("同事写的");
    assertThat(item.locator(".conflict")).containsText(COLLEAGUE);
    item.locator("textarea").fill("我又写的");
    item.locator("[name=points]").focus();
    assertThat(item.locator("textarea")).hasValue("我又写的");
    assertThat(item("1.1.1").reason()).as("nothing before the choice").isEqualTo("同事写的");
    item.locator(".conflict button").click();
    assertThat(item.locator(".saved")).hasText(SAVED);
    assertThat(item("1.1.1").reason()).isEqualTo("我又写的");

    Locator other = page.locator("[id='item-1.2.1']");
    type(page, "1.2.1", "我写的");
    other.locator(".conflict a").click();
    assertThat(other.locator("textarea")).hasValue("同事写的");
    assertThat(other.locator(".others")).containsText(COLLEAGUE);
    type(page, "1.2.1", "接着同事写的");
    assertThat(other.locator(".saved")).hasText(SAVED);
    assertThat(item("1.2.1").reason()).isEqualTo("接着同事写的");
  }

  @Test
  void whoeverComesToAPartThatSomebodyElseHasSavedIsTold() {
    Page colleague = opens(COLLEAGUE);
    type(colleague, "1.1.1", "同事写的");
    assertThat(colleague.locator("[id='item-1.1.1'] .saved")).hasText(SAVED);
    colleague.locator("[name=households]").fill("77");
    colleague.locator("[name=leader]").focus();
    assertThat(colleague.locator("#profile-form .saved")).hasText(SAVED);
    colleague.context().close();

    Locator item = page.locator("[id='item-1.1.1']");
    item.locator("textarea").focus();
    assertThat(item.locator(".newer")).containsText(COLLEAGUE);
    item.locator(".newer a").click();
    assertThat(item.locator("textarea")).hasValue("同事写的");

    page.locator("[name=households]").fill("78");
    page.locator("[name=leader]").focus();
    assertThat(page.locator("#profile-form .conflict")).containsText("户数: 77");
    page.locator("#profile-form .conflict a").click();
    assertThat(page.locator("[name=households]")).hasValue("77");
  }

  @Test
  void aBrokenConnectionIsToldAndMadeGood() {
    page.context().setOffline(true);
    type(page, "1.1.1", "断网时写的");
    Locator item = page.locator("[id='item-1.1.1']");
    assertThat(item.locator(".unsaved")).isVisible();
    assertThat(item.locator(".unsaved")).hasText("未保存，正在重试");
    item.locator("textarea").focus();
    page.context().setOffline(false);
    assertThat(item.locator(".saved")).hasText(SAVED);
    assertThat(item.locator(".unsaved")).isHidden();
    assertThat(item("1.1.1").reason()).isEqualTo("断网时写的");
  }

  @Test
  void leavingWithUnsavedTextAsksFirst() {
    page.context().setOffline(true);
    type(page, "1.1.1", "还没有保存");
    assertThat(page.locator("[id='item-1.1.1'] .unsaved")).isVisible();
    String[] asked = {null};
    page.onceDialog(
        dialog -> {
          asked[0] = dialog.type();
          dialog.dismiss();
        });
    page.close(new Page.CloseOptions().setRunBeforeUnload(true));
    page.waitForCondition(() -> asked[0] != null);
    assertThat(asked[0]).isEqualTo("beforeunload");
  }

  @Test
  void withoutAScriptTheButtonSavesAndAConflictShowsBothTexts() {
    Client.As panyuan = client.signedIn("panyuan");
    String sheet = "/applications/" + number + "/assessment";
    String version = "" + item("1.1.1").version();
    panyuan.form(
        sheet + "/items/1.1.1/SELF", Map.of("points", "1", "reason", "先", "version", version));
    String late =
        panyuan
            .form(
                sheet + "/items/1.1.1/SELF",
                Map.of("points", "1.25", "reason", "后", "version", version))
            .text();
    assertThat(late).as("the value first").contains("0.5");
    late =
        panyuan
            .form(
                sheet + "/items/1.1.1/SELF",
                Map.of("points", "1.5", "reason", "后", "version", version))
            .text();
    assertThat(late).contains("先保存了这一部分", "自评 1 分", "value=\"1.5\"");
    String described =
        panyuan
            .form(sheet + "/profile", Map.of("households", "一百", "leader", "甲乙", "version", "1"))
            .text();
    assertThat(described).contains("id=\"fault-profile-households\"", "甲乙");
  }

  /** A colleague's page of the same file, or one's own. */
  private Page opens(String who) {
    Page opened = browsers.desk("zh-CN", client.url(""));
    Browsers.signIn(opened, who);
    opened.navigate("/applications/" + number + "/assessment");
    return opened;
  }

  private static void type(Page page, String item, String words) {
    Locator part = page.locator("[id='item-" + item + "']");
    part.locator("textarea").fill(words);
    part.locator("[name=points]").focus();
  }

  private void waitUntilStored(String words) {
    page.waitForCondition(() -> words.equals(item("1.1.1").reason()));
  }

  private ItemView item(String code) {
    return assessments.view(walk.who("panyuan"), number).items().stream()
        .filter(i -> i.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private ConditionView condition(int no) {
    return assessments.view(walk.who("panyuan"), number).conditions().stream()
        .filter(c -> c.no() == no)
        .findFirst()
        .orElseThrow();
  }
}
