package io.anlan.hostile;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.anlan.inbox.Inbox;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Samples;
import io.anlan.support.Session;
import io.anlan.support.Walk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever people write is kept as written and shown as words: no SQL, script, markup or link. */
@RunningAnlan
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordsTest {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private static final String ALL =
      String.join(
          "\n",
          "Robert'); drop table application; --",
          "<script>window.hit=1</script>",
          "<img src=x onerror=\"window.hit=1\">",
          "\"><svg onload=window.hit=1>",
          "[点这里](javascript:window.hit=1)",
          "![图](http://evil.example/a.png)",
          "<http://evil.example/> www.evil.example http://evil.example/a a@evil.example",
          "{{7*7}} ${7*7} #{7*7} *{7*7} {{file.number}}",
          "# 标题 **粗** _斜_ `码` ~~删~~ | a | b |",
          "---",
          "1. 一\n\n    <b>四</b>\r\r> 引",
          "&lt;b&gt; &amp; \\ ' \" 😀 \u202E完");
  private static final String SHORT = "<img src=x onerror=window.hit=1>[a](http://e.x)";

  @Autowired Client client;
  @Autowired Inbox inbox;
  @Autowired Walk walk;

  private String number;

  @BeforeAll
  void aFileFullOfThem() {
    number = walk.draft("chaomi", walk.freshRound(Tier.NATIONAL));
    String path = "/api/applications/" + number;
    var profile = (ObjectNode) client.as("chaomi").get(path + "/profile").body();
    profile.put("leader", SHORT).put("contactName", SHORT);
    profile.put("highlights", ALL).put("formerTitles", ALL);
    ok(client.as("chaomi").put(path + "/profile", profile));
    Map<String, Object> answer = Map.of("no", 1, "met", true, "explanation", ALL);
    ok(client.as("chaomi").put(path + "/conditions", List.of(answer)));
    Map<String, Object> score = Map.of("item", "1.1.1", "points", 2, "reason", ALL);
    ok(client.as("chaomi").put(path + "/scores/SELF", List.of(score)));
    Map<String, String> fields = Map.of("item", "1.1.1", "caption", SHORT);
    String fileName = "<img src=x onerror=hit()>.png";
    ok(client.as("chaomi").upload(path + "/evidence", fields, fileName, Samples.png()));
    does("chaomi", "userTask_selfAssess", Map.of("confirmed", true, "statement", ALL));
    List<Map<String, String>> items = List.of(Map.of("item", "1.1.1", "reason", ALL));
    does(
        "fengshui",
        "userTask_reviewMaterials",
        Map.of("decision", "RETURN", "opinion", ALL, "returnedItems", items));
    does("chaomi", "userTask_correctMaterials", Map.of("response", ALL));
  }

  private void does(String who, String taskKey, Map<String, Object> fields) {
    assertThat(walk.open(number)).containsExactly(taskKey);
    ok(client.as(who).post("/api/tasks/" + task() + "/complete", Map.of("fields", fields)));
  }

  private String task() {
    return inbox.ofApplication(number).get(0).id();
  }

  private static void ok(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
  }

  @Test
  void theApiGivesThemBackAsTheyWere() {
    String path = "/api/applications/" + number;
    JsonNode profile = client.as("chaomi").get(path + "/profile").body();
    assertThat(profile.path("highlights").asText()).isEqualTo(ALL);
    assertThat(profile.path("contactName").asText()).isEqualTo(SHORT);
    JsonNode sheet = client.as("chaomi").get(path + "/assessment").body();
    assertThat(sheet.at("/conditions/0/explanation").asText()).isEqualTo(ALL);
    assertThat(sheet.at("/items/0/reason").asText()).isEqualTo(ALL);
    assertThat(sheet.at("/items/0/evidence").findValuesAsText("caption")).contains(SHORT);
    JsonNode file = client.as("fengshui").get(path).body();
    assertThat(file.path("statement").asText()).isEqualTo(ALL);
    assertThat(file.path("response").asText()).isEqualTo(ALL);
    assertThat(file.at("/contact/name").asText()).isEqualTo(SHORT);
    JsonNode timeline = client.as("fengshui").get(path + "/timeline").body();
    assertThat(timeline.findValuesAsText("opinion"))
        .filteredOn(ALL::equals)
        .as("submitted, returned, corrected")
        .hasSize(3);
  }

  @Test
  void ourPagesShowThemAsWords() {
    for (String who : List.of("chaomi", "fengshui")) {
      Session session = new Session(client, who);
      assertThat(session.get("/applications/" + number + "/assessment"))
          .contains("&lt;script&gt;window.hit=1&lt;/script&gt;", "{{7*7}} ${7*7} #{7*7}")
          .contains("&lt;img src=x onerror=")
          .doesNotContain("<script>window", "<img src=x", "<svg onload", "<b>四")
          .doesNotContain("href=\"javascript");
      assertThat(session.get("/applications?q=%22%3E%3Csvg%20onload%3Dhit%28%29%3E"))
          .contains("&quot;&gt;&lt;svg")
          .doesNotContain("<svg onload");
    }
  }

  @Test
  void noMarkupComesOutOfThemInAForm() {
    Answer sheet = client.as("fengshui").get("/engine-rest/task/" + task() + "/form-variables");
    assertThat(sheet.body().at("/notes/value").asText())
        .contains("\\<script\\>", "\\[点这里\\]\\(javascript\\:", "http\\:\\/\\/evil\\.example")
        .doesNotContain("](javascript", "](http", "http://", "{{", "\r")
        .doesNotContainPattern("[^\\\\]<");
    assertThat(sheet.body().at("/file/value").asText())
        .contains("\\\\<img src\\\\=x")
        .doesNotContain("](http");
  }

  @Test
  void tasklistDrawsThemAsWords() {
    boolean there = Files.isExecutable(CHROMIUM);
    if (!there && "true".equals(System.getenv("ANLAN_BROWSER_REQUIRED"))) {
      throw new IllegalStateException("Chromium is required and is not at " + CHROMIUM);
    }
    assumeTrue(there, "browser tests need " + CHROMIUM);
    try (Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox")))) {
      Page page = browser.newPage();
      page.setDefaultTimeout(60_000);
      List<String> outside = new ArrayList<>();
      page.onRequest(
          request -> {
            boolean ours = request.url().startsWith(client.url("/"));
            if (!ours && request.url().startsWith("http")) outside.add(request.url());
          });
      page.navigate(client.url("/login"));
      page.fill("[name=username]", "fengshui");
      page.fill("[name=password]", Client.PASSWORD);
      page.press("[name=password]", "Enter");
      page.waitForURL(u -> !u.contains("/login"));
      page.navigate(client.url("/camunda/app/tasklist/default/#/?task=" + task()));
      Locator form = page.locator(".fjs-form");
      form.waitFor();
      for (String words :
          List.of(
              "Robert'); drop table application; --",
              SHORT,
              "<script>window.hit=1</script>",
              "[点这里](javascript:window.hit=1)",
              "![图](http://evil.example/a.png)",
              "www.evil.example http://evil.example/a a@evil.example",
              "{{7*7}} ${7*7} #{7*7} *{7*7} {{file.number}}",
              "&lt;b&gt; &amp;")) {
        assertThat(form).containsText(words);
      }
      Locator shown = form.locator(".fjs-form-field-text");
      assertThat(shown.locator("a")).hasCount(1);
      assertThat(shown.locator("img, script, svg, h1, del, em")).hasCount(0);
      assertThat(page.evaluate("window.hit")).isNull();
      assertThat(outside).isEmpty();
    }
  }
}
