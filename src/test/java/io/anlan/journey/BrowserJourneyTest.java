package io.anlan.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.anlan.AnlanApplication;
import io.anlan.support.Browsers;
import io.anlan.support.Client;
import io.anlan.support.OwnData;
import io.anlan.support.Walk;
import io.anlan.visit.Member;
import io.anlan.visit.Visit;
import io.anlan.visit.Visits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** The README's story in a real browser: from the draft to the naming, in Tasklist and Cockpit. */
@SpringBootTest(
    classes = AnlanApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(Walk.class)
@ContextConfiguration(initializers = OwnData.class)
@DirtiesContext
@Tag("own-anlan")
class BrowserJourneyTest {

  private static final String NUMBER = LocalDate.now().getYear() + "-370303005003-N";

  @RegisterExtension static final Browsers browsers = new Browsers();

  @Autowired Walk walk;
  @Autowired Visits visits;

  private Page page;

  @LocalServerPort private int port;

  @BeforeEach
  void sitDown() {
    page = browsers.desk("zh-CN", url(""));
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
      if (place.equals("zhangdian")) isVisitedInTasklist();
      else walk.visited(NUMBER);
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
              date(form, LocalDate.now());
            });
    String file = api("panyuan", "/api/applications/" + NUMBER, null);
    assertTrue(file.contains("\"status\":\"NAMED\""), file);
  }

  private void isVisitedInTasklist() {
    // The form comes with the team that is proposed.
    as("zhangdian").completes("组建核查组", form -> date(form, LocalDate.now().plusDays(1)));
    Visit visit = visits.open(NUMBER).orElseThrow();
    List<String> team = visits.members(visit.id()).stream().map(Member::username).toList();
    for (String expert : team) as(expert).completesOwn("答复核查邀请", choose("应邀"));
    for (String expert : team) as(expert).completesOwn("现场核查", choose("已到场核查"));
    as(visit.leader())
        .completesOwn(
            "作出核查结论",
            form -> {
              choose("通过").accept(form);
              form.locator("textarea").fill("现场与申报一致。");
            });
  }

  private static void date(Locator form, LocalDate day) {
    Locator date = form.locator(".fjs-form-field-datetime input").first();
    date.fill(day.toString().replace('-', '/'));
    date.press("Enter");
  }

  private static java.util.function.Consumer<Locator> choose(String label) {
    return form -> form.getByLabel(label, new Locator.GetByLabelOptions().setExact(true)).check();
  }

  private Person as(String username) {
    return new Person(username);
  }

  private void managerSees(String process) {
    Browsers.signIn(page, "manager");
    page.navigate("/camunda/app/cockpit/default/#/processes");
    page.locator("a", new Page.LocatorOptions().setHasText(process)).first().click();
    assertThat(page.locator(".djs-container").first()).isVisible();
    assertThat(page.locator(".badge").first()).isVisible();
  }

  private final class Person {

    private final String username;

    private Person(String username) {
      this.username = username;
    }

    /** Claims the task in Tasklist, fills its form and completes it. */
    private void completes(String task, java.util.function.Consumer<Locator> fill) {
      opens(task);
      page.locator("[ng-click='claim()']").click();
      assertThat(page.locator("[ng-click='unclaim()']")).isVisible();
      fillsAndCompletes(fill);
    }

    /** The same with a task that is this person's by name. */
    private void completesOwn(String task, java.util.function.Consumer<Locator> fill) {
      opens(task);
      fillsAndCompletes(fill);
    }

    private void opens(String task) {
      Browsers.signIn(page, username);
      page.navigate("/camunda/app/tasklist/default/");
      page.locator(".tasks-list .task", new Page.LocatorOptions().setHasText(task)).first().click();
    }

    private void fillsAndCompletes(java.util.function.Consumer<Locator> fill) {
      Locator form = page.locator(".fjs-form");
      fill.accept(form);
      page.locator("[ng-click='complete()']").click();
      assertThat(form).hasCount(0);
    }
  }

  private String url(String path) {
    return "http://localhost:" + port + path;
  }

  /** What Tasklist has no form for, over {@code /api}; a null body is a GET. */
  private String api(String username, String path, String body)
      throws IOException, InterruptedException {
    String basic =
        Base64.getEncoder()
            .encodeToString((username + ":" + Client.PASSWORD).getBytes(StandardCharsets.UTF_8));
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
