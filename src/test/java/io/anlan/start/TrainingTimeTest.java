package io.anlan.start;

import static io.anlan.start.Officials.PANYUAN;
import static io.anlan.start.Officials.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.anlan.support.AnlanProcess;
import io.anlan.support.OwnData;
import io.anlan.support.Session;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The demo's time is moved forward, and the engine's timers and everybody's dates go with it. */
class TrainingTimeTest {

  private static final String PAGE = "/admin/clock";
  private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"");

  private final Path data = OwnData.folder().toAbsolutePath();
  private AnlanProcess anlan;
  private Session admin;

  @AfterEach
  void end() {
    if (anlan != null) anlan.close();
  }

  @Test
  void whatIsDueByThenHappensAtOnceAndARestartGoesOnFromThere() {
    start();
    assertThat(admin.get(PAGE)).doesNotContain("class=\"training\"");
    beginConsultation();
    admin.get("/");

    assertThat(forward("WORKING_DAYS", "3").body()).contains("现在是", "（已快进 3 个工作日）");
    assertThat(anlan.client().browser().get("/login").text()).contains("（已快进 3 个工作日）");
    assertThat(task("zhangdian", "userTask_waiveOpinion")).as("5 working days").isEmpty();
    assertThat(ahead()).isBetween(Duration.ofDays(3), Duration.ofDays(15));

    forward("WORKING_DAYS", "3");
    String waive =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> task("zhangdian", "userTask_waiveOpinion"), Optional::isPresent)
            .orElseThrow();
    assertThat(admin.get("/")).as("the session goes on").contains("系统管理");
    assertThat(overdue("zhangdian-fire")).isTrue();

    forward("MORNING", "");
    assertThat(admin.get(PAGE)).containsPattern("<dd>[0-9-]{10} 09:00</dd>");
    Duration before = ahead();
    anlan.stop();
    start();
    assertThat(ahead()).isEqualTo(before);
    assertThat(admin.get(PAGE)).contains("class=\"training\"");
    complete("zhangdian", waive, Map.of("decision", "GO_ON", "reason", "逾期未答复"));
    assertThat(instant("select max(create_time_) from act_ru_task"))
        .isAfter(Instant.now().plus(before).minusSeconds(60));
    assertThat(instant("select max(at) from audit_entry"))
        .isAfter(Instant.now().plus(before).minusSeconds(60));

    nothingElseMovesIt(before);
    assertThat(
            anlan
                .database()
                .sql("select opinion from audit_entry where action = 'CLOCK_MOVED' order by seq")
                .query(String.class)
                .list())
        .hasSize(3)
        .allMatch(moved -> moved.matches("[0-9-]{10} [0-9:]{5} → [0-9-]{10} [0-9:]{5}"));
    assertThat(anlan.log()).doesNotContain(" ERROR ");
  }

  private void nothingElseMovesIt(Duration before) {
    assertThat(post(Map.of("by", "HOUR", "seen", "PT0S")).statusCode()).isEqualTo(409);
    assertThat(forward("WORKING_DAYS", "300").body()).contains("合计最多快进 400 天");
    for (String days : List.of("0", "-1", "301", "1.5", "三", "9999999999", "", "1e2")) {
      HttpResponse<String> refused = forward("WORKING_DAYS", days);
      assertThat(refused.statusCode()).as(days).isEqualTo(422);
      assertThat(refused.body()).contains("请填写 1 到 300 的整数", "value=\"" + days + "\"");
    }
    assertThat(forward("BACKWARD", "3").statusCode()).isEqualTo(422);
    assertThat(forward("", "").statusCode()).isEqualTo(422);
    for (String seen : List.of("", "x", "PT", "P1Y", "PT-1S", "PT99999999999999999999H")) {
      assertThat(post(Map.of("by", "DAY", "seen", seen)).statusCode()).as(seen).isEqualTo(409);
    }
    assertThat(ahead()).isEqualTo(before);
  }

  private void start() {
    anlan = AnlanProcess.start(data, Map.of()).ready();
    admin = new Session(anlan.client(), "admin");
  }

  private void beginConsultation() {
    does("panyuan", "userTask_selfAssess", Map.of("confirmed", true));
    does("keyuan", "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
    does("keyuan-leader", "userTask_signOff", Map.of("decision", "APPROVE"));
    String scores = "/api/applications/" + PANYUAN + "/scores/DISTRICT/confirm";
    ok(anlan.client().as("zhangdian").post(scores, null));
    does("zhangdian", "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
    assertThat(task("zhangdian-fire", "userTask_giveOpinion")).isPresent();
  }

  private void does(String who, String taskKey, Map<String, Object> fields) {
    complete(who, task(who, taskKey).orElseThrow(), fields);
  }

  private void complete(String who, String task, Map<String, Object> fields) {
    ok(anlan.client().as(who).post("/api/tasks/" + task + "/complete", Map.of("fields", fields)));
  }

  private Optional<String> task(String who, String taskKey) {
    for (JsonNode task : tasks(who)) {
      if (task.path("taskKey").asText().equals(taskKey)) {
        return Optional.of(task.path("id").asText());
      }
    }
    return Optional.empty();
  }

  private boolean overdue(String who) {
    return tasks(who).get(0).path("overdue").asBoolean();
  }

  private JsonNode tasks(String who) {
    return ok(anlan.client().as(who).get("/api/tasks")).body().path("content");
  }

  private HttpResponse<String> forward(String by, String days) {
    Matcher seen = SEEN.matcher(admin.get(PAGE));
    assertThat(seen.find()).isTrue();
    return post(Map.of("by", by, "days", days, "seen", seen.group(1)));
  }

  private HttpResponse<String> post(Map<String, String> fields) {
    return admin.post(PAGE, fields);
  }

  private Duration ahead() {
    return anlan
        .database()
        .sql("select value from installation where key = 'time-ahead'")
        .query(String.class)
        .optional()
        .map(Duration::parse)
        .orElse(Duration.ZERO);
  }

  private Instant instant(String sql) {
    return anlan.database().sql(sql).query(Timestamp.class).single().toInstant();
  }
}
