package io.anlan.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anlan.account.Role;
import io.anlan.audit.Act;
import io.anlan.audit.Acted;
import io.anlan.calendar.WorkingDays;
import io.anlan.shared.Level;
import io.anlan.shared.Tier;
import io.anlan.support.MovableClock;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** One digest for each person and working day, at 08:30 or whenever Anlan runs after that. */
@RunningAnlan
class DigestTest {

  @Autowired Walk walk;
  @Autowired Digests digests;
  @Autowired Preferences preferences;
  @Autowired Wording wording;
  @Autowired WorkingDays workingDays;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired ObjectMapper json;
  @Autowired ApplicationEventPublisher events;
  @Autowired TransactionTemplate transaction;

  private String reader;
  private LocalDate day;

  @BeforeEach
  void aReviewerWithAnAddress() {
    jdbc.sql("delete from notification_message").update();
    reader = "reads-" + UUID.randomUUID().toString().substring(0, 8);
    walk.hires(reader, Role.REVIEWER, "370303005000");
    preferences.choose(reader, reader + "@example.cn", false, Map.of());
    LocalDate before = workingDays.plus(LocalDate.now(clock), 1);
    day = workingDays.plus(before, 1);
    at(before, 12, 0);
  }

  @AfterEach
  void leaves() {
    clock.reset();
    jdbc.sql("delete from notification_choice where username = ?").param(reader).update();
    jdbc.sql("delete from notification_person where username = ?").param(reader).update();
    jdbc.sql("update account set active = false where username = ?").param(reader).update();
  }

  private void at(LocalDate date, int hour, int minute) {
    clock.reset();
    var then = date.atTime(LocalTime.of(hour, minute)).atZone(clock.getZone()).toInstant();
    clock.move(Duration.between(clock.instant(), then));
  }

  /** The street has a task, which has come just now; the engine has a clock of its own. */
  private String submitted(String community) {
    String number = walk.submitted(community, walk.freshRound(Tier.NATIONAL));
    jdbc.sql("update inbox_task set created_at = ? where number = ?")
        .params(Timestamp.from(clock.instant()), number)
        .update();
    return number;
  }

  private List<JsonNode> written() {
    return jdbc
        .sql("select facts::text from notification_message where username = ? order by id")
        .param(reader)
        .query(String.class)
        .list()
        .stream()
        .map(this::read)
        .toList();
  }

  private JsonNode read(String facts) {
    try {
      return json.readTree(facts);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void onWorkingDaysFromHalfPastEightOnce() {
    submitted("panyuan");
    at(day, 8, 29);
    digests.write();
    assertThat(written()).isEmpty();
    at(day, 8, 31);
    digests.write();
    digests.write();
    assertThat(written()).hasSize(1);
    at(day, 17, 0);
    digests.write();
    assertThat(written()).hasSize(1);
    LocalDate free = day;
    while (workingDays.isWorkingDay(free)) free = free.plusDays(1);
    at(free, 9, 0);
    digests.write();
    assertThat(written()).hasSize(1);
    at(workingDays.plus(free, 1), 9, 0);
    digests.write();
    assertThat(written()).hasSize(2);
  }

  @Test
  void itSaysWhatIsOverdueDueAndNewAndWhatOneWasTold() {
    String number = submitted("panyuan");
    transaction.executeWithoutResult(
        tx ->
            events.publishEvent(
                new Acted(
                    new Act(number, Level.STREET, "370303005000", Act.Action.NUDGED, reader, "请快"),
                    "panyuan")));
    at(day, 8, 30);
    digests.write();
    JsonNode first = written().get(0);
    assertThat(first.path("fresh").asLong()).isPositive();
    assertThat(first.path("tasks").findValuesAsText("key"))
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(10);
    assertThat(first.path("notices").findValuesAsText("action")).containsExactly("NUDGED");
    Letter letter = wording.letter(UUID.randomUUID(), "DIGEST", reader, first.toString());
    assertThat(letter.subject()).contains(day.toString(), "逾期 " + first.path("overdue").asText());
    assertThat(letter.text()).contains("催办", number, "https://anlan.example.cn/");

    at(workingDays.plus(day, 60), 9, 0);
    digests.write();
    JsonNode later = written().get(1);
    assertThat(later.path("overdue").asLong()).isPositive();
    assertThat(later.path("fresh").asLong()).isZero();
    assertThat(later.path("notices")).isEmpty();
  }

  @Test
  void whoWantsLittleGetsLittleAndWhoWantsNothingNothing() {
    submitted("panyuan");
    Map<Kind, Timing> timings = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) timings.put(kind, Timing.NEVER);
    preferences.choose(
        reader, reader + "@example.cn", true, Map.of(Channel.MAIL, Map.copyOf(timings)));
    at(day, 9, 0);
    digests.write();
    assertThat(written()).isEmpty();
    timings.put(Kind.TASK, Timing.DIGEST);
    preferences.choose(reader, reader + "@example.cn", true, Map.of(Channel.MAIL, timings));
    at(workingDays.plus(day, 1), 9, 0);
    submitted("panzhuang");
    digests.write();
    JsonNode digest = written().get(0);
    assertThat(digest.path("fresh").asLong()).isPositive();
    assertThat(digest.path("due").asLong() + digest.path("overdue").asLong()).isZero();
    Letter letter = wording.letter(UUID.randomUUID(), "DIGEST", reader, digest.toString());
    assertThat(letter.subject()).startsWith("[Anlan] ").doesNotContain("{");
  }

  @Test
  void twoNodesAtOnceWriteOne() throws Exception {
    submitted("panyuan");
    at(day, 8, 30);
    var nodes = Executors.newFixedThreadPool(2);
    CyclicBarrier together = new CyclicBarrier(2);
    Runnable node =
        () -> {
          try {
            together.await();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          digests.write();
        };
    for (var done : List.of(nodes.submit(node), nodes.submit(node))) {
      done.get(1, TimeUnit.MINUTES);
    }
    nodes.shutdown();
    assertThat(written()).hasSize(1);
  }
}
