package io.anlan.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.inbox.Inbox;
import io.anlan.round.Round;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists, counts, searches, sorts and error messages say nothing of other people's files. */
@RunningAnlan
class TerritoryTest {

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Inbox inbox;
  @Autowired JdbcClient jdbc;

  private static Round round;
  private static String number;

  @BeforeEach
  void aFileAtKeyuan() {
    if (number != null) return;
    round = walk.freshRound(Tier.NATIONAL);
    number = walk.submitted("panyuan", round);
  }

  private String task() {
    return inbox.ofApplication(number).get(0).id();
  }

  private int found(String person, String path) {
    Answer answer = client.as(person).get(path);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    int total = answer.body().path("page").path("totalElements").asInt(-1);
    assertThat(answer.body().path("content").size()).isEqualTo(total);
    return total;
  }

  @ParameterizedTest
  @CsvSource({
    "panyuan, 1",
    "keyuan, 1",
    "keyuan-leader, 1",
    "zhangdian, 1",
    "zibo-leader, 1",
    "nation, 1",
    "manager, 1",
    "panzhuang, 0",
    "wenshao-community, 0",
    "nanding, 0",
    "wenshao, 0",
    "linzi, 0",
    "linzi-leader, 0",
    "zhangdian-fire, 0",
    "expert-fire, 0",
    "body-ncdr, 0",
    "admin, 0",
    "security, 0",
    "auditor, 0"
  })
  void searchingFindsWhatOneSees(String person, int files) {
    String one = "q=" + number;
    for (String more :
        List.of(
            "",
            "&status=IN_REVIEW",
            "&level=STREET",
            "&division=370303000000",
            "&division=370303005000",
            "&sort=community,desc",
            "&size=200&sort=submittedAt")) {
      assertThat(found(person, "/api/applications?" + one + more)).as(more).isEqualTo(files);
    }
    assertThat(found(person, "/api/applications?" + one + "&division=370305000000")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"zhangdian, true", "linzi, false", "panzhuang, false", "auditor, false"})
  void thePageFindsNoMore(String person, boolean finds) {
    String page = client.signedIn(person).get("/applications?q=" + number).text();
    assertThat(page.contains("/applications/" + number)).isEqualTo(finds);
  }

  @Test
  void aDraftIsItsCommunitysAlone() {
    String draft = walk.draft("panyuan", walk.freshRound(Tier.NATIONAL));
    assertThat(found("panyuan", "/api/applications?q=" + draft)).isEqualTo(1);
    for (String person : List.of("keyuan", "zhangdian", "nation", "manager", "panzhuang")) {
      assertThat(found(person, "/api/applications?q=" + draft)).as(person).isZero();
      for (String view : List.of("TODO", "OFFICE", "STARTED", "DONE")) {
        assertThat(found(person, "/api/tasks?view=" + view + "&q=" + draft)).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // person,        TODO, OFFICE, STARTED, DONE
    "panyuan,            0,      0,       1,    1",
    "keyuan,             1,      1,       0,    0",
    "keyuan-leader,      0,      1,       0,    0",
    "zhangdian,          0,      0,       0,    0",
    "nation,             0,      0,       0,    0",
    "panzhuang,          0,      0,       0,    0",
    "nanding,            0,      0,       0,    0",
    "linzi,              0,      0,       0,    0",
    "zhangdian-fire,     0,      0,       0,    0",
    "expert-fire,        0,      0,       0,    0",
    "manager,            0,      0,       0,    0",
    "admin,              0,      0,       0,    0",
    "auditor,            0,      0,       0,    0"
  })
  void theInboxShowsWhatIsOnesOwn(String person, int todo, int office, int started, int done) {
    String q = "&size=200&sort=dueAt&q=" + number;
    assertThat(found(person, "/api/tasks?view=TODO" + q)).as("TODO").isEqualTo(todo);
    assertThat(found(person, "/api/tasks?view=OFFICE" + q)).as("OFFICE").isEqualTo(office);
    assertThat(found(person, "/api/tasks?view=STARTED" + q)).as("STARTED").isEqualTo(started);
    assertThat(found(person, "/api/tasks?view=DONE" + q)).as("DONE").isEqualTo(done);
  }

  @Test
  void countsRiseForTheOfficeInChargeAlone() {
    List<String> others = List.of("nanding", "wenshao", "linzi", "zhangdian", "keyuan-leader");
    List<Integer> before = others.stream().map(this::todo).toList();
    int keyuan = todo("keyuan");
    walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    assertThat(others.stream().map(this::todo).toList()).isEqualTo(before);
    assertThat(todo("keyuan")).isEqualTo(keyuan + 1);
  }

  private int todo(String person) {
    return client.as(person).get("/api/tasks/counts").body().path("todo").asInt(-1);
  }

  @Test
  void whatOneMayNotSeeAnswersLikeWhatDoesNotExist() {
    Client.As linzi = client.as("linzi");
    String evidence =
        jdbc.sql("select id from evidence where application_number = ? limit 1")
            .param(number)
            .query(String.class)
            .single();
    Map<String, String> pairs =
        Map.of(
            "/api/applications/" + number, "/api/applications/2000-000000000000-N",
            "/api/evidence/" + evidence, "/api/evidence/00000000-0000-0000-0000-000000000000");
    pairs.forEach((hidden, missing) -> alike(linzi.get(hidden), linzi.get(missing)));
    alike(
        linzi.post("/api/tasks/" + task() + "/complete", Map.of()),
        linzi.post("/api/tasks/00000000-0000-0000-0000-000000000000/complete", Map.of()));
    alike(
        linzi.post("/api/designations", Map.of("roundId", round.id(), "numbers", List.of(number))),
        linzi.post("/api/designations", Map.of("roundId", round.id(), "numbers", List.of("x"))));
  }

  private static void alike(Answer hidden, Answer missing) {
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(missing.status()).isEqualTo(404);
    assertThat(hidden.code()).isEqualTo(missing.code());
    assertThat(hidden.body().path("detail")).isEqualTo(missing.body().path("detail"));
  }

  @Test
  void theHolderIsNamedToTheGroupAlone() {
    People.add(jdbc, "keyuan-colleague", "REVIEWER:370303005000");
    String path = "/api/tasks/" + task();
    assertThat(client.as("keyuan").post(path + "/claim", Map.of()).status()).isEqualTo(204);
    for (String act : List.of("claim", "release", "complete", "transfer")) {
      Answer colleague = client.as("keyuan-colleague").post(path + "/" + act, Map.of());
      assertThat(colleague.status()).as(act).isEqualTo(409);
      assertThat(colleague.body().path("holder").asText()).isEqualTo("keyuan");
      assertThat(client.as("zhangdian").post(path + "/" + act, Map.of()).toString())
          .startsWith("403")
          .doesNotContain("keyuan", "科苑");
      assertThat(client.as("linzi").post(path + "/" + act, Map.of()).toString())
          .startsWith("404")
          .doesNotContain("keyuan", "科苑");
    }
    client.as("keyuan").post(path + "/release", Map.of());
    People.remove(jdbc, "keyuan-colleague");
  }

  @ParameterizedTest
  @ValueSource(strings = {"panzhuang", "keyuan", "linzi", "admin"})
  void thatAnApplicationExistsIsToldToItsCommunityAlone(String person) {
    Map<String, Object> opens = Map.of("communityCode", "370303005003", "roundId", round.id());
    Answer own = client.as("panyuan").post("/api/applications", opens);
    assertThat(own.status()).isEqualTo(409);
    assertThat(own.body().path("number").asText()).isEqualTo(number);
    Answer others = client.as(person).post("/api/applications", opens);
    assertThat(others.status()).isEqualTo(person.equals("panzhuang") ? 404 : 403);
    assertThat(others.text()).doesNotContain(number);
  }
}
