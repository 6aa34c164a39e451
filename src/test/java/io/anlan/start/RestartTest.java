package io.anlan.start;

import static io.anlan.start.Officials.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anlan.audit.Trail;
import io.anlan.support.AnlanProcess;
import io.anlan.support.Client;
import io.anlan.support.OwnData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was acknowledged outlives a killed JVM, and a restart does nothing twice. */
class RestartTest {

  private static final Map<String, String> NEW_YORK = Map.of("TZ", "America/New_York");

  private final Path data = OwnData.folder().toAbsolutePath();
  private AnlanProcess anlan;
  private AnlanProcess second;

  @AfterEach
  void end() {
    if (second != null) second.close();
    if (anlan != null) anlan.close();
  }

  @Test
  void aKillLosesNothingAndARestartRepeatsNothing() throws Exception {
    anlan = AnlanProcess.start(data, Map.of()).says("Started AnlanApplication");
    anlan.kill();

    anlan = AnlanProcess.start(data, Map.of()).ready();
    ok(anlan.client().as("admin").upload("/api/policies", Map.of(), "p.dmn", policy()));
    Busy busy = new Busy(anlan.client());
    // The demo's data, cut short by the kill, is complete again, or Panyuan could not submit.
    busy.until(12);
    anlan.kill();
    busy.end();
    String left = serverNumber();

    anlan = AnlanProcess.start(data, NEW_YORK).ready();
    assertThat(anlan.log()).contains("an interrupted run left behind (" + left + ")");
    assertThat(serverNumber()).isNotEqualTo(left);
    assertThat(texts("select value from installation where key = 'demo'")).containsOnly("true");
    nothingIsLost(busy);
    nothingIsHalf();
    deadlinesAreChinese();

    second = AnlanProcess.start(data, Map.of());
    assertThat(second.refused())
        .contains("数据目录 " + data + " 正被另一个安澜使用", "in use by another Anlan")
        .doesNotContain("\tat ");
    new Officials(anlan.client()).nameIt();
    nothingIsHalf();
    Map<String, Long> rows = rows();
    JsonNode rounds = rounds();
    anlan.stop();
    assertThat(anlan.log()).doesNotContain(" ERROR ");

    anlan = AnlanProcess.start(data, Map.of()).ready();
    assertThat(anlan.log()).doesNotContain("an interrupted run left behind");
    assertThat(rows()).isEqualTo(rows);
    assertThat(rounds()).isEqualTo(rounds);
    assertThat(rounds).extracting(r -> r.path("policyVersion").asText()).containsOnly("1");
    assertThat(anlan.client().as("admin").get("/api/policies"))
        .hasToString("200 [{\"version\":\"2\"},{\"version\":\"1\"}]");
    // With a path, the same files in another folder would be new versions.
    assertThat(texts("select resource_name_ from act_re_decision_def"))
        .containsExactly("eligibility.dmn", "review-policy.dmn");
    anlan.stop();
    assertThat(anlan.log()).doesNotContain(" ERROR ");
  }

  private static byte[] policy() throws IOException {
    return Files.readAllBytes(Path.of("bpmn/review-policy.dmn"));
  }

  private JsonNode rounds() {
    return anlan.client().as("nation").get("/api/rounds").body();
  }

  /** The number of the PostgreSQL process. */
  private String serverNumber() throws IOException {
    return Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(0).strip();
  }

  private void nothingIsLost(Busy busy) throws NoSuchAlgorithmException {
    Set<String> done = texts("select id from inbox_done");
    assertThat(done).containsAll(busy.completed);
    if (!busy.completed.contains(busy.begun)) {
      boolean open = texts("select id from inbox_task").contains(busy.begun);
      assertThat(done.contains(busy.begun)).as("done, or still to do").isNotEqualTo(open);
    }
    Client client = anlan.client();
    for (var upload : busy.uploaded.entrySet()) {
      byte[] bytes = ok(client.as("panzhuang").get("/api/evidence/" + upload.getKey())).bytes();
      assertThat(hash(bytes)).isEqualTo(upload.getValue());
    }
    long turns =
        database()
            .sql("select count(*) from audit_entry where chain = ? and action in (?, ?)")
            .params(Busy.GUOXIN, "OPENED", "WITHDRAWN")
            .query(Long.class)
            .single();
    assertThat(turns).isBetween((long) busy.turns.get(), busy.turns.get() + 1L);
  }

  /** Our tables, the engine's and the files on the disk tell one story. */
  private void nothingIsHalf() throws IOException, NoSuchAlgorithmException {
    assertThat(texts("select id from inbox_task")).isEqualTo(texts("select id_ from act_ru_task"));
    assertThat(texts("select id from inbox_done"))
        .isEqualTo(texts("select id_ from act_hi_taskinst where delete_reason_ = 'completed'"));
    assertThat(
            texts(
                """
                select number from application
                where status in ('DRAFT', 'IN_REVIEW', 'IN_CORRECTION', 'NAMING')"""))
        .isEqualTo(
            texts(
                """
                select business_key_ from act_ru_execution
                where business_key_ ~ '^[0-9]{4}-[0-9]{12}-[MPN]$'"""));
    for (String sha256 : texts("select sha256 from evidence")) {
      Path file = data.resolve("evidence").resolve(sha256.substring(0, 2)).resolve(sha256);
      assertThat(hash(Files.readAllBytes(file))).isEqualTo(sha256);
    }
    Trail trail = trail();
    assertThat(texts("select chain from audit_entry")).isNotEmpty().allMatch(trail::intact);
  }

  private Trail trail() {
    try {
      return BeanUtils.instantiateClass(
          Trail.class.getDeclaredConstructor(
              JdbcClient.class, ApplicationEventPublisher.class, Clock.class),
          database(),
          (ApplicationEventPublisher) event -> {},
          Clock.systemUTC());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private void deadlinesAreChinese() {
    JsonNode round = new Officials(anlan.client()).round("PROVINCIAL");
    Map<String, Object> opening =
        Map.of("communityCode", "370303005008", "roundId", round.path("id").asLong());
    JsonNode task =
        ok(anlan.client().as("panzhuang").post("/api/applications", opening))
            .body()
            .path("openTasks")
            .path(0);
    Instant due =
        LocalDate.parse(round.path("closesOn").asText())
            .atTime(23, 59, 59)
            .atZone(ZoneId.of("Asia/Shanghai"))
            .toInstant();
    assertThat(Instant.parse(task.path("dueAt").asText())).isEqualTo(due);
    // The engine's columns have no zone.
    String engines =
        database()
            .sql("select due_date_::text from act_ru_task where id_ = ?")
            .param(task.path("id").asText())
            .query(String.class)
            .single();
    assertThat(engines).endsWith(" 23:59:59");
    assertThat(anlan.log()).containsPattern("(?m)^\\S+\\+08:00 +INFO .*Started AnlanApplication");
  }

  private Map<String, Long> rows() {
    Map<String, Long> rows = new TreeMap<>();
    for (String table :
        texts("select table_name from information_schema.tables where table_schema = 'public'")) {
      rows.put(table, database().sql("select count(*) from " + table).query(Long.class).single());
    }
    return rows;
  }

  private Set<String> texts(String query) {
    return new TreeSet<>(database().sql(query).query(String.class).list());
  }

  private JdbcClient database() {
    return anlan.database();
  }

  private static String hash(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
