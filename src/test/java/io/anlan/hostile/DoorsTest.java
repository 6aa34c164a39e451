package io.anlan.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.round.Round;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The same refusal at both doors, and nothing changed behind them. */
@RunningAnlan
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorsTest {

  private static final String COLLEAGUE = "keyuan-colleague";

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Inbox inbox;
  @Autowired JdbcClient jdbc;
  @Autowired ObjectMapper json;
  @Autowired HistoryService history;

  private Round round;
  private String number;
  private String task;
  private String before;

  @BeforeAll
  void aFileBeforeTheStreetAndASecondReviewer() {
    round = walk.freshRound(Tier.PROVINCIAL);
    number = walk.submitted("panzhuang", round);
    task = inbox.ofApplication(number).get(0).id();
    jdbc.sql(
            """
            insert into account (username, person_id, display_name, password_hash, active,
              must_change_password, failed_logins)
            select :new, :new, '王同事', password_hash, true, false, 0 from account
            where username = 'keyuan'""")
        .param("new", COLLEAGUE)
        .update();
    jdbc.sql("insert into account_role values (:new, 'REVIEWER', '370303005000', null)")
        .param("new", COLLEAGUE)
        .update();
  }

  @AfterAll
  void theSecondReviewerLeaves() {
    jdbc.sql("delete from account_role where username = ?").param(COLLEAGUE).update();
    jdbc.sql("delete from account where username = ?").param(COLLEAGUE).update();
  }

  @BeforeEach
  void look() {
    before = state();
  }

  @AfterEach
  void nothingHasChanged() {
    assertThat(state()).isEqualTo(before);
  }

  /** Everything that completing this task could have changed. */
  private String state() {
    return Stream.of(
            "select * from application where number = ?",
            "select * from inbox_task where number = ? order by id",
            "select * from inbox_done where number = ? order by id",
            "select * from review_decision where number = ? order by id",
            "select * from reopened where number = ? order by target",
            "select * from application_hand where number = ? order by person_id",
            "select * from audit_entry where chain = ? order by seq",
            "select t.id_, t.rev_, t.assignee_, v.name_ from act_ru_task t"
                + " join act_ru_execution e on e.id_ = t.proc_inst_id_"
                + " left join act_ru_variable v on v.task_id_ = t.id_ where t.id_ in"
                + " (select id from inbox_task where number = ?) order by 1, 4")
        .map(sql -> jdbc.sql(sql).param(number).query().listOfRows().toString())
        .collect(Collectors.joining("\n"));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments("keyuan", fields("decision", "FORWARD", "smuggled", 1), 400, "smuggled"),
        arguments("keyuan", fields("decision", "FORWARD", "number", "x"), 400, "number"),
        arguments("keyuan", fields("decision", "FORWARD", "file", Map.of()), 400, "file"),
        arguments("keyuan", fields(), 422, "decision"),
        arguments("keyuan", fields("decision", null), 422, "decision"),
        arguments("keyuan", fields("decision", "  "), 422, "decision"),
        arguments("keyuan", fields("decision", "APPROVE"), 422, "decision"),
        arguments("keyuan", fields("decision", "forward"), 422, "decision"),
        arguments("keyuan", fields("decision", "' or 1=1"), 422, "decision"),
        arguments("keyuan", fields("decision", 1), 400, "decision"),
        arguments("keyuan", fields("decision", true), 400, "decision"),
        arguments("keyuan", fields("decision", List.of("FORWARD")), 400, "decision"),
        arguments("keyuan", fields("decision", Map.of("a", "FORWARD")), 400, "decision"),
        arguments("keyuan", fields("decision", "REJECT"), 422, "opinion"),
        arguments("keyuan", fields("decision", "REJECT", "opinion", " \n "), 422, "opinion"),
        arguments("keyuan", fields("decision", "RETURN"), 422, "opinion"),
        arguments("keyuan", rejects("字".repeat(9000)), 422, "opinion"),
        arguments("keyuan", rejects("字".repeat(2001)), 422, "opinion"),
        arguments("keyuan", rejects("x".repeat(1_000_000)), 422, "opinion"),
        arguments("keyuan", fields("decision", "FORWARD", "opinion", 5), 400, "opinion"),
        arguments("keyuan", fields("decision", "FORWARD", "askAgain", "true"), 400, "askAgain"),
        arguments("keyuan", returns(), 422, "returnedItems"),
        arguments("keyuan", returns("9.9.9"), 422, "returnedItems"),
        arguments("keyuan", returns("C99"), 422, "returnedItems"),
        arguments("keyuan", returns("item/1.1.1"), 422, "returnedItems"),
        arguments("keyuan", returns("1.1.1", "1.1.1"), 422, "returnedItems"),
        arguments("keyuan", returns((Object) null), 422, "returnedItems"),
        arguments("keyuan", returns(5), 422, "returnedItems"),
        arguments("keyuan", returns(List.of("1.1.1")), 422, "returnedItems"),
        arguments("keyuan", returns(Map.of("item", "9.9.9")), 422, "returnedItems"),
        arguments("keyuan", returns(Map.of("reason", "无")), 422, "returnedItems"),
        arguments("keyuan", returns(Map.of("item", "1.1.1", "x", 1)), 400, "returnedItems"),
        arguments("keyuan", returns(Map.of("item", "1.1.1", "reason", 5)), 400, "returnedItems"),
        arguments(
            "keyuan",
            returns(Map.of("item", "1.1.1", "reason", "字".repeat(2001))),
            422,
            "returnedItems"),
        arguments(
            "keyuan",
            returns(java.util.Collections.nCopies(10_000, "1.1.1").toArray()),
            422,
            "returnedItems"),
        arguments("keyuan", with(returns(), "returnedItems", "1.1.1"), 400, "returnedItems"),
        arguments("keyuan", with(returns(), "returnedItems", Map.of()), 400, "returnedItems"),
        arguments(
            "keyuan",
            fields("decision", "FORWARD", "returnedItems", List.of("1.1.1")),
            422,
            "returnedItems"),
        arguments("keyuan-leader", fields("decision", "FORWARD"), 403, null),
        arguments("keyuan-leader", fields("smuggled", 1), 403, null),
        arguments("panzhuang", fields("decision", "FORWARD"), 403, null),
        arguments("zhangdian", fields("decision", "FORWARD"), 403, null),
        arguments("panyuan", fields("decision", "FORWARD"), 404, null),
        arguments("wenshao", fields("decision", "FORWARD"), 404, null));
  }

  private static Map<String, Object> fields(Object... pairs) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) fields.put((String) pairs[i], pairs[i + 1]);
    return fields;
  }

  private static Map<String, Object> rejects(String opinion) {
    return fields("decision", "REJECT", "opinion", opinion);
  }

  private static Map<String, Object> returns(Object... items) {
    return fields(
        "decision", "RETURN", "opinion", "请补充", "returnedItems", java.util.Arrays.asList(items));
  }

  private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
    fields.put(name, value);
    return fields;
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void bothDoorsRefuseAlike(String who, Map<String, Object> fields, int status, String field) {
    Answer api = client.as(who).post("/api/tasks/" + task + "/complete", Map.of("fields", fields));
    assertThat(api.status()).as(BodyTest.cut(api.toString())).isEqualTo(status);
    if (field == null) assertThat(api.body().has("errors")).isFalse();
    else assertThat(api.errors()).containsOnlyKeys(field);
    for (String door : List.of("complete", "submit-form")) {
      Answer engine = engine(who, door, typed(fields, false));
      String what = door + " gave " + BodyTest.cut(engine.toString());
      assertThat(engine.status()).as(what).isEqualTo(status);
      assertThat(engine.code()).as(what).isEqualTo(api.code());
      assertThat(engine.errors()).as(what).isEqualTo(api.errors());
      assertThat(engine.body().path("message").asText()).as("Tasklist shows it").isNotEmpty();
      Answer asJson = engine(who, door, typed(fields, true));
      assertThat(asJson.status()).as(what).isEqualTo(status);
      assertThat(asJson.code()).as(what).isEqualTo(api.code());
    }
  }

  private Answer engine(String who, String door, Map<String, Object> variables) {
    return client
        .as(who)
        .post("/engine-rest/task/" + task + "/" + door, Map.of("variables", variables));
  }

  /** As Tasklist sends them: lists and objects as JSON values, or untyped as a program may. */
  private Map<String, Object> typed(Map<String, Object> fields, boolean asJson) {
    Map<String, Object> typed = new HashMap<>();
    fields.forEach(
        (name, value) -> {
          Map<String, Object> variable = new HashMap<>();
          boolean nested = value instanceof List || value instanceof Map;
          variable.put("value", nested && asJson ? json.valueToTree(value).toString() : value);
          if (nested && asJson) variable.put("type", "Json");
          typed.put(name, variable);
        });
    return typed;
  }

  @ParameterizedTest
  @MethodSource("strangeTypes")
  void theEnginesOwnTypesOpenNothing(String field, Map<String, Object> variable) {
    for (String door : List.of("complete", "submit-form")) {
      Map<String, Object> variables = new HashMap<>();
      variables.put("decision", Map.of("value", "FORWARD"));
      variables.put(field, variable);
      Answer answer = engine("keyuan", door, variables);
      assertThat(answer.status()).as(BodyTest.cut(answer.toString())).isIn(400, 422);
    }
    assertThat(Gadget.touched).as("deserialized").isFalse();
  }

  static Stream<Arguments> strangeTypes() throws IOException {
    String gadget = serialized(new Gadget());
    Gadget.touched = false;
    Map<String, Object> java =
        Map.of(
            "objectTypeName",
            Gadget.class.getName(),
            "serializationDataFormat",
            "application/x-java-serialized-object");
    Map<String, Object> asJson =
        Map.of(
            "objectTypeName",
            Gadget.class.getName(),
            "serializationDataFormat",
            "application/json");
    return Stream.of("opinion", "returnedItems", "decision", "smuggled")
        .flatMap(
            field ->
                Stream.of(
                    arguments(field, Map.of("type", "Object", "value", gadget, "valueInfo", java)),
                    arguments(field, Map.of("type", "Object", "value", "{}", "valueInfo", asJson)),
                    arguments(field, Map.of("type", "Object", "value", "rO0AB", "valueInfo", java)),
                    arguments(field, Map.of("type", "Bytes", "value", "AAAA")),
                    arguments(field, Map.of("type", "Bytes", "value", "no base64!")),
                    arguments(
                        field,
                        Map.of(
                            "type", "File", "value", "AAAA", "valueInfo", Map.of("filename", "x"))),
                    arguments(field, Map.of("type", "Json", "value", "{broken")),
                    arguments(field, Map.of("type", "Json", "value", "[".repeat(5000))),
                    arguments(field, Map.of("type", "Json", "value", "\"\\u0000\"")),
                    arguments(field, Map.of("type", "Xml", "value", "<a/>")),
                    arguments(field, Map.of("type", "Integer", "value", "abc")),
                    arguments(field, Map.of("type", "Date", "value", "yesterday")),
                    arguments(field, Map.of("type", "Boolean", "value", "perhaps")),
                    arguments(field, Map.of("type", "NoSuchType", "value", "x")),
                    arguments(field, Map.of("value", "a\u0000b"))));
  }

  @ParameterizedTest
  @MethodSource("controls")
  void noControlCharacterComesThrough(String text) {
    for (Map<String, Object> fields :
        List.of(rejects(text), returns(Map.of("item", "1.1.1", "reason", text)))) {
      Answer api =
          client.as("keyuan").post("/api/tasks/" + task + "/complete", Map.of("fields", fields));
      assertThat(api.status()).as(api.toString()).isEqualTo(400);
      for (boolean asJson : new boolean[] {true, false}) {
        Answer engine = engine("keyuan", "complete", typed(fields, asJson));
        assertThat(engine.status()).as(engine.toString()).isEqualTo(400);
      }
    }
  }

  static Stream<String> controls() {
    return Stream.of("a\u0000b", "a\u001Bb", "a\u0085b");
  }

  @Test
  void aHeldTaskNamesItsHolderAtBothDoors() {
    assertThat(client.as(COLLEAGUE).post("/api/tasks/" + task + "/claim", null).status())
        .isEqualTo(204);
    try {
      Map<String, Object> forward = fields("decision", "FORWARD");
      Answer api =
          client.as("keyuan").post("/api/tasks/" + task + "/complete", Map.of("fields", forward));
      Answer engine = engine("keyuan", "complete", typed(forward, false));
      Answer form = engine("keyuan", "submit-form", typed(forward, false));
      Answer claim =
          client
              .as("keyuan")
              .post("/engine-rest/task/" + task + "/claim", Map.of("userId", "keyuan"));
      Answer release = client.as("keyuan").post("/api/tasks/" + task + "/release", null);
      for (Answer answer : List.of(api, engine, form, claim, release)) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("task-held");
        assertThat(answer.body().path("holder").asText()).isEqualTo(COLLEAGUE);
        assertThat(answer.text()).contains("王同事");
      }
    } finally {
      client.as(COLLEAGUE).post("/api/tasks/" + task + "/release", null);
    }
    // Claiming and releasing counts in the engine's row, and nowhere else.
    before = state();
    assertThat(inbox.find(task).orElseThrow().assignee()).isNull();
  }

  @Test
  void nobodyClaimsForAnother() {
    Answer answer =
        client
            .as("keyuan")
            .post("/engine-rest/task/" + task + "/claim", Map.of("userId", COLLEAGUE));
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void everyLaterTaskOpensWithEmptyFields() throws IOException {
    String walked = walk.draft("panyuan", round);
    Set<String> keys = new TreeSet<>();
    try (Stream<Path> forms = Files.list(Path.of("forms"))) {
      for (Path form : forms.toList()) keys(json.readTree(form.toFile()), keys);
    }
    assertThat(keys).contains("decision", "opinion", "response", "statement", "returnedItems");
    opensEmpty(walked, keys);
    walk.does(
        "panyuan", walked, "userTask_selfAssess", Map.of("confirmed", true, "statement", "自述"));
    opensEmpty(walked, keys);
    walk.does("keyuan", walked, "userTask_reviewMaterials", returns("1.1.1"));
    opensEmpty(walked, keys);
    walk.does("panyuan", walked, "userTask_correctMaterials", Map.of("response", "已补"));
    opensEmpty(walked, keys);
    walk.does("keyuan", walked, "userTask_reviewMaterials", rejects("不予"));
    opensEmpty(walked, keys);
    walk.does(
        "keyuan-leader",
        walked,
        "userTask_signOff",
        Map.of("decision", "SEND_BACK", "opinion", "重审"));
    opensEmpty(walked, keys);
    walk.streetForwards(walked);
    opensEmpty(walked, keys);
    walk.forwards("zhangdian", walked);
    opensEmpty(walked, keys);
    walk.signs("zhangdian", walked);
    walk.does(
        "zibo",
        walked,
        "userTask_reviewMaterials",
        Map.of("decision", "FORWARD", "opinion", "同意上报"));
    opensEmpty(walked, keys);
    walk.does(
        "zibo-fire", walked, "userTask_giveOpinion", Map.of("stance", "OBJECT", "opinion", "通道不畅"));
    opensEmpty(walked, keys);
    Set<String> left =
        history.createHistoricVariableInstanceQuery().list().stream()
            .map(HistoricVariableInstance::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    left.retainAll(keys);
    assertThat(left).as("form fields that became variables").isEmpty();
  }

  private void opensEmpty(String walked, Set<String> keys) {
    List<TaskItem> open = inbox.ofApplication(walked);
    assertThat(open).isNotEmpty();
    for (TaskItem t : open) {
      String who = member(t);
      Answer values = client.as(who).get("/engine-rest/task/" + t.id() + "/form-variables");
      assertThat(values.status()).as(values.toString()).isEqualTo(200);
      Set<String> names = new TreeSet<>();
      values.body().fieldNames().forEachRemaining(names::add);
      assertThat(names).contains("file", "notes").doesNotContainAnyElementsOf(keys);
      assertThat(names)
          .isSubsetOf("file", "notes", "itemOptions", "sealOptions", "fileOptions", "batch");
      Answer form = client.as(who).get("/engine-rest/task/" + t.id() + "/deployed-form");
      assertThat(form.status()).isEqualTo(200);
      assertThat(form.text()).doesNotContain("defaultValue");
    }
  }

  private static String member(TaskItem t) {
    Map<String, String> places =
        Map.of("370303005000", "keyuan", "370303000000", "zhangdian", "370300000000", "zibo");
    String[] group = t.candidateGroup().split(":");
    return switch (group[0]) {
      case "community" -> "panyuan";
      case "reviewer" -> places.get(group[1]);
      case "leader" -> places.get(group[1]) + "-leader";
      default -> places.get(group[2]) + "-" + group[1].toLowerCase(java.util.Locale.ROOT);
    };
  }

  private static void keys(JsonNode component, Set<String> keys) {
    if (component.has("key")) keys.add(component.path("key").asText());
    component.path("components").forEach(c -> keys(c, keys));
  }

  private static String serialized(Object object) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** Tells when somebody makes one of it. */
  public static final class Gadget implements Serializable {

    private static final long serialVersionUID = 1;
    static volatile boolean touched;

    public Gadget() {
      touched = true;
    }

    private void readObject(ObjectInputStream in) {
      touched = true;
    }
  }
}
