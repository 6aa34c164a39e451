package io.anlan.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a session opens, and what closes it. */
@RunningAnlan
class SessionTest {

  private static final String USER = "session-tester";
  private static final Map<String, Object> NO_SUCH_ROUND = Map.of("closesOn", "2000-01-01");

  @Autowired Client client;
  @Autowired JdbcClient jdbc;

  @AfterEach
  void forget() {
    People.remove(jdbc, USER);
  }

  private Client.As signedIn(String... roles) {
    People.add(jdbc, USER, roles);
    return client.signedIn(USER);
  }

  @Test
  void aSessionWritesWithItsTokenOnly() {
    Client.As browser = signedIn("COMMUNITY:370303005003");
    Map<String, Object> body = Map.of("communityCode", "000000000001", "roundId", 1);
    assertThat(browser.post("/api/applications", body).status()).isEqualTo(404);
    browser.without("X-CSRF-TOKEN");
    Answer refused = browser.post("/api/applications", body);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("csrf");
    assertThat(browser.form("/applications", Map.of("roundId", "1")).status()).isEqualTo(403);
    assertThat(browser.header("X-CSRF-TOKEN", "guessed").post("/api/applications", body).code())
        .isEqualTo("csrf");
  }

  @Test
  void basicMakesNoSession() {
    for (String path : List.of("/api/me", "/engine-rest/task/count", "/v3/api-docs")) {
      Answer answer = client.as("keyuan").get(path);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }
  }

  @Test
  void signingInChangesTheIdOfTheSession() {
    People.add(jdbc, USER, "AUDITOR");
    Client.As browser = client.browser();
    browser.get("/login");
    String before = browser.cookie("JSESSIONID");
    Client.As planted = client.browser().header("Cookie", "JSESSIONID=" + before);
    browser = client.signedIn(USER);
    assertThat(browser.cookie("JSESSIONID")).isNotNull().isNotEqualTo(before);
    assertThat(planted.get("/api/me").status()).isEqualTo(401);
  }

  @Test
  void whoeverSignsOutIsAStranger() {
    Client.As browser = signedIn("AUDITOR");
    String session = browser.cookie("JSESSIONID");
    assertThat(browser.get("/api/me").status()).isEqualTo(200);
    assertThat(browser.form("/logout", Map.of()).location()).endsWith("/login?goodbye");
    Client.As kept = client.browser().header("Cookie", "JSESSIONID=" + session);
    assertThat(kept.get("/api/me").status()).isEqualTo(401);
    assertThat(kept.get("/applications").location()).endsWith("/login");
  }

  @Test
  void whoeverIsDisabledIsAStrangerAtOnce() {
    Client.As browser = signedIn("SYSTEM_ADMIN");
    assertThat(browser.get("/api/policies").status()).isEqualTo(200);
    jdbc.sql("update account set active = false where username = ?").param(USER).update();
    for (String path : List.of("/api/me", "/api/rounds", "/api/policies", "/v3/api-docs")) {
      assertThat(browser.get(path).status()).as(path).isEqualTo(401);
      assertThat(client.as(USER).get(path).status()).as(path).isEqualTo(401);
    }
    assertThat(browser.post("/api/rounds/0/extension", NO_SUCH_ROUND).status()).isEqualTo(401);
    assertThat(browser.get("/camunda/api/engine/engine/default/user").status()).isEqualTo(401);
    assertThat(browser.get("/applications").location()).endsWith("/login");
    assertThat(browser.get("/camunda/app/admin/default/").location()).endsWith("/login");
    jdbc.sql("update account set active = true where username = ?").param(USER).update();
    assertThat(browser.get("/api/policies").status()).isEqualTo(200);
  }

  @Test
  void aRoleThatWasTakenAwayIsGoneAtOnce() {
    Client.As browser = signedIn("SYSTEM_ADMIN");
    assertThat(browser.post("/api/rounds/0/extension", NO_SUCH_ROUND).status()).isEqualTo(404);
    jdbc.sql("delete from account_role where username = ?").param(USER).update();
    assertThat(browser.post("/api/rounds/0/extension", NO_SUCH_ROUND).status()).isEqualTo(403);
    assertThat(client.as(USER).post("/api/rounds/0/extension", NO_SUCH_ROUND).status())
        .isEqualTo(403);
  }

  @Test
  void whoMustChangeThePasswordSeesNothingElse() {
    Client.As browser = signedIn("SYSTEM_ADMIN");
    jdbc.sql("update account set must_change_password = true where username = ?")
        .param(USER)
        .update();
    for (Client.As caller : List.of(browser, client.as(USER), client.signedIn(USER))) {
      for (String path : List.of("/api/me", "/api/policies", "/v3/api-docs")) {
        Answer answer = caller.get(path);
        assertThat(answer.status()).as(path).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("must-change-password");
      }
    }
    assertThat(browser.get("/applications").location()).endsWith("/password");
    assertThat(browser.get("/camunda/app/admin/default/").location()).endsWith("/password");
    assertThat(browser.get("/camunda/api/engine/engine/default/user").status()).isEqualTo(403);
    assertThat(client.as(USER).get("/engine-rest/user").status()).isEqualTo(403);
    assertThat(browser.get("/password").status()).isEqualTo(200);
    assertThat(
            browser
                .form(
                    "/password",
                    Map.of(
                        "current",
                        Client.PASSWORD,
                        "next",
                        "Anlan@2027x",
                        "repeated",
                        "Anlan@2027x"))
                .location())
        .endsWith("/login?changed");
    assertThat(browser.get("/api/me").status()).as("the old session").isEqualTo(401);
    assertThat(client.as(USER, "Anlan@2027x").get("/api/me").status()).isEqualTo(200);
  }
}
