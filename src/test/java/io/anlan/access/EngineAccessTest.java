package io.anlan.access;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.access.EngineCalls.Call;
import io.anlan.inbox.Inbox;
import io.anlan.round.Round;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.rest.impl.DefaultProcessEngineRestServiceImpl;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every call of the engine's own interfaces: people reach their own tasks and nothing else. */
@RunningAnlan
class EngineAccessTest {

  private static final String REST = "/engine-rest";
  private static final String TASKLIST = "/camunda/api/engine/engine/default";
  private static final String REFUSED = "engine-call-not-allowed";

  /** What Tasklist needs; all other calls are closed to people. */
  private static final Set<String> PEOPLE =
      lines(
          """
          GET /version
          GET /task
          POST /task
          GET /task/count
          POST /task/count
          GET /task/{id}
          GET /task/{id}/form
          GET /task/{id}/form-variables
          GET /task/{id}/deployed-form
          GET /task/{id}/identity-links
          GET /task/{id}/comment
          POST /task/{id}/claim
          POST /task/{id}/unclaim
          POST /task/{id}/complete
          POST /task/{id}/submit-form
          GET /filter
          OPTIONS /filter
          GET /filter/count
          GET /filter/{id}
          OPTIONS /filter/{id}
          GET /filter/{id}/list
          POST /filter/{id}/list
          GET /filter/{id}/count
          POST /filter/{id}/count
          GET /filter/{id}/singleResult
          POST /filter/{id}/singleResult
          GET /authorization/check
          OPTIONS /authorization
          OPTIONS /authorization/{id}
          OPTIONS /user
          OPTIONS /user/{id}
          OPTIONS /group
          OPTIONS /group/{id}
          GET /process-definition
          GET /process-definition/count
          GET /process-definition/{id}
          GET /process-definition/{id}/xml
          GET /history/user-operation
          GET /history/user-operation/count
          """);

  /** Queries that Cockpit sends as POST; a manager's other calls are reads. */
  private static final Set<String> MANAGER_QUERIES =
      lines(
          """
          POST /task
          POST /task/count
          POST /process-instance
          POST /process-instance/count
          POST /execution
          POST /execution/count
          POST /variable-instance
          POST /variable-instance/count
          POST /job
          POST /job/count
          POST /job-definition
          POST /job-definition/count
          POST /external-task
          POST /external-task/count
          POST /group
          POST /group/count
          POST /history/task
          POST /history/task/count
          POST /history/process-instance
          POST /history/process-instance/count
          POST /history/activity-instance
          POST /history/activity-instance/count
          POST /history/variable-instance
          POST /history/variable-instance/count
          POST /filter/{id}/list
          POST /filter/{id}/count
          POST /filter/{id}/singleResult
          """);

  /** Tasks: a manager who may not work on them is refused at the door, not by the list. */
  private static final Set<String> AT_THE_DOOR =
      lines(
          """
          POST /task/{id}/claim
          POST /task/{id}/unclaim
          POST /task/{id}/complete
          POST /task/{id}/submit-form
          """);

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Inbox inbox;
  @Autowired TaskService tasks;
  @Autowired JdbcClient jdbc;
  @Autowired FilterService filters;

  private static String number;
  private static Task task;

  private static Set<String> lines(String text) {
    return text.lines().collect(toCollection(TreeSet::new));
  }

  /** One file under review at Zhangdian, for all tests: none of them may change it. */
  @BeforeEach
  void aFileAtZhangdian() {
    if (number == null) {
      Round round = walk.freshRound(Tier.NATIONAL);
      number = walk.submitted("panyuan", round);
      walk.reaches("zhangdian", number);
      String id = inbox.ofApplication(number).get(0).id();
      task = tasks.createTaskQuery().taskId(id).singleResult();
    }
    assertThat(inbox.ofApplication(number))
        .as("the task is open, and nobody has it")
        .singleElement()
        .matches(t -> t.id().equals(task.getId()) && t.assignee() == null);
  }

  private static TreeSet<Call> engineCalls() {
    return EngineCalls.of(DefaultProcessEngineRestServiceImpl.class, "");
  }

  private static boolean reads(Call call) {
    return call.method().equals("GET") || call.method().equals("OPTIONS");
  }

  private static boolean administration(Call call) {
    return call.path().equals("/version")
        || reads(call) && call.path().matches("/(user|group|authorization|tenant)(/.*)?")
        || call.method().equals("POST") && call.path().matches("/(user|group)(/count)?");
  }

  /** Whether the list lets this kind of person call; what the engine then answers is its own. */
  private static boolean open(String kind, Call call) {
    if (call.method().equals("GET") && call.path().equals("/user/{id}/profile")) {
      return kind.equals("admin");
    }
    if (call.method().equals("GET") && call.path().equals("/identity/groups")) return false;
    String line = call.toString();
    return switch (kind) {
      case "people" -> PEOPLE.contains(line);
      case "manager" -> reads(call) || MANAGER_QUERIES.contains(line) || AT_THE_DOOR.contains(line);
      case "admin" -> administration(call);
      default -> false;
    };
  }

  @Test
  void theEnumerationKnowsTheEngine() {
    assertThat(engineCalls()).hasSizeGreaterThan(350);
    assertThat(engineCalls().stream().map(Call::toString).toList()).containsAll(PEOPLE);
    assertThat(engineCalls().stream().map(Call::toString).toList()).containsAll(MANAGER_QUERIES);
  }

  @ParameterizedTest
  @CsvSource({
    "linzi, people",
    "panyuan, people",
    "zhangdian-fire, people",
    "expert-fire, people",
    "manager, manager",
    "admin, admin",
    "security, nothing",
    "auditor, nothing"
  })
  void everyCallOfTheRestInterface(String person, String kind) {
    refusesAllBut(client.as(person), REST, engineCalls(), kind);
  }

  @ParameterizedTest
  @CsvSource({"linzi, people", "manager, manager", "admin, admin", "auditor, nothing"})
  void everyCallOfTasklistsInterface(String person, String kind) {
    refusesAllBut(webapp(person), TASKLIST, engineCalls(), kind);
  }

  private void refusesAllBut(Client.As caller, String root, Set<Call> calls, String kind) {
    Set<String> surprises = new TreeSet<>();
    for (Call call : calls) {
      Answer answer = caller.withJson(call.method(), root + filled(call.path()), body(call));
      boolean refused = answer.status() == 403 && REFUSED.equals(answer.code());
      boolean open = open(kind, call);
      if (refused == open) surprises.add(call + (open ? " is closed" : " is open: " + answer));
    }
    assertThat(surprises).isEmpty();
  }

  /** Nobody can read it, so that a hole in the list would change nothing. */
  private static String body(Call call) {
    return reads(call) || call.method().equals("DELETE") ? null : "{\"unreadable\": ";
  }

  /** The ids of things that are there, each in the place where its kind is named. */
  private String filled(String path) {
    String filter = filters.createTaskFilterQuery().list().get(0).getId();
    Map<String, String> ids = new LinkedHashMap<>();
    ids.put("/task/{id}", "/task/" + task.getId());
    ids.put("/process-instance/{id}", "/process-instance/" + task.getProcessInstanceId());
    ids.put("/execution/{id}", "/execution/" + task.getExecutionId());
    ids.put("/process-definition/{id}", "/process-definition/" + task.getProcessDefinitionId());
    ids.put("/filter/{id}", "/filter/" + filter);
    ids.put("/user/{id}", "/user/keyuan");
    for (var id : ids.entrySet()) path = path.replace(id.getKey(), id.getValue());
    return path.replaceAll("\\{\\w+}", "x");
  }

  /** Camunda's pages ask for a token of their own. */
  private Client.As webapp(String person) {
    Client.As browser = client.signedIn(person);
    browser.get("/camunda/app/tasklist/default/");
    return browser.header("X-XSRF-TOKEN", browser.cookie("XSRF-TOKEN"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"linzi", "manager", "admin", "security", "auditor"})
  void everyCallOfThePagesOwnInterfaces(String person) {
    Map<String, Application> pages =
        Map.of(
            "cockpit", new CockpitApplication(),
            "admin", new AdminApplication(),
            "tasklist", new TasklistApplication(),
            "welcome", new WelcomeApplication());
    Set<Call> calls = new TreeSet<>();
    pages.forEach(
        (page, application) ->
            application.getClasses().stream()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .forEach(
                    type -> {
                      String root = type.getAnnotation(Path.class).value();
                      calls.addAll(EngineCalls.of(type, "/" + page + "/" + root));
                    }));
    assertThat(calls).hasSizeGreaterThan(10);
    Client.As caller = webapp(person);
    Set<String> surprises = new TreeSet<>();
    for (Call call : calls) {
      // Ends the session; so does nobody any harm.
      if (call.path().endsWith("/logout")) continue;
      String path = call.path().replaceAll("\\{(engine|processEngineName)}", "default");
      Answer answer = caller.withJson(call.method(), "/camunda/api" + filled(path), body(call));
      boolean refused = answer.status() == 403 && REFUSED.equals(answer.code());
      if (refused == pageOpen(person, call)) surprises.add(call + " " + answer);
    }
    assertThat(surprises).isEmpty();
  }

  private static boolean pageOpen(String person, Call call) {
    boolean gets = call.method().equals("GET");
    if (call.path().startsWith("/admin/auth/user")) return gets;
    return switch (call.path().split("/")[1]) {
      case "cockpit" -> person.equals("manager");
      case "admin" -> gets && person.equals("admin");
      default -> gets;
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"linzi", "linzi-leader", "zibo", "panyuan", "panzhuang", "zhangdian-fire"})
  void othersTasksShowAndTakeNothing(String person) {
    for (Client.As caller : List.of(client.as(person), webapp(person))) {
      String root = caller.cookie("XSRF-TOKEN") == null ? REST : TASKLIST;
      String path = root + "/task/" + task.getId();
      for (String part : PARTS) nothing(caller.get(path + part));
      nothing(caller.post(path + "/claim", Map.of("userId", person)));
      nothing(caller.post(path + "/claim", Map.of("userId", "zhangdian")));
      nothing(caller.post(path + "/unclaim", Map.of()));
      nothing(caller.post(path + "/complete", Map.of("variables", RETURNS)));
      nothing(caller.post(path + "/submit-form", Map.of("variables", RETURNS)));
    }
  }

  private static final List<String> PARTS =
      List.of("", "/form", "/form-variables", "/deployed-form", "/identity-links", "/comment");

  private static final Map<String, Object> RETURNS =
      Map.of("decision", Map.of("value", "REJECT"), "opinion", Map.of("value", "不予推荐"));

  private static void nothing(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isIn(403, 404);
    assertThat(answer.text()).doesNotContain("370303005003", "reviewer:370303000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"linzi", "linzi-leader", "wenshao", "panzhuang", "expert-fire"})
  void listsAndCountsShowOnesOwnTasksOnly(String person) {
    Client.As caller = client.as(person);
    List<Map<String, Object>> curious =
        List.of(
            Map.of("processInstanceBusinessKey", number),
            Map.of("candidateGroup", "reviewer:370303000000", "includeAssignedTasks", true),
            Map.of("processVariables", List.of(variable("community", "370303005003"))),
            Map.of("taskId", task.getId()),
            Map.of(
                "orQueries",
                List.of(Map.of("processInstanceBusinessKey", number, "taskId", task.getId()))));
    List<String> roots =
        Stream.concat(
                Stream.of("/task"),
                filters.createTaskFilterQuery().list().stream().map(f -> "/filter/" + f.getId()))
            .toList();
    for (Map<String, Object> query : curious) {
      for (String root : roots) {
        boolean filter = root.startsWith("/filter");
        Answer list = caller.post(REST + root + (filter ? "/list" : ""), query);
        assertThat(list.text()).as(root + query).isEqualTo("[]");
        Answer count = caller.post(REST + root + "/count", query);
        assertThat(count.body().path("count").asInt(-1)).as(root + query + count).isZero();
      }
    }
    Answer all = caller.get(REST + "/task?maxResults=500");
    assertThat(all.text()).doesNotContain(task.getId());
    assertThat(caller.get(REST + "/task/count").body().path("count").asInt())
        .isEqualTo(all.body().size());
    assertThat(caller.get(REST + "/history/user-operation").text()).isEqualTo("[]");
  }

  private static Map<String, String> variable(String name, String value) {
    return Map.of("name", name, "operator", "eq", "value", value);
  }

  @Test
  void whoeverWorksOnTheTaskFindsIt() {
    Answer found =
        client.as("zhangdian").post(REST + "/task", Map.of("processInstanceBusinessKey", number));
    assertThat(found.body().findValuesAsText("id")).containsExactly(task.getId());
    for (String part : PARTS.subList(0, 4)) {
      Answer answer = client.as("zhangdian").get(REST + "/task/" + task.getId() + part);
      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }
  }

  @Test
  void whatAColleagueHoldsIsGivenBackByNobodyElse() {
    People.add(jdbc, "zhangdian-second", "REVIEWER:370303000000");
    String path = "/task/" + task.getId();
    Client.As holder = client.as("zhangdian");
    Client.As colleague = client.as("zhangdian-second");
    assertThat(holder.post(REST + path + "/claim", Map.of("userId", "zhangdian")).status())
        .isEqualTo(204);
    for (String act : List.of("unclaim", "claim", "complete")) {
      Answer answer = colleague.post(REST + path + "/" + act, Map.of("userId", "zhangdian-second"));
      assertThat(answer.status()).as(act + answer).isEqualTo(409);
      assertThat(answer.body().path("holder").asText()).isEqualTo("zhangdian");
    }
    assertThat(holder.post(REST + path + "/unclaim", Map.of()).status()).isEqualTo(204);
    People.remove(jdbc, "zhangdian-second");
  }

  @Test
  void aQueryCarriesNoExpression() {
    String filter = filters.createTaskFilterQuery().list().get(0).getId();
    Map<String, String> query = Map.of("assigneeExpression", "${currentUser()}");
    for (String path : List.of("/task", "/task/count", "/filter/" + filter + "/list")) {
      assertThat(client.as("linzi").post(REST + path, query).status()).as(path).isEqualTo(400);
    }
  }

  @Test
  void nobodyAsksWhatOthersMayDo() {
    Answer answer =
        client
            .as("linzi")
            .get(
                REST
                    + "/authorization/check?permissionName=READ&resourceName=Task&resourceType=7"
                    + "&userId=zhangdian&resourceId="
                    + task.getId());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
    assertThat(client.as("linzi").get(REST + "/identity/groups?userId=zhangdian").code())
        .isEqualTo(REFUSED);
    assertThat(client.as("linzi").get(REST + "/user/zhangdian/profile").code()).isEqualTo(REFUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/engine-rest//process-instance",
        "/engine-rest/./process-instance",
        "/engine-rest/process-instance/",
        "/engine-rest/process-instance;x=1",
        "/engine-rest;x=1/process-instance",
        "/engine-rest/%70rocess-instance",
        "/%65ngine-rest/process-instance",
        "/engine-rest/task/../process-instance",
        "/engine-rest/task/%2e%2e/process-instance",
        "/engine-rest/task/..;/process-instance",
        "/engine-rest/task%2F..%2Fprocess-instance",
        "/Engine-Rest/process-instance",
        "/engine-rest/Process-Instance",
        "/engine-rest/engine/default/process-instance",
        "/engine-rest/engine/DEFAULT/process-instance",
        "/engine-rest/engine/other/process-instance",
        "/engine-rest/engine/default/engine/default/process-instance",
        "/engine-rest/process-definition/statistics",
        "/engine-rest/process-definition/key/application/statistics",
        "/engine-rest/task/report/candidate-group-count",
        "/camunda/api/engine/engine/default/process-instance",
        "/camunda/api/engine/engine/default/./process-instance",
        "/camunda/api/engine/engine/default/%70rocess-instance",
        "/camunda/api/%65ngine/engine/default/process-instance",
        "/camunda/api/engine/engine/other/process-instance",
        "/camunda//api/engine/engine/default/process-instance",
        "/camunda/./api/engine/engine/default/process-instance",
      })
  void noSpellingOfAPathLeadsAround(String path) {
    for (Client.As caller : List.of(client.as("linzi"), webapp("linzi"))) {
      for (String method : List.of("GET", "POST", "HEAD", "OPTIONS", "TRACE", "PROPFIND")) {
        Answer answer = caller.withJson(method, path, method.equals("POST") ? "{}" : null);
        assertThat(answer.status()).as(method + answer).isGreaterThanOrEqualTo(300);
        assertThat(answer.text()).doesNotContain(task.getProcessInstanceId(), "\"count\"");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
  void noHeaderTurnsOneMethodIntoAnother(String header) {
    Answer answer =
        client
            .as("zhangdian")
            .header(header, "DELETE")
            .post(REST + "/task/" + task.getId() + "?_method=DELETE", Map.of());
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void aManagerReadsEverythingThatRuns() {
    Client.As manager = client.as("manager");
    Answer instance = manager.get(REST + "/process-instance/" + task.getProcessInstanceId());
    assertThat(instance.body().path("businessKey").asText()).isEqualTo(number);
    assertThat(manager.get(REST + "/task/" + task.getId()).status()).isEqualTo(200);
    for (String act : List.of("claim", "unclaim", "complete", "submit-form")) {
      Answer answer =
          manager.post(REST + "/task/" + task.getId() + "/" + act, Map.of("userId", "manager"));
      assertThat(answer.status()).as(act + answer).isIn(400, 403);
    }
  }

  @Test
  void withoutAnActiveAccountNothingIsOpen() {
    assertThat(client.stranger().get(REST + "/task").status()).isEqualTo(401);
    assertThat(client.browser().get(TASKLIST + "/task").status()).isEqualTo(401);
    assertThat(client.as("linzi", "wrong").get(REST + "/task").status()).isEqualTo(401);
    Client.As browser = webapp("linzi");
    assertThat(browser.get(TASKLIST + "/task").status()).isEqualTo(200);
    assertThat(browser.without("X-XSRF-TOKEN").post(TASKLIST + "/task", Map.of()).status())
        .as("Camunda's own token")
        .isEqualTo(403);
    assertThat(browser.get(REST + "/task").status())
        .as("a session opens no door for programs")
        .isEqualTo(401);
  }
}
