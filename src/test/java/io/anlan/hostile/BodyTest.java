package io.anlan.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.anlan.inbox.Inbox;
import io.anlan.round.Round;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every field of every body of {@code /api}, with everything that it is not. */
@RunningAnlan
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodyTest {

  private static final String LONG = '"' + "字".repeat(9000) + '"';
  private static final String HUGE = '"' + "x".repeat(100_000) + '"';
  private static final String DEEP = "[".repeat(900) + "]".repeat(900);

  /** What no field of its kind can be, as JSON. */
  private enum Kind {
    TEXT("5", "1.5", "true", "{\"a\": 1}", "[\"a\"]", "\"\\u0000\"", "\"a\\u0007b\"", LONG, HUGE),
    CODE("5", "true", "{}", "[\"a\"]", "\"\\u0000\"", "\"' or 1=1 --\"", LONG, HUGE),
    COUNT("\"5\"", "\"\"", "true", "{}", "[1]", "1e400", "-1", "1.5", "\"NaN\"", "9".repeat(30)),
    POINTS("\"5\"", "true", "0.3", "-0.5", "1e400", "1e-400", "1000", "0e-999999999", "{}", "NaN"),
    MEASURE("\"5\"", "\"NaN\"", "-1", "1e400", "{}", "[]", "true"),
    FLAG("\"true\"", "1", "{}", "[]", "\"\""),
    DATE("\"2026-02-30\"", "\"99999-01-01\"", "\"+99999-01-01\"", "\"x\"", "{}", "true", "1e9"),
    ONE_OF("\"NO_SUCH\"", "0", "{}", "[1, 2]", "\"\\u0000\""),
    LIST("\"x\"", "{\"a\": 1}", "5", "[null]", "[5]", "[\"\\ud800\"]", repeated("\"FIRE'\"")),
    FIELDS("\"x\"", "[]", "5", "{\"decision\": \"\\u0000\"}", "{\"smuggled\": 1}");

    private final List<String> never;

    Kind(String... never) {
      this.never = new ArrayList<>(List.of(never));
      this.never.add("\"\\ud800\"");
      this.never.add(DEEP);
    }

    private static String repeated(String element) {
      return "[" + String.join(",", Collections.nCopies(10_000, element)) + "]";
    }
  }

  /** One call with a body that would be taken: JSON by field, and the kind of each field. */
  private record Call(
      String who, String method, String path, boolean list, Map<String, Field> fields) {

    String body(String field, String value) {
      String object =
          fields.entrySet().stream()
              .map(
                  f -> {
                    String json = f.getKey().equals(field) ? value : f.getValue().good;
                    return json == null ? null : '"' + f.getKey() + "\": " + json;
                  })
              .filter(f -> f != null)
              .collect(Collectors.joining(", ", "{", "}"));
      return list ? "[" + object + "]" : object;
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private record Field(Kind kind, String good, boolean required) {}

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Inbox inbox;

  private final List<Call> calls = new ArrayList<>();

  @BeforeAll
  void twoFilesAndARound() {
    Round national = walk.freshRound(Tier.NATIONAL);
    Round municipal = walk.freshRound(Tier.MUNICIPAL);
    String draft = walk.draft("panyuan", national);
    String file = walk.submitted("panzhuang", national);
    String task = inbox.ofApplication(file).get(0).id();
    String proof =
        client
            .as("panyuan")
            .get("/api/applications/" + draft + "/assessment")
            .body()
            .at("/items/0/evidence/0/id")
            .asText();
    String its = "/api/applications/" + draft;
    String round = "/api/rounds/" + municipal.id();
    call("panyuan", "POST", "/api/applications")
        .required("communityCode", Kind.CODE, "\"370303005003\"")
        .required("roundId", Kind.COUNT, "" + municipal.id());
    Add profile = call("panyuan", "PUT", its + "/profile");
    for (String f : List.of("address", "leader", "contactName", "contactPhone", "formerTitles")) {
      profile.optional(f, Kind.TEXT);
    }
    for (String f : List.of("highlights", "postcode", "email")) profile.optional(f, Kind.TEXT);
    for (String f : List.of("households", "residents", "children", "elderly", "disabled")) {
      profile.optional(f, Kind.COUNT);
    }
    for (String f : List.of("shelters", "shelterCapacity", "volunteers", "messengers")) {
      profile.optional(f, Kind.COUNT);
    }
    profile
        .optional("urban", Kind.FLAG)
        .optional("areaKm2", Kind.MEASURE)
        .optional("mainHazards", Kind.LIST);
    listCall("panyuan", "PUT", its + "/conditions")
        .required("no", Kind.COUNT, "1")
        .optional("met", Kind.FLAG)
        .optional("explanation", Kind.TEXT)
        .optional("version", Kind.COUNT);
    listCall("panyuan", "PUT", its + "/scores/SELF")
        .required("item", Kind.CODE, "\"1.1.1\"")
        .optional("points", Kind.POINTS)
        .optional("reason", Kind.TEXT)
        .optional("version", Kind.COUNT);
    call("panyuan", "POST", its + "/withdrawal").required("reason", Kind.TEXT, "\"试\"");
    call("keyuan-leader", "POST", "/api/applications/" + file + "/cancellation")
        .required("reason", Kind.TEXT, "\"试\"");
    call("panyuan", "PATCH", "/api/evidence/" + proof).optional("caption", Kind.TEXT);
    call("keyuan", "POST", "/api/tasks/" + task + "/complete")
        .required("fields", Kind.FIELDS, "{\"decision\": \"FORWARD\"}");
    call("keyuan", "POST", "/api/tasks/" + task + "/transfer")
        .required("to", Kind.CODE, "\"keyuan\"")
        .required("reason", Kind.TEXT, "\"试\"");
    call("nation", "POST", "/api/designations")
        .required("roundId", Kind.COUNT, "" + national.id())
        .required("numbers", Kind.LIST, "[\"" + file + "\"]");
    call("admin", "POST", "/api/rounds")
        .required("year", Kind.COUNT, "2099")
        .required("tier", Kind.ONE_OF, "\"NATIONAL\"")
        .required("name", Kind.TEXT, "\"试\"")
        .required("closesOn", Kind.DATE, "\"" + national.closesOn() + "\"")
        .required("criteriaVersion", Kind.CODE, "\"2026-working\"")
        .field("policyVersion", Kind.CODE, null, false);
    call("admin", "POST", round + "/extension").required("closesOn", Kind.DATE, "\"2099-01-01\"");
  }

  private Add call(String who, String method, String path) {
    var call = new Call(who, method, path, false, new LinkedHashMap<>());
    calls.add(call);
    return new Add(call);
  }

  private Add listCall(String who, String method, String path) {
    var call = new Call(who, method, path, true, new LinkedHashMap<>());
    calls.add(call);
    return new Add(call);
  }

  private record Add(Call call) {

    Add required(String name, Kind kind, String good) {
      return field(name, kind, good, true);
    }

    Add optional(String name, Kind kind) {
      return field(name, kind, null, false);
    }

    Add field(String name, Kind kind, String good, boolean required) {
      call.fields.put(name, new Field(kind, good, required));
      return this;
    }
  }

  Stream<Arguments> fields() {
    return calls.stream()
        .flatMap(call -> call.fields.keySet().stream().map(field -> arguments(call, field)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("fields")
  void aFieldRefusesWhatItIsNot(Call call, String name) {
    Field field = call.fields.get(name);
    var softly = new SoftAssertions();
    for (String value : field.kind.never) {
      Answer answer = send(call, call.body(name, value));
      String what = call + " with " + name + " = " + cut(value) + " gave " + cut(answer.toString());
      refused(softly, what, answer);
      boolean unreadable = value.equals("NaN") || answer.status() == 404;
      if (!unreadable && answer.body().has("errors")) {
        softly
            .assertThat(answer.errors().keySet())
            .as(what)
            .anyMatch(at -> at.matches("(\\[?0[\\].]+)?" + name + "(\\..*)?") || belongs(call, at));
      }
    }
    for (String nothing : field.required ? new String[] {null, "null"} : new String[0]) {
      Answer answer = send(call, call.body(name, nothing));
      refused(softly, call + " without " + name + " gave " + cut(answer.toString()), answer);
    }
    softly.assertAll();
  }

  /** The form's own field inside {@code fields}. */
  private static boolean belongs(Call call, String at) {
    return call.fields.containsKey("fields") && List.of("decision", "smuggled").contains(at);
  }

  Stream<Arguments> bodies() {
    return calls.stream().map(call -> arguments(call));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void aBodyThatIsNoneOfItsKindIsRefused(Call call) {
    String name = call.fields.keySet().iterator().next();
    String good = call.body(name, call.fields.get(name).good);
    String unknown = good.replaceFirst("\\}(\\]?)$", ", \"smuggled\": 1}$1").replace("{,", "{");
    String twice = good.replaceFirst("\\{", "{\"" + name + "\": null, \"" + name + "\": null, ");
    List<Object> never =
        List.of(
            "",
            "null",
            call.list ? "{}" : "[]",
            call.list ? "[[]]" : "[{}]",
            "5",
            "\"x\"",
            "{",
            "{\"a\"",
            "NaN",
            good + " x",
            unknown,
            twice.replaceAll(", *\\}", "}"),
            "{\"a\":".repeat(3000) + "1" + "}".repeat(3000),
            "[".repeat(100_000),
            "{\"" + "a".repeat(60_000) + "\": 1}",
            new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'},
            new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0},
            new byte[1000],
            "{\"" + name + "\": \"" + "x".repeat(1_000_000),
            " ".repeat(5_000_000));
    var softly = new SoftAssertions();
    for (Object body : never) {
      String what = call + " with " + cut(body instanceof byte[] ? "bytes" : body.toString());
      Answer answer = send(call, body);
      refused(softly, what + " gave " + cut(answer.toString()), answer);
      softly.assertThat(answer.status()).as(what).isIn(400, 413);
    }
    Answer plain = client.as(call.who).header("Content-Type", "text/plain").post(call.path, good);
    Answer other = client.as(call.who).withJson("DELETE", call.path, null);
    if (call.method.equals("POST")) softly.assertThat(plain.status()).isEqualTo(415);
    softly.assertThat(other.status()).as("DELETE " + call.path).isIn(204, 405);
    softly.assertAll();
  }

  @Test
  void aBodyBeyondTheLimitIsTooLarge() {
    Call call = calls.get(0);
    Answer answer = send(call, "{\"communityCode\": \"" + "x".repeat(5_000_000) + "\"}");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("body-too-large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "en-GB,en;q=0.9"})
  void whoPrefersEnglishReadsEnglish(String language) {
    Answer answer =
        client
            .as("panyuan")
            .header("Accept-Language", language)
            .post("/api/applications", Map.of("communityCode", 5));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).doesNotContainPattern("\\p{IsHan}");
    assertThat(answer.errors()).containsOnlyKeys("communityCode");
  }

  private Answer send(Call call, Object body) {
    return client.as(call.who).withJson(call.method, call.path, body);
  }

  static void refused(SoftAssertions softly, String what, Answer answer) {
    softly.assertThat(answer.status()).as(what).isBetween(400, 499);
    softly
        .assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as(what)
        .startsWith("application/problem+json");
    softly.assertThat(answer.code()).as(what).isNotEmpty();
    softly.assertThat(answer.body().path("detail").asText()).as(what).containsPattern("\\p{IsHan}");
    softly.assertThat(answer.body().path("status").asInt()).as(what).isEqualTo(answer.status());
  }

  static String cut(String text) {
    String start = text.length() > 120 ? text.substring(0, 120) + "…" : text;
    return new String(start.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
