package io.anlan.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Year;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Paths and parameters that nobody's hand has written. */
@RunningAnlan
class AddressTest {

  private static final String LIST = "/api/applications";

  @Autowired Client client;

  @ParameterizedTest
  @CsvSource({
    "/api/applications, page, -1",
    "/api/applications, page, 1.5",
    "/api/applications, page, 1000001",
    "/api/applications, page, 99999999999999",
    "/api/applications, page, abc",
    "/api/applications, size, 0",
    "/api/applications, size, 201",
    "/api/applications, size, abc",
    "/api/applications, sort, password",
    "/api/applications, sort, 'number,up'",
    "/api/applications, sort, 'number;drop table application'",
    "/api/applications, status, NO_SUCH",
    "/api/applications, status, draft",
    "/api/applications, level, 5",
    "/api/applications, q, %00",
    "/api/applications, q, a%07b",
    "/api/applications, division, %00",
    "/api/tasks, page, -1",
    "/api/tasks, page, 1000001",
    "/api/tasks, size, 0",
    "/api/tasks, size, 201",
    "/api/tasks, size, -5",
    "/api/tasks, sort, '1'",
    "/api/tasks, sort, 'dueAt,asc; drop table inbox_task'",
    "/api/tasks, view, EVERYBODY",
    "/api/tasks, view, 0",
    "/api/tasks, q, %00",
  })
  void aListRefusesWhatItDoesNotKnow(String path, String parameter, String value) {
    String query = value.startsWith("%") || value.contains("%0") ? value : encode(value);
    Answer answer = client.as("keyuan").get(path + "?" + parameter + "=" + query);
    refused(400, answer);
    assertThat(answer.errors()).containsOnlyKeys(parameter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/applications?page=1000000&size=200", "/api/tasks?page=1000000&size=200"})
  void aPageBeyondTheEndIsEmpty(String path) {
    Answer answer = client.as("keyuan").get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("content")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; drop table application; --",
        "%' or '1'='1",
        "\\",
        "_",
        "%",
        "' union select password_hash from account --",
        "😀",
        "${7*7}",
        "{{7*7}}"
      })
  void aSearchFindsWordsOnly(String words) {
    for (String path : new String[] {LIST, "/api/tasks", "/api/tasks?view=DONE"}) {
      Answer answer =
          client.as("keyuan").get(path + (path.contains("?") ? "&" : "?") + "q=" + encode(words));
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.body().path("content")).as(path).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/applications/%s",
        "/api/applications/%s/assessment",
        "/api/applications/%s/profile",
        "/api/applications/%s/timeline",
        "/api/criteria/%s",
        "/api/evidence/%s",
        "/api/tasks/%s"
      })
  void anIdThatNobodyGaveLeadsNowhere(String path) {
    var softly = new SoftAssertions();
    for (String id :
        new String[] {
          "nothing",
          "1' or '1'='1",
          "2026-370303005003-X",
          "𠮷",
          "a b",
          "%00",
          "%2F",
          "%2e%2e",
          "..%2f..%2fetc%2fpasswd",
          "%5c",
          "a;b=c",
          "%0a",
          "a%25b",
          "x".repeat(3000)
        }) {
      String raw = id.contains("%") ? id : encode(id).replace("+", "%20");
      Answer answer = client.as("keyuan").get(path.replace("%s", raw));
      String what = path + " with " + BodyTest.cut(id) + " gave " + BodyTest.cut(answer.toString());
      BodyTest.refused(softly, what, answer);
      softly.assertThat(answer.status()).as(what).isIn(400, 404);
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/tasks/nothing/claim, 404",
    "POST, /api/tasks/%00/claim, 400",
    "POST, /api/tasks/nothing/release, 404",
    "POST, /api/tasks/1'%20or%20'1'='1/release, 404",
    "POST, /api/tasks/nothing/wish, 404",
    "POST, /api/applications/nothing/scores/DISTRICT/confirm, 404",
    "DELETE, /api/evidence/nothing, 404",
    "GET, /api/applications/nothing/nothing, 404",
    "GET, /api/nothing, 404",
    "GET, /api/, 404",
    "POST, /api/me, 405",
    "DELETE, /api/applications, 405",
    "PUT, /api/tasks, 405",
    "PATCH, /api/rounds, 405",
    "POST, /api/applications/nothing/evidence, 404",
  })
  void aCallThatIsNotThereIsRefused(String method, String path, int status) {
    String type = status == 415 ? "application/json" : "text/plain";
    refused(status, client.as("keyuan").header("Content-Type", type).withJson(method, path, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-1", "0", "99999999999999999999", "1.5", "%00", "1'"})
  void aRoundHasANumber(String id) {
    for (String act : new String[] {"opening", "closing"}) {
      Answer answer = client.as("admin").post("/api/rounds/" + id + "/" + act, null);
      assertThat(answer.status()).as(id).isIn(400, 404);
      refused(answer.status(), answer);
    }
    Answer score = client.as("panyuan").put("/api/applications/x/scores/" + id, "[]");
    assertThat(score.status()).as("what one may not see does not exist").isIn(400, 404);
  }

  @Test
  void aBrowserToo() {
    for (String path : new String[] {"/api/nothing", "/api/tasks/%00", "/api/applications/x"}) {
      Answer answer = client.as("keyuan").header("Accept", "text/html").get(path);
      assertThat(answer.text()).as(path).doesNotContain("<html", "Exception");
      assertThat(answer.status()).as(path).isBetween(400, 499);
    }
  }

  @Test
  void ourPagesRefuseWithAPage() {
    Session session = new Session(client, "panyuan");
    for (String path :
        new String[] {"?page=abc", "?q=%01", "/x", "/x/assessment", "/%F0%9F%98%80"}) {
      assertThat(session.get("/applications" + path))
          .as(path)
          .contains("<html", "返回申报列表")
          .doesNotContain("Exception", "<h1>500");
    }
    String sheet = "/applications/" + Year.now().getValue() + "-370303005003-N/assessment";
    for (Map<String, String> fields :
        List.of(
            Map.of("points", "1", "version", "abc"),
            Map.of("points", "1", "reason", "a\u0000b", "version", "0"),
            Map.of("points", "1"))) {
      assertThat(session.post(sheet + "/items/1.1.1/SELF", fields).statusCode())
          .as(fields.toString())
          .isEqualTo(400);
    }
    for (String points : new String[] {"NaN", "一", "1e999999999", "-1", "0.3", "9".repeat(5000)}) {
      Map<String, String> fields = Map.of("points", points, "version", "0");
      assertThat(session.post(sheet + "/items/1.1.1/SELF", fields).body())
          .as(points)
          .contains("role=\"alert\"", "fault-item-1.1.1-points")
          .doesNotContain("<html");
    }
    assertThat(session.post(sheet + "/conditions/abc", Map.of("version", "0")).statusCode())
        .isEqualTo(400);
    assertThat(session.post(sheet + "/evidence/item-1.1.1", Map.of("a", "b")).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/x|y", "/api/\u0001", "/api/x\"y<script>", "/api/" + "%zz"})
  void evenALineThatIsNoAddressGetsNoPage(String target) throws IOException {
    String basic =
        Base64.getEncoder()
            .encodeToString(("keyuan:" + Client.PASSWORD).getBytes(StandardCharsets.UTF_8));
    String answer =
        raw(
            "GET "
                + target
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Basic "
                + basic
                + "\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("<script>", "Exception", "at org");
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket("localhost", URI.create(client.url("/")).getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      var answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.UTF_8);
    }
  }

  private static String encode(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void refused(int status, Answer answer) {
    var softly = new SoftAssertions();
    BodyTest.refused(softly, BodyTest.cut(answer.toString()), answer);
    softly.assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    softly.assertAll();
  }
}
