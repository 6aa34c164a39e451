package io.anlan.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.anlan.account.Role;
import io.anlan.shared.Tier;
import io.anlan.support.Browsers;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;

/** The keys of the inbox and of a task, and what a department finds first. */
@RunningAnlan
class KeysTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  @Autowired Client client;
  @Autowired Walk walk;

  @Test
  void oneTwoAndThreeChooseWhatIsDoneWithATask() {
    if (!walk.knows("keys-colleague")) walk.hires("keys-colleague", Role.REVIEWER, "370303005000");
    String number = walk.submitted("panyuan", walk.freshRound(Tier.MUNICIPAL));
    Page page = Browsers.signIn(browsers.desk("zh-CN", client.url("")), "keyuan");
    page.navigate("/?q=" + number);
    page.keyboard().press("j");
    page.keyboard().press("2");
    page.waitForURL("**/tasks/**");
    assertThat(page.locator("[name=decision][value=RETURN]")).isChecked();
    assertThat(page.locator("[name=decision][value=RETURN]")).isFocused();
    page.keyboard().press("1");
    assertThat(page.locator("[name=decision][value=FORWARD]")).isChecked();
    page.locator("[name=decision][value=FORWARD]").blur();
    page.keyboard().press("3");
    assertThat(page.locator("#hand-over")).hasAttribute("open", "");
    assertThat(page.locator("#hand-over select")).isFocused();
    page.locator("#field-opinion").focus();
    page.keyboard().type("第 1、2、3 项?");
    assertThat(page.locator("#field-opinion")).hasValue("第 1、2、3 项?");
    page.locator("#field-opinion").blur();
    page.keyboard().press("?");
    assertThat(page.locator("#keys")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("#keys")).isHidden();
    page.context().close();
  }

  @Test
  void aDepartmentFindsItsOwnItemsBeforeAllOthers() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    walk.reaches("zhangdian", number);
    walk.scores("zhangdian", number);
    walk.does("zhangdian", number, "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
    String fire =
        client.signedIn("zhangdian-fire").get("/applications/" + number + "/assessment").text();
    int own = fire.indexOf("id=\"area-1\"");
    assertThat(fire.substring(own, own + 200)).contains("本部门的项目");
    assertThat(fire.indexOf("id=\"item-2.4.1\"")).isLessThan(fire.indexOf("id=\"item-1.1.1\""));
    assertThat(client.signedIn("zhangdian").get("/applications/" + number + "/assessment").text())
        .doesNotContain("本部门的项目");
  }
}
