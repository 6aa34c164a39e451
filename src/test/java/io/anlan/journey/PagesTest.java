package io.anlan.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.anlan.round.Round;
import io.anlan.shared.Tier;
import io.anlan.support.Browsers;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import io.anlan.support.VisitRows;
import io.anlan.support.Walk;
import io.anlan.visit.Draws;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Anlan's own pages in a browser: at the office's width and at the phone's, in both languages. */
@RunningAnlan
class PagesTest {

  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

  /** What a page says by itself, without what people and the scoring table say. */
  private static final String OWN_WORDS =
      "button:not([lang]), label > span:first-child, th:not(.paper th), .top-links a,"
          + " h1:not(:has(.hint), .person h1, .paper h1),"
          + " .hint:not(.sheet .hint, .file .hint, .task .hint, .tasks .hint, .story .hint),"
          + " #figures, summary, .empty, #profile, #conditions";

  private static final byte[] PDF =
      "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
          .getBytes(StandardCharsets.US_ASCII);

  @RegisterExtension static final Browsers browsers = new Browsers();

  @Autowired private Client client;
  @Autowired private Walk walk;
  @Autowired private VisitRows rows;
  @Autowired private Draws draws;
  @Autowired private JdbcClient jdbc;

  @ParameterizedTest
  @CsvSource({"zh-CN,phone", "en-US,phone", "en-US,desk"})
  void everyPageFitsItsScreenAndSpeaksItsReadersLanguage(String locale, String screen) {
    String number = walk.draft("panyuan", walk.freshRound(Tier.NATIONAL));
    client
        .as("panyuan")
        .put(
            "/api/applications/" + number + "/scores/SELF",
            List.of(
                Map.of("item", "1.1.1", "points", 1, "reason", "长".repeat(900) + "x".repeat(900))));
    client
        .as("panyuan")
        .upload(
            "/api/applications/" + number + "/evidence",
            Map.of("item", "1.1.1", "caption", "说".repeat(150)),
            "f".repeat(180) + ".pdf",
            PDF);
    Page page = browsers.on(screen, locale, client.url(""));
    List<String> complaints = new ArrayList<>();
    page.onPageError(complaints::add);
    fits(page, "/login?error");
    Browsers.signIn(page, "guoxin");
    fits(page, "/applications");
    fits(page, "/password");
    fits(page, "/no-such-page");
    Browsers.signIn(page, "panyuan");
    fits(page, "/applications");
    fits(page, sheet(number));
    fits(page, "/applications/" + number);
    fits(page, "/applications/" + number + "/sheet");
    fits(page, "/tasks/" + walk.task("panyuan", number, "userTask_selfAssess"));
    for (String own : List.of("/", "/?view=DONE", "/?level=CITY", "/me", "/notices")) {
      fits(page, own);
    }
    String visited = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    String visit = "/visits/" + rows.visiting(visited);
    client
        .as("expert-fire")
        .put(
            "/api" + visit + "/findings/" + UUID.randomUUID(),
            Map.of("severity", "VETO", "text", "长".repeat(900) + "x".repeat(900)));
    client
        .as("expert-fire")
        .put(
            "/api" + visit + "/minutes/SITE",
            Map.of("text", "长".repeat(1900) + "x".repeat(1900), "version", 0));
    Browsers.signIn(page, "zhangdian");
    fits(page, visit);
    Browsers.signIn(page, "expert-fire");
    page.navigate(visit);
    page.waitForSelector(".visit[data-ready]");
    fits(page, visit);
    walk.reaches("zibo", visited);
    draws.selected(walk.file(visited));
    for (String who : List.of("zibo", "expert-fire", "panyuan")) {
      Browsers.signIn(page, who);
      fits(page, "/visits");
      fits(page, "/visits?month=2026-11");
    }
    Browsers.signIn(page, "zibo");
    for (String part : List.of("/report", "/team", "/rectification")) fits(page, visit + part);
    fits(page, "/visits/draws");
    page.navigate("/visits/draws");
    fits(page, page.locator("td.date a").first().getAttribute("href") + "?check=true");
    Browsers.signIn(page, "zibo-leader");
    jdbc.sql(
            """
            insert into office_extension (office, days, reason, tasks, granted_by, granted_at)
            values ('370303000000', 366, ?, 99999, 'zibo-leader', now())""")
        .param("长".repeat(900) + "x".repeat(900))
        .update();
    fits(page, "/extensions");
    Browsers.signIn(page, "admin");
    for (String part :
        List.of("", "/accounts", "/accounts/keyuan", "/offices", "/offices/370303000000")) {
      fits(page, "/admin" + part);
    }
    for (String part :
        List.of("/divisions", "/rounds", "/criteria", "/policies", "/messages", "/clock")) {
      fits(page, "/admin" + part);
    }
    fits(page, "/admin/messages/templates");
    fits(page, "/admin/messages/templates/DIGEST/zh");
    Browsers.signIn(page, "security");
    fits(page, "/admin/roles");
    fits(page, "/admin/roles/keyuan");
    Browsers.signIn(page, "auditor");
    fits(page, "/admin/trail");
    assertThat(complaints).as("scripts").isEmpty();
    page.context().close();
  }

  private static void fits(Page page, String path) {
    page.navigate(path);
    assertThat(page.evaluate("document.documentElement.scrollWidth"))
        .as(page.url())
        .isEqualTo(page.evaluate("document.documentElement.clientWidth"));
    if (page.evaluate("navigator.language").equals("zh-CN")) return;
    assertThat(page.locator(OWN_WORDS).allInnerTexts())
        .as(page.url())
        .isNotEmpty()
        .noneMatch(words -> CHINESE.matcher(words).find());
  }

  @Test
  void oneItemIsSavedAtItsPlaceAndTheRestIsLeftAsTyped() {
    Page page = openSheet("panyuan", walk.freshRound(Tier.NATIONAL));
    Locator item = part(page, "item-1.1.1");
    Locator other = part(page, "item-1.2.1");
    other.locator("textarea").fill("还没保存的说明");
    item.locator("[name=points]").first().fill("0.5");
    item.locator("form button").first().click();

    assertThat(item.locator(".saved")).containsText("已保存");
    assertThat(other.locator("textarea")).hasValue("还没保存的说明");
    assertThat(page.locator("#figures")).containsText("98.5");
    page.reload();
    assertThat(item.locator("[name=points]").first()).hasValue("0.5");
    page.context().close();
  }

  @Test
  void aWrongValueIsRefusedAtItsPlaceAndStaysAsTyped() {
    Page page = openSheet("panyuan", walk.freshRound(Tier.NATIONAL));
    Locator item = part(page, "item-1.1.1");
    // The browser's own check would stop it before the server's.
    page.evaluate("document.querySelectorAll('form').forEach(f => f.noValidate = true)");
    item.locator("[name=points]").first().fill("0.3");
    item.locator("textarea").first().fill("说明仍在");
    item.locator("form button").first().click();

    assertThat(item.locator("[data-field=points]").first()).containsText("0.5");
    assertThat(item.locator("[name=points]").first()).hasValue("0.3");
    assertThat(item.locator("textarea").first()).hasValue("说明仍在");
    page.context().close();
  }

  @Test
  void aFileIsUploadedFromThePhoneAndADisguisedOneIsRefusedAtItsPlace() {
    Page page = openSheet("panyuan", walk.freshRound(Tier.NATIONAL));
    Locator item = part(page, "item-1.1.1");
    item.locator("textarea").first().fill("正在填写");
    upload(item, new FilePayload("演练照片.pdf", "application/pdf", PDF));
    assertThat(item.locator(".proofs")).containsText("演练照片.pdf");

    byte[] html = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
    upload(item, new FilePayload("照片.jpg", "image/jpeg", html));
    assertThat(item.locator(".proofs [role=alert]")).isVisible();
    assertThat(item.locator(".proofs .rows")).not().containsText("照片.jpg");
    assertThat(item.locator("textarea").first()).hasValue("正在填写");
    page.context().close();
  }

  @Test
  void severalFilesAreUploadedAtOnceAndTheOneThatIsRefusedIsNamed() {
    Page page = openSheet("panyuan", walk.freshRound(Tier.NATIONAL));
    Locator item = part(page, "item-1.1.1");
    byte[] html = "<html></html>".getBytes(StandardCharsets.UTF_8);
    item.locator("input[type=file]")
        .setInputFiles(
            new FilePayload[] {
              new FilePayload("会议纪要.pdf", "application/pdf", PDF),
              new FilePayload("假照片.jpg", "image/jpeg", html),
              new FilePayload("签到表.pdf", "application/pdf", PDF)
            });
    item.locator(".upload button").click();
    assertThat(item.locator(".proofs .rows")).containsText("会议纪要.pdf");
    assertThat(item.locator(".proofs .rows")).containsText("签到表.pdf");
    assertThat(item.locator(".proofs .rows")).not().containsText("假照片.jpg");
    assertThat(item.locator(".proofs [role=alert]")).containsText("“假照片.jpg”没有上传");
    page.context().close();
  }

  @Test
  void aFileIsDroppedOrPastedOnItsItem() {
    Page page = openSheet("panyuan", walk.freshRound(Tier.NATIONAL));
    for (String how : List.of("drop", "paste")) {
      page.evaluate(
          """
          ([how, text]) => {
            const data = new DataTransfer();
            data.items.add(new File([text], how + ".pdf", { type: "application/pdf" }));
            const at = document.querySelector("[id='item-1.1.1'] textarea");
            const event = how === "drop"
              ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })
              : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            at.dispatchEvent(event);
          }""",
          List.of(how, new String(PDF, StandardCharsets.US_ASCII)));
      assertThat(part(page, "item-1.1.1").locator(".proofs")).containsText(how + ".pdf");
    }
    page.context().close();
  }

  @Test
  void whatIsMissingIsNamedAndGoesWhenItIsThere() {
    Page page = openSheet("panyuan", walk.freshRound(Tier.NATIONAL));
    assertThat(page.locator("#figures")).containsText("材料齐全");
    Locator profile = page.locator("#profile-form");
    profile.locator("[name=leader]").fill("");
    profile.locator("button").click();
    assertThat(page.locator("#figures")).containsText("还缺 1 项");
    assertThat(page.locator("#gaps")).containsText("社区负责人");
    profile.locator("[name=leader]").fill("张三");
    profile.locator("[name=volunteers]").fill("85");
    profile.locator("[name=urban]").selectOption("false");
    profile.locator("button").click();
    assertThat(page.locator("#figures")).containsText("材料齐全");
    page.reload();
    assertThat(profile.locator("[name=volunteers]")).hasValue("85");
    assertThat(profile.locator("[name=urban]")).hasValue("false");
    page.context().close();
  }

  private static void upload(Locator item, FilePayload file) {
    item.locator("input[type=file]").setInputFiles(file);
    item.locator(".upload button").click();
  }

  private Page openSheet(String username, Round round) {
    String number = walk.draft(username, round);
    Page page = Browsers.signIn(phone("zh-CN"), username);
    page.navigate(sheet(number));
    return page;
  }

  private Page phone(String locale) {
    return browsers.phone(locale, client.url(""));
  }

  private static Locator part(Page page, String id) {
    return page.locator("[id='" + id + "']");
  }

  private static String sheet(String number) {
    return "/applications/" + number + "/assessment";
  }
}
