package io.anlan.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.anlan.AnlanApplication;
import io.anlan.support.OwnData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** The README's story in a real browser: from the draft to the naming, in Tasklist and Cockpit. */
@SpringBootTest(
    classes = AnlanApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = OwnData.class)
@DirtiesContext
class BrowserJourneyTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final String PASSWORD = "Anlan@2026";
  private static final String NUMBER = LocalDate.now().getYear() + "-370303005003-N";

  private static Playwright playwright;
  private static Browser browser;

  @LocalServerPort private int port;

  @BeforeAll
  static void startBrowser() {
    boolean there = Files.isExecutable(CHROMIUM);
    if (!there && "true".equals(System.getenv("ANLAN_BROWSER_REQUIRED"))) {
      throw new IllegalStateException("Chromium is required and is not at " + CHROMIUM);
    }
    assumeTrue(there, "browser tests need " + CHROMIUM);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  static void stopBrowser() {
    if (playwright != null) playwright.close();
  }

  @Test
  void panyuanIsNamedAndTheManagerWatches() throws Exception {
    as("panyuan")
        .completes("自评并提交申报", form -> form.locator("input[type=checkbox]").first().check());
    as("keyuan").completes("审核申报材料", choose("同意上报"));
    as("keyuan-leader").completes("签批", choose("同意所拟意见"));
    managerSees("示范社区申报");
    api("zhangdian", "/api/applications/" + NUMBER + "/scores/DISTRICT/confirm", "");
    for (String place : List.of("zhangdian", "zibo", "shandong", "nation")) {
      as(place).completes("审核申报材料", choose("同意上报"));
      for (String department : List.of("meteorology", "seismology", "fire")) {
        as(place + "-" + department).completes("出具会审意见", choose("同意"));
      }
      as(place + "-leader").completes("签批", choose("同意所拟意见"));
    }
    String rounds = api("nation", "/api/rounds", null);
    String round =
        rounds.replaceFirst("(?s).*\"id\":(\\d+),\"year\":\\d+,\"tier\":\"NATIONAL\".*", "$1");
    api(
        "nation",
        "/api/designations",
        "{\"roundId\":" + round + ",\"numbers\":[\"" + NUMBER + "\"]}");
    for (String body : List.of("ncdr", "mem", "cma", "cea")) {
      as("body-" + body).completes("联合签署", choose("同意"));
    }
    as("nation")
        .completes(
            "公布命名结果",
            form -> {
              form.locator("input[type=text]").first().fill("示例文号〔2026〕1号");
              Locator date = form.locator(".fjs-form-field-datetime input").first();
              date.fill(LocalDate.now().toString().replace('-', '/'));
              date.press("Enter");
            });
    String file = api("panyuan", "/api/applications/" + NUMBER, null);
    assertTrue(file.contains("\"status\":\"NAMED\""), file);
  }

  private static java.util.function.Consumer<Locator> choose(String label) {
    return form -> form.getByLabel(label, new Locator.GetByLabelOptions().setExact(true)).check();
  }

  private Person as(String username) {
    return new Person(username);
  }

  private void managerSees(String process) {
    try (BrowserContext context = context()) {
      Page page = signIn(context, "manager");
      page.navigate(url("/camunda/app/cockpit/default/#/processes"));
      page.locator("a", new Page.LocatorOptions().setHasText(process)).first().click();
      assertThat(page.locator(".djs-container").first()).isVisible();
      assertThat(page.locator(".badge").first()).isVisible();
    }
  }

  private final class Person {

    private final String username;

    private Person(String username) {
      this.username = username;
    }

    /** Claims the task in Tasklist, fills its form and completes it. */
    private void completes(String task, java.util.function.Consumer<Locator> fill) {
      try (BrowserContext context = context()) {
        Page page = signIn(context, username);
        page.navigate(url("/camunda/app/tasklist/default/"));
        page.locator(".tasks-list .task", new Page.LocatorOptions().setHasText(task))
            .first()
            .click();
        page.locator("[ng-click='claim()']").click();
        assertThat(page.locator("[ng-click='unclaim()']")).isVisible();
        Locator form = page.locator(".fjs-form");
        fill.accept(form);
        page.locator("[ng-click='complete()']").click();
        assertThat(form).hasCount(0);
      }
    }
  }

  private BrowserContext context() {
    return browser.newContext(
        new Browser.NewContextOptions().setLocale("zh-CN").setViewportSize(1280, 900));
  }

  private Page signIn(BrowserContext context, String username) {
    Page page = context.newPage();
    page.setDefaultTimeout(20_000);
    page.navigate(url("/login"));
    page.fill("[name=username]", username);
    page.fill("[name=password]", PASSWORD);
    page.press("[name=password]", "Enter");
    page.waitForURL(u -> !u.contains("/login"));
    return page;
  }

  private String url(String path) {
    return "http://localhost:" + port + path;
  }

  /** What Tasklist has no form for, over {@code /api}; a null body is a GET. */
  private String api(String username, String path, String body)
      throws IOException, InterruptedException {
    String basic =
        Base64.getEncoder()
            .encodeToString((username + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url(path)))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/json");
    if (body != null) request.POST(HttpRequest.BodyPublishers.ofString(body));
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertTrue(response.statusCode() < 300, response.statusCode() + " " + response.body());
    return response.body();
  }
}
