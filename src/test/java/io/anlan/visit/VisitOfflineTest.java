package io.anlan.visit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Geolocation;
import io.anlan.shared.Tier;
import io.anlan.support.Browsers;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Samples;
import io.anlan.support.VisitRows;
import io.anlan.support.Walk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A phone at a visit: without a network, killed, signed out, and in the hands of somebody else. */
@RunningAnlan
class VisitOfflineTest {

  @RegisterExtension static final Browsers browsers = new Browsers();

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired VisitRows rows;
  @Autowired JdbcClient jdbc;

  private String number;
  private long visit;
  private BrowserContext phone;
  private Page page;
  private String item;

  @BeforeEach
  void atTheVisit() {
    number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    visit = rows.visiting(number);
    page = Browsers.signIn(browsers.phone("zh-CN", client.url("")), "expert-fire");
    phone = page.context();
    phone.setGeolocation(new Geolocation(36.8, 118.05));
    phone.grantPermissions(List.of("geolocation"));
    opens(page);
    item = page.locator("[data-item]").first().getAttribute("data-item");
    assertThat(page.locator("#sending .ready")).isVisible();
  }

  @AfterEach
  void leave() {
    phone.close();
  }

  private void opens(Page page) {
    page.navigate("/visits/" + visit);
    page.waitForSelector(".visit[data-ready]");
  }

  private Page newPage() {
    Page next = phone.newPage();
    next.setDefaultTimeout(60_000);
    return next;
  }

  private Locator at(Page page) {
    return page.locator("[id='item-" + item + "']");
  }

  private void photographs(Locator where, String... names) {
    FilePayload[] files = new FilePayload[names.length];
    for (int n = 0; n < names.length; n++) {
      files[n] = new FilePayload(names[n], "image/jpeg", Samples.jpeg());
    }
    where.setInputFiles(files);
  }

  private void finds(Page page, int nth, String text) {
    at(page).locator("[data-find]").click();
    Locator field = at(page).locator(".finding textarea").nth(nth);
    field.fill(text);
    field.blur();
  }

  private static void pending(Page page, int count) {
    assertThat(page.locator("#sending .count")).hasText(count == 0 ? "全部已发送" : count + " 条待发送");
  }

  private JsonNode sheet() {
    return client.as("expert-power").get("/api/visits/" + visit).body();
  }

  private static Locator itemPhoto(Locator part) {
    return part.locator(":scope > .card-body > .actions [type=file]");
  }

  @Test
  void nothingIsLostAndNothingDoubledWhenTheNetworkGoesAndThePageIsKilled() {
    photographs(itemPhoto(at(page)), "before.jpg");
    pending(page, 0);
    phone.setOffline(true);
    photographs(itemPhoto(at(page)), "one.jpg", "two.jpg");
    finds(page, 0, "疏散通道被占用");
    pending(page, 3);
    page.close();

    page = newPage();
    opens(page);
    pending(page, 3);
    assertThat(at(page).locator(".finding textarea")).hasValue("疏散通道被占用");
    assertThat(page.locator("#sending .offline")).isVisible();
    finds(page, 1, "灭火器过期");
    photographs(at(page).locator(".finding").nth(1).locator("[type=file]"), "three.jpg");
    at(page).locator("[name=points]").fill("0.5");
    at(page).locator(".score .btn-primary").click();
    page.locator("[data-section=SITE] textarea").fill("看了三处。");
    page.locator("[data-section=SITE] textarea").blur();
    pending(page, 7);
    page.close();
    page = newPage();
    opens(page);
    pending(page, 7);

    phone.setOffline(false);
    pending(page, 0);
    JsonNode sheet = sheet();
    assertThat(sheet.path("photos").findValuesAsText("fileName"))
        .containsExactlyInAnyOrder("before.jpg", "one.jpg", "two.jpg", "three.jpg");
    assertThat(sheet.path("findings").findValuesAsText("text"))
        .containsExactlyInAnyOrder("疏散通道被占用", "灭火器过期");
    JsonNode photo = sheet.path("photos").path(3);
    assertThat(photo.path("findingId").asText()).isNotEmpty();
    assertThat(photo.path("latitude").asDouble()).isEqualTo(36.8);
    assertThat(photo.path("marks")).isEmpty();
    assertThat(sheet.path("minutes").path(2).path("text").asText()).isEqualTo("看了三处。");
    assertThat(at(page).locator(".earlier")).containsText("自评");

    opens(page);
    pending(page, 0);
    assertThat(at(page).locator(".photos img")).hasCount(4);
    assertThat(sheet().path("photos")).hasSize(4);
    assertThat(stored()).isEqualTo(4);
  }

  private int stored() {
    return jdbc.sql("select count(*) from evidence where application_number = ? and target = ?")
        .params(number, "visit/" + visit)
        .query(Integer.class)
        .single();
  }

  @Test
  void whatIsWrittenAfterTheSessionEndedIsSentAfterSigningInAgain() {
    phone.setOffline(true);
    finds(page, 0, "疏散通道被占用");
    photographs(itemPhoto(at(page)), "one.jpg");
    pending(page, 2);
    phone.clearCookies();
    phone.setOffline(false);
    assertThat(page.locator("#expired")).isVisible();
    pending(page, 2);
    assertThat(sheet().path("findings")).isEmpty();

    Page login = Browsers.signIn(newPage(), "expert-fire");
    login.close();
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    pending(page, 0);
    assertThat(page.locator("#expired")).isHidden();
    assertThat(sheet().path("findings")).hasSize(1);
    assertThat(sheet().path("photos")).hasSize(1);
  }

  @Test
  void somebodyElseOnTheSamePhoneNeitherSeesNorSendsIt() {
    phone.setOffline(true);
    finds(page, 0, "只给自己看");
    pending(page, 1);
    phone.clearCookies();
    phone.setOffline(false);
    assertThat(page.locator("#expired")).isVisible();
    Page other = newPage();
    Browsers.signIn(other, "expert-power");
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    assertThat(page.locator("#other-user")).isVisible();
    pending(page, 1);
    opens(other);
    pending(other, 0);
    assertThat(other.locator(".finding")).hasCount(0);
    assertThat(sheet().path("findings")).isEmpty();
    assertThat(other.evaluate("async () => (await caches.keys()).join()"))
        .isEqualTo("visit-expert-power");
    page.close();

    other.locator("form[action='/logout'] button").click();
    other.waitForURL(url -> url.endsWith("/login?goodbye"));
    other.waitForFunction("async () => !(await caches.keys()).length");
    phone.setOffline(true);
    try {
      other.navigate("/visits/" + visit);
    } catch (PlaywrightException noNetwork) {
      assertThat(noNetwork.getMessage()).contains("ERR_");
    }
    assertThat(other.locator(".visit")).hasCount(0);
    phone.setOffline(false);
    Browsers.signIn(other, "expert-fire");
    opens(other);
    pending(other, 0);
    assertThat(sheet().path("findings").findValuesAsText("text")).containsExactly("只给自己看");
  }

  @Test
  void whatTheServerRefusesStaysWithItsReasonUntilItIsDiscarded() {
    itemPhoto(at(page))
        .setInputFiles(new FilePayload("fake.jpg", "image/jpeg", Samples.ascii("<html>")));
    Locator refused = page.locator("#refused");
    assertThat(refused).containsText("1 条未被接受");
    assertThat(refused).containsText("fake.jpg");
    opens(page);
    assertThat(refused).containsText("fake.jpg");
    page.onDialog(dialog -> dialog.accept());
    refused.locator("button").click();
    assertThat(refused).isHidden();
    opens(page);
    assertThat(refused).isHidden();
    assertThat(sheet().path("photos")).isEmpty();
  }

  @Test
  void inTheMinutesWhoeverIsLateChooses() {
    Locator site = page.locator("[data-section=SITE]");
    client
        .as("expert-power")
        .put("/api/visits/" + visit + "/minutes/SITE", Map.of("text", "先到的", "version", 0));
    site.locator("textarea").fill("后到的");
    site.locator("textarea").blur();
    assertThat(site.locator(".conflict")).containsText("先到的");
    assertThat(site.locator("textarea")).hasValue("后到的");
    site.locator(".keep-mine").click();
    assertThat(site.locator(".conflict")).isHidden();
    pending(page, 0);
    assertThat(sheet().path("minutes").path(2).path("text").asText()).isEqualTo("后到的");
  }

  @Test
  void pointsAreShownAfterSavingAndASignatureIsDrawn() {
    assertThat(at(page).locator(".earlier")).isHidden();
    at(page).locator("[data-step='0.5']").click();
    at(page).locator(".score .btn-primary").click();
    assertThat(at(page).locator(".earlier")).containsText("自评");
    assertThat(at(page).locator(".unexplained")).isVisible();
    at(page).locator("[name=reason]").fill("台账不全");
    at(page).locator("[name=reason]").blur();
    assertThat(at(page).locator(".unexplained")).isHidden();
    pending(page, 0);

    Locator pad = page.locator("canvas");
    pad.scrollIntoViewIfNeeded();
    var box = pad.boundingBox();
    page.mouse().move(box.x + 20, box.y + 20);
    page.mouse().down();
    page.mouse().move(box.x + 120, box.y + 60);
    page.mouse().up();
    page.locator(".pad-sign").click();
    assertThat(page.locator(".signatures li")).hasCount(1);
    pending(page, 0);
    assertThat(sheet().path("signatures")).hasSize(1);
  }
}
