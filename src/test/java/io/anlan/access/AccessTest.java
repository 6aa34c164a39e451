package io.anlan.access;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.designation.Designations;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.round.Round;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.VisitRows;
import io.anlan.support.Walk;
import io.anlan.visit.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Every endpoint for everybody, inside and outside the territory: what one may not see does not
 * exist (404), what one sees but may not do is refused (403), and both before the body is read.
 */
@RunningAnlan
class AccessTest {

  /**
   * Who is let in; an endpoint that is not here fails the test.
   *
   * <p>{@code public} everybody, {@code anybody} everybody who signed in, {@code COMMUNITY} and the
   * like whoever has one of these roles; a user name is that person; the other words are columns of
   * {@link #FILES}. Each line is called from top to bottom, so what changes a file stands below
   * what needs it.
   */
  private static final String ENDPOINTS =
      """
      GET    /api/me                                                          anybody
      GET    /api/rounds                                                      anybody
      POST   /api/rounds                                                      SYSTEM_ADMIN
      POST   /api/rounds/{round}/opening                                      SYSTEM_ADMIN
      POST   /api/rounds/{round}/extension                                    SYSTEM_ADMIN
      POST   /api/rounds/{round}/closing                                      SYSTEM_ADMIN
      GET    /api/criteria                                                    anybody
      GET    /api/criteria/{criteria}                                         anybody
      POST   /api/criteria                                                    SYSTEM_ADMIN
      GET    /api/policies                                                    SYSTEM_ADMIN
      POST   /api/policies                                                    SYSTEM_ADMIN
      GET    /api/applications                                                anybody
      POST   /api/applications                                                COMMUNITY
      GET    /api/applications/{number}                                       sees
      GET    /api/applications/{number}/assessment                            sees
      GET    /api/applications/{number}/profile                               sees
      GET    /api/applications/{number}/timeline                              sees
      PUT    /api/applications/{number}/profile                               applicant
      PUT    /api/applications/{number}/conditions                            applicant
      PUT    /api/applications/{number}/scores/SELF                           applicant
      PUT    /api/applications/{number}/scores/DISTRICT                       scorer
      PUT    /api/applications/{number}/scores/{stage}                        nobody
      POST   /api/applications/{number}/scores/DISTRICT/confirm               scorer
      POST   /api/applications/{number}/evidence                              applicant
      POST   /api/applications/{number}/uploads                               applicant
      GET    /api/applications/{number}/uploads/{upload}                      applicant
      PATCH  /api/applications/{number}/uploads/{upload}                      applicant
      POST   /api/applications/{number}/uploads/{upload}/completion           applicant
      DELETE /api/applications/{number}/uploads/{upload}                      applicant
      POST   /api/applications/{number}/seals                                 signer
      POST   /api/applications/{number}/withdrawal                            applicant
      POST   /api/applications/{number}/cancellation                          leader
      GET    /api/evidence/{evidence}                                         sees
      PATCH  /api/evidence/{evidence}                                         applicant
      DELETE /api/evidence/{evidence}                                         applicant
      GET    /api/tasks                                                       anybody
      GET    /api/tasks/counts                                                anybody
      POST   /api/tasks/{task}/claim                                          worker
      POST   /api/tasks/{task}/complete                                       worker
      POST   /api/tasks/{task}/transfer                                       worker
      POST   /api/tasks/{task}/extension                                      worker
      POST   /api/tasks/{task}/release                                        worker
      POST   /api/tasks/{task}/delegate                                       worker
      POST   /api/tasks/{task}/read                                           worker
      POST   /api/tasks/{task}/take-back                                      worker
      POST   /api/tasks/{task}/nudge                                          sees
      POST   /api/designations                                                REVIEWER
      GET    /api/visits/{visit}                                              sees
      PUT    /api/visits/{visit}/scores/{item}                                team
      PUT    /api/visits/{visit}/findings/{uuid}                              team
      DELETE /api/visits/{visit}/findings/{uuid}                              team
      PUT    /api/visits/{visit}/photos/{uuid}                                team
      DELETE /api/visits/{visit}/photos/{uuid}                                team
      PUT    /api/visits/{visit}/minutes/{section}                            team
      PUT    /api/visits/{visit}/signature                                    team
      GET    /visits/{visit}                                                  sees
      GET    /visits/{visit}/visit.ics                                        sees
      GET    /visits/{visit}/report                                           offices
      GET    /visits/{visit}/report.docx                                      offices
      GET    /visits/{visit}/team                                             offices
      POST   /visits/{visit}/team                                             sender
      POST   /visits/{visit}/leader                                           sender
      GET    /visits/{visit}/rectification                                    sees
      POST   /visits/{visit}/findings/{uuid}/response                         applicant
      POST   /visits/{visit}/findings/{uuid}/proofs                           applicant
      POST   /visits/{visit}/findings/{uuid}/proofs/{id}/removal              applicant
      GET    /v3/api-docs                                                     anybody
      GET    /v3/api-docs.yaml                                                anybody
      GET    /                                                                anybody
      GET    /login                                                           public
      GET    /password                                                        anybody
      POST   /password                                                        anybody
      GET    /designations                                                    anybody
      POST   /designations                                                    REVIEWER
      GET    /me                                                              anybody
      POST   /me/telephone                                                    anybody
      POST   /me/absences                                                     anybody
      POST   /me/absences/end                                                 anybody
      POST   /me/phrases                                                      anybody
      POST   /me/phrases/remove                                               anybody
      POST   /me/notifications                                                anybody
      GET    /notices                                                         anybody
      POST   /display                                                         public
      POST   /applications/{number}/questions                                 asker
      POST   /applications/{number}/questions/{id}/answer                     applicant
      POST   /inbox/filters                                                   anybody
      POST   /inbox/filters/remove                                            anybody
      POST   /inbox/batch                                                     anybody
      POST   /inbox/batch/complete                                            anybody
      GET    /inbox/batch/result                                              anybody
      GET    /extensions                                                      LEADER
      POST   /extensions                                                      LEADER
      GET    /tasks/{task}                                                    looks
      POST   /tasks/{task}/co-reviewers                                       worker
      POST   /tasks/{task}/co-reviewers/removal                               worker
      POST   /tasks/{task}/co-review                                          nobody
      POST   /applications/{number}/copies                                    asker
      POST   /tasks/{task}/draft                                              worker
      POST   /tasks/{task}/claim                                              worker
      POST   /tasks/{task}/transfer                                           worker
      POST   /tasks/{task}/extension                                          worker
      POST   /tasks/{task}/delegate                                           worker
      POST   /tasks/{task}/take-back                                          worker
      POST   /tasks/{task}/nudge                                              sees
      POST   /tasks/{task}/release                                            worker
      POST   /tasks/{task}                                                    worker
      GET    /applications                                                    anybody
      POST   /applications                                                    COMMUNITY
      GET    /applications/{number}                                           sees
      GET    /applications/{number}/sheet                                     sees
      GET    /applications/{number}/opinions                                  sees
      POST   /applications/{number}/seals                                     signer
      GET    /applications/{number}/process                                   sees
      GET    /applications/{number}/book.zip                                  sees
      GET    /applications/{number}/evidence/{evidence}/view                  sees
      GET    /applications/{number}/evidence/{evidence}/thumbnail             sees
      GET    /applications/{number}/evidence/{evidence}/pages/{no}            sees
      GET    /applications.xlsx                                               anybody
      GET    /applications/{number}/assessment                                sees
      GET    /applications/{number}/assessment/parts/{where}                  sees
      POST   /applications/{number}/assessment/profile                        applicant
      POST   /applications/{number}/assessment/conditions/{no}                applicant
      POST   /applications/{number}/assessment/items/{item}/SELF              applicant
      POST   /applications/{number}/assessment/items/{item}/DISTRICT          scorer
      POST   /applications/{number}/assessment/confirmation                   scorer
      POST   /applications/{number}/assessment/former                         applicant
      POST   /applications/{number}/assessment/evidence/{where}               applicant
      POST   /applications/{number}/assessment/evidence/{where}/{id}/removal  applicant
      POST   /applications/{number}/assessment/returns/{where}                reviewer
      POST   /applications/{number}/assessment/returns/{where}/removal        reviewer
      GET    /admin                                                           SYSTEM_ADMIN,SECURITY_ADMIN,AUDITOR
      GET    /admin/accounts                                                  SYSTEM_ADMIN
      POST   /admin/accounts                                                  SYSTEM_ADMIN
      POST   /admin/accounts/check                                            SYSTEM_ADMIN
      POST   /admin/accounts/import                                           SYSTEM_ADMIN
      GET    /admin/accounts/{username}                                       SYSTEM_ADMIN
      POST   /admin/accounts/{username}/password                              SYSTEM_ADMIN
      POST   /admin/accounts/{username}/state                                 SYSTEM_ADMIN
      POST   /admin/accounts/{username}/unlocking                             SYSTEM_ADMIN
      GET    /admin/offices                                                   SYSTEM_ADMIN
      POST   /admin/offices                                                   SYSTEM_ADMIN
      GET    /admin/offices/{office}                                          SYSTEM_ADMIN
      POST   /admin/offices/{office}                                          SYSTEM_ADMIN
      POST   /admin/offices/{office}/state                                    SYSTEM_ADMIN
      POST   /admin/offices/{office}/divisions                                SYSTEM_ADMIN
      GET    /admin/roles                                                     SECURITY_ADMIN
      GET    /admin/roles/{username}                                          SECURITY_ADMIN
      POST   /admin/roles/{username}/grants                                   SECURITY_ADMIN
      POST   /admin/roles/{username}/removal                                  SECURITY_ADMIN
      GET    /admin/divisions                                                 SYSTEM_ADMIN
      POST   /admin/divisions                                                 SYSTEM_ADMIN
      GET    /admin/rounds                                                    SYSTEM_ADMIN
      POST   /admin/rounds                                                    SYSTEM_ADMIN
      POST   /admin/rounds/{round}/opening                                    SYSTEM_ADMIN
      POST   /admin/rounds/{round}/extension                                  SYSTEM_ADMIN
      POST   /admin/rounds/{round}/levels                                     SYSTEM_ADMIN
      POST   /admin/rounds/{round}/closing                                    SYSTEM_ADMIN
      GET    /admin/criteria                                                  SYSTEM_ADMIN
      GET    /admin/criteria/{criteria}                                       SYSTEM_ADMIN
      POST   /admin/criteria                                                  SYSTEM_ADMIN
      GET    /admin/policies                                                  SYSTEM_ADMIN
      POST   /admin/policies                                                  SYSTEM_ADMIN
      GET    /admin/messages                                                  SYSTEM_ADMIN
      POST   /admin/messages/{message}/resend                                 SYSTEM_ADMIN
      POST   /admin/messages/{message}/discard                                SYSTEM_ADMIN
      GET    /admin/messages/templates                                        SYSTEM_ADMIN
      GET    /admin/messages/templates/{kind}/{language}                      SYSTEM_ADMIN
      POST   /admin/messages/templates/{kind}/{language}                      SYSTEM_ADMIN
      GET    /admin/calendar                                                  SYSTEM_ADMIN
      POST   /admin/calendar/years                                            SYSTEM_ADMIN
      POST   /admin/calendar/days                                             SYSTEM_ADMIN
      POST   /admin/calendar/days/removal                                     SYSTEM_ADMIN
      GET    /admin/clock                                                     SYSTEM_ADMIN
      POST   /admin/clock                                                     SYSTEM_ADMIN
      GET    /admin/trail                                                     AUDITOR
      POST   /admin/trail/verification                                        AUDITOR
      POST   /admin/trail/export                                              AUDITOR
      GET    /experts                                                         REVIEWER,LEADER
      GET    /experts/me                                                      EXPERT
      GET    /experts/me/edit                                                 EXPERT
      POST   /experts/me                                                      EXPERT
      GET    /experts/entries/{expert}                                        REVIEWER,LEADER
      GET    /experts/entries/{expert}/edit                                   zhangdian
      POST   /experts/entries/{expert}                                        zhangdian
      GET    /experts/entries/{expert}/guidance                               REVIEWER
      POST   /experts/entries/{expert}/guidance                               REVIEWER
      GET    /experts/guidance                                                REVIEWER,LEADER
      GET    /experts/import                                                  REVIEWER
      GET    /experts/import/template.xlsx                                    REVIEWER
      POST   /experts/import                                                  REVIEWER
      GET    /visits                                                          anybody
      GET    /visits/calendar.ics                                             anybody
      GET    /visits/draws                                                    REVIEWER,LEADER,MANAGER
      GET    /visits/draws/{draw}                                             REVIEWER,LEADER,MANAGER
      GET    /visits/draws/{draw}/list.csv                                    REVIEWER,LEADER,MANAGER
      POST   /visits/complaints                                               REVIEWER
      GET    /actuator                                                        anybody
      GET    /actuator/health                                                 public
      GET    /actuator/health/**                                              public
      *      /error                                                           afterAnError
      """;

  /**
   * Files in each state, and what people are to them there; everybody else is a stranger. The one
   * that is visited is for the endpoints of visits.
   */
  private static final String FILES =
      """
      state        | sees                                         | applicant | scorer    | leader           | signer                | worker | looks | reviewer | asker | team | offices | sender
      DRAFT        | panyuan                                      | panyuan   |           |                  | panyuan               | panyuan | panyuan | |
      STREET       | panyuan ROUTE                                | panyuan   | zhangdian | keyuan-leader    | panyuan               | keyuan | keyuan keyuan-leader | keyuan | keyuan
      SIGN_OFF     | panyuan ROUTE                                | panyuan   | zhangdian | keyuan-leader    | panyuan keyuan-leader | keyuan-leader | keyuan keyuan-leader | | keyuan-leader
      DISTRICT     | panyuan ROUTE                                | panyuan   | zhangdian | zhangdian-leader | panyuan               | zhangdian | zhangdian zhangdian-leader | zhangdian | zhangdian
      CONSULTATION | panyuan ROUTE ZHANGDIAN                      | panyuan   | zhangdian | zhangdian-leader | panyuan               | zhangdian-fire | zhangdian-fire zhangdian zhangdian-leader | | zhangdian-fire zhangdian-meteorology
      NAMING       | panyuan ROUTE ZHANGDIAN ZIBO NATION BODIES   | panyuan   | zhangdian | nation-leader    | panyuan               | body-ncdr | body-ncdr nation nation-leader manager | |
      WITHDRAWN    | panyuan ROUTE                                | panyuan   | zhangdian | keyuan-leader    |                       | panyuan | panyuan | |
      VISIT        | panyuan ROUTE expert-fire                    | panyuan   |           |                  |                       | | | | | expert-fire | ROUTE | zhangdian
      """;

  private static final Map<String, String> PEOPLE =
      Map.of(
          "ROUTE",
          "keyuan keyuan-leader zhangdian zhangdian-leader zibo zibo-leader shandong"
              + " shandong-leader nation nation-leader manager",
          "ZHANGDIAN",
          "zhangdian-meteorology zhangdian-fire",
          "ZIBO",
          "zibo-fire",
          "NATION",
          "nation-fire",
          "BODIES",
          "body-ncdr body-cea",
          "ELSEWHERE",
          "panzhuang wenshao-community nanding nanding-leader wenshao linzi"
              + " linzi-leader expert-fire admin security auditor");

  /** The tasks of a batch are seen by the naming office and the body, whoever sees the file. */
  private static final Set<String> SEE_THE_BATCH =
      Set.of("nation", "nation-leader", "manager", "body-ncdr");

  /** What else is seen by some only: what does not exist for others is 404. */
  private static final Map<String, String> SEEN_BY =
      Map.of("{draw}", "zibo zibo-leader shandong shandong-leader nation nation-leader manager");

  private static final String UNREADABLE = "{\"unreadable\": ";

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Inbox inbox;
  @Autowired Designations designations;
  @Autowired Draws draws;
  @Autowired JdbcClient jdbc;
  @Autowired VisitRows rows;
  @Autowired List<RequestMappingInfoHandlerMapping> mappings;

  private long draw;
  private long message;

  /** One line of the matrix. */
  private record Endpoint(String method, String path, String who) {

    boolean page() {
      return !path.startsWith("/api") && !path.startsWith("/v3");
    }

    boolean ofFile() {
      return path.contains("{number}") || path.contains("{evidence}") || ofTask() || ofVisit();
    }

    boolean ofVisit() {
      return path.contains("{visit}");
    }

    boolean ofTask() {
      return path.contains("{task}");
    }
  }

  private record File(
      String state,
      String number,
      String task,
      List<String> evidence,
      long visit,
      Map<String, Set<String>> is) {

    Set<String> who(String what) {
      return is.getOrDefault(what, Set.of());
    }
  }

  private static List<Endpoint> endpoints() {
    return ENDPOINTS
        .lines()
        .map(line -> line.split("\\s+"))
        .map(cells -> new Endpoint(cells[0], cells[1], cells[2]))
        .toList();
  }

  private static Set<String> people(String names) {
    return Arrays.stream(names.strip().split("\\s+"))
        .filter(name -> !name.isEmpty())
        .flatMap(
            name -> PEOPLE.containsKey(name) ? people(PEOPLE.get(name)).stream() : Stream.of(name))
        .collect(toCollection(LinkedHashSet::new));
  }

  private static Set<String> everybody() {
    return people("panyuan ROUTE ZHANGDIAN ZIBO NATION BODIES ELSEWHERE");
  }

  @Test
  void everyEndpointIsInTheMatrix() {
    Set<String> known = new TreeSet<>();
    endpoints().forEach(e -> known.add(e.method + " " + e.path.replaceAll("\\{\\w+}", "{}")));
    Set<String> found = new TreeSet<>();
    for (RequestMappingInfoHandlerMapping mapping : mappings) {
      for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        for (String path : info.getPatternValues()) {
          String shape = path.isEmpty() ? "/" : path.replaceAll("\\{\\w+}", "{}");
          if (methods.isEmpty()) found.add("* " + shape);
          methods.forEach(method -> found.add(method + " " + shape));
        }
      }
    }
    assertThat(found).isEqualTo(known);
  }

  @TestFactory
  Stream<DynamicTest> everyEndpointForEverybodyInEveryState() {
    Map<String, File> files = files();
    Map<String, Client.As> programs = new LinkedHashMap<>();
    Map<String, Client.As> browsers = new LinkedHashMap<>();
    programs.put("stranger", client.stranger());
    browsers.put("stranger", client.browser());
    for (String person : everybody()) {
      programs.put(person, client.as(person));
      browsers.put(person, client.signedIn(person));
    }
    long round = walk.freshRound(Tier.MUNICIPAL).id();
    List<DynamicTest> tests = new ArrayList<>();
    List<Endpoint> endpoints = endpoints();
    for (int n = 0; n < endpoints.size(); n++) {
      Endpoint endpoint = endpoints.get(n);
      if (endpoint.who.equals("afterAnError")) continue;
      int row = n;
      for (File file : files.values()) {
        if (!endpoint.ofFile() && !file.state.equals("DRAFT")) continue;
        if (endpoint.ofVisit() != file.state.equals("VISIT")) continue;
        String name = endpoint.method + " " + endpoint.path;
        tests.add(
            DynamicTest.dynamicTest(
                endpoint.ofFile() ? name + " · " + file.state : name,
                () -> {
                  String path = path(endpoint, file, row, round);
                  Set<String> surprises = new TreeSet<>();
                  (endpoint.page() ? browsers : programs)
                      .forEach(
                          (person, caller) -> {
                            String expected = expected(endpoint, file, person);
                            String answered = answered(endpoint, path, caller);
                            if (!answered.equals(expected))
                              surprises.add(person + ": " + answered + ", not " + expected);
                          });
                  assertThat(surprises).as("%s (%s)", name, file.state).isEmpty();
                }));
      }
    }
    return tests.stream();
  }

  private String expected(Endpoint endpoint, File file, String person) {
    if (endpoint.who.equals("public")) return "let in";
    if (person.equals("stranger")) return endpoint.page() ? "to the login" : "401";
    if (!endpoint.ofFile()) {
      boolean letIn =
          endpoint.who.equals("anybody")
              || endpoint.who.equals(person)
              || walk.who(person).grants().stream()
                  .anyMatch(
                      grant -> List.of(endpoint.who.split(",")).contains(grant.role().name()));
      if (!letIn) return "403";
      boolean hidden =
          SEEN_BY.entrySet().stream()
              .filter(seen -> endpoint.path.contains(seen.getKey()))
              .anyMatch(seen -> !people(seen.getValue()).contains(person));
      return hidden ? "404" : "let in";
    }
    boolean sees =
        endpoint.ofTask() && file.state.equals("NAMING")
            ? SEE_THE_BATCH.contains(person)
            : file.who("sees").contains(person);
    if (!sees) return "404";
    return file.who(endpoint.who).contains(person) ? "let in" : "403";
  }

  /** Writes carry a body that nobody can read, so whoever is let in changes nothing with it. */
  private static String answered(Endpoint endpoint, String path, Client.As caller) {
    boolean reads = endpoint.method.equals("GET");
    Answer answer = caller.withJson(endpoint.method, path, reads ? null : UNREADABLE);
    String to = answer.location();
    if (answer.status() == 302 && (to.endsWith("/login") || to.endsWith("/login?expired"))) {
      return "to the login";
    }
    return switch (answer.status()) {
      case 401, 403, 404 -> String.valueOf(answer.status());
      default -> {
        boolean well = answer.status() < (reads ? 400 : 500);
        yield well ? "let in" : answer.toString();
      }
    };
  }

  private String path(Endpoint endpoint, File file, int row, long round) {
    Map<String, String> values = new HashMap<>();
    values.put("number", file.number);
    values.put("task", file.task);
    // Each line has an evidence of its own, as one of them removes it.
    values.put("evidence", file.evidence.get(row % file.evidence.size()));
    values.put("id", file.evidence.get(row % file.evidence.size()));
    values.put("visit", String.valueOf(file.visit));
    values.put("uuid", new UUID(row, row).toString());
    values.put("section", "SITE");
    values.put("upload", "upload-" + file.number);
    values.put("round", String.valueOf(round));
    values.put("criteria", "2026-working");
    values.put("stage", "VISIT");
    values.put("no", "1");
    values.put("item", "1.1.1");
    values.put("where", "item-1.1.1");
    values.put("username", "panyuan");
    values.put("office", "370303000000");
    values.put("expert", "expert-fire");
    values.put("message", String.valueOf(message));
    values.put("kind", "DUE");
    values.put("language", "en");
    values.put("draw", String.valueOf(draw));
    String path = endpoint.path.replace("/**", "/liveness");
    for (var value : values.entrySet()) {
      path = path.replace("{" + value.getKey() + "}", value.getValue());
    }
    return path;
  }

  /** A file of panyuan's that the city draws or does not. */
  private void drawn() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    walk.reaches("zibo", number);
    draws.selected(walk.file(number));
    draw =
        jdbc.sql("select draw_id from visit_draw_file where number = ?")
            .param(number)
            .query(Long.class)
            .single();
  }

  /** Panyuan's files, each brought to its state in a round of its own. */
  private Map<String, File> files() {
    drawn();
    message =
        jdbc.sql(
                """
                insert into notification_message (channel, username, kind, facts, written_at, state)
                values ('MAIL', 'panyuan', 'DUE', '{}', now(), 'SENT') returning id""")
            .query(Long.class)
            .single();
    List<String> lines = FILES.lines().toList();
    String[] columns = cells(lines.get(0));
    Map<String, File> files = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = cells(line);
      Map<String, Set<String>> is = new HashMap<>();
      for (int c = 1; c < cells.length; c++) is.put(columns[c], people(cells[c]));
      files.put(cells[0], file(cells[0], is));
    }
    return files;
  }

  private static String[] cells(String line) {
    return Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
  }

  private File file(String state, Map<String, Set<String>> is) {
    Round round = walk.freshRound(Tier.NATIONAL);
    String number = walk.draft("panyuan", round);
    List<String> evidence =
        jdbc.sql("select id from evidence where application_number = ? order by id")
            .param(number)
            .query(String.class)
            .list();
    jdbc.sql(
            """
            insert into unfinished_upload (id, application_number, target, file_name, size,
              last_modified, received, username, touched_at)
            values ('upload-' || ?, ?, 'item/1.1.1', '演练.mp4', 9, 0, 0, 'panyuan', now())""")
        .params(number, number)
        .update();
    if (!state.equals("DRAFT")) {
      walk.does("panyuan", number, "userTask_selfAssess", Map.of("confirmed", true));
    }
    String task = null;
    switch (state) {
      case "SIGN_OFF" ->
          walk.does("keyuan", number, "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
      case "DISTRICT" -> walk.reaches("zhangdian", number);
      case "CONSULTATION" -> {
        walk.reaches("zhangdian", number);
        walk.scores("zhangdian", number);
        walk.does("zhangdian", number, "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
        task = task(inbox.ofApplication(number), "department:FIRE:370303000000");
      }
      case "NAMING" -> {
        walk.reaches("nation", number);
        walk.forwards("nation", number);
        walk.signs("nation", number);
        String batch = designations.open(walk.who("nation"), round.id(), List.of(number));
        task = task(inbox.ofBatch(batch), "body:NCDR");
      }
      case "WITHDRAWN" -> {
        task =
            jdbc.sql("select id from inbox_done where number = ?")
                .param(number)
                .query(String.class)
                .single();
        walk.withdraws("panyuan", number);
      }
      default -> {}
    }
    if (task == null) task = inbox.ofApplication(number).get(0).id();
    long visit = state.equals("VISIT") ? rows.visiting(number) : 0;
    return new File(state, number, task, evidence, visit, is);
  }

  private static String task(List<TaskItem> open, String group) {
    return open.stream()
        .filter(t -> t.candidateGroup().equals(group))
        .findFirst()
        .orElseThrow()
        .id();
  }
}
