package io.anlan.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.anlan.application.Files;
import io.anlan.inbox.CaseLock;
import io.anlan.review.ReviewPolicy;
import io.anlan.round.LevelPolicy;
import io.anlan.round.Round;
import io.anlan.round.VisitRule;
import io.anlan.shared.Tier;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import io.anlan.visit.Draws.Drawn;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A city draws which files of a round it visits; the files stand there as rows. */
@RunningAnlan
class DrawsTest {

  private static final String OFFICE = "379800000000";

  @Autowired Walk walk;
  @Autowired Files files;
  @Autowired CaseLock locks;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;
  @Autowired TransactionTemplate transaction;
  @Autowired Draws shipped;

  private final ReviewPolicy policy = mock();
  private Round round;
  private Draws draws;

  @BeforeEach
  void anEmptyRound() {
    round = walk.freshRound(Tier.NATIONAL);
    draws = new Draws(jdbc, policy, locks, clock);
    asks("SAMPLE", 30, 1, Set.of("DIFFERENCE", "COMPLAINT"));
  }

  @AfterEach
  void nothingIsLeftForOthers() {
    jdbc.sql(
            """
            delete from visit_draw_file where draw_id in (
              select id from visit_draw where round_id = ?)""")
        .param(round.id())
        .update();
    jdbc.sql("delete from visit_draw where round_id = ?").param(round.id()).update();
    for (String table :
        List.of("score", "visit_complaint", "application_stop", "application_reader")) {
      jdbc.sql(
              "delete from %s where number in (select number from application where province = ?)"
                  .formatted(table))
          .param(OFFICE)
          .update();
    }
    jdbc.sql("delete from application where province = ?").param(OFFICE).update();
  }

  private void asks(String extent, int ratio, int minimum, Set<String> must) {
    VisitRule rule = new VisitRule(extent, ratio, minimum, must, 2, 5, 10, 1, 10, 2, 3);
    LevelPolicy level =
        new LevelPolicy(
            true,
            10,
            2,
            1,
            3,
            2,
            10,
            "DIRECT",
            LevelPolicy.CorrectionClock.PAUSE,
            rule,
            List.of(),
            5,
            false,
            "NONE",
            7,
            false);
    when(policy.of(any())).thenReturn(level);
  }

  /** Submitted files of communities with these numbers, on their way through the city. */
  private void submitted(Round round, int from, int count) {
    jdbc.sql(
            """
            insert into application (number, round_id, tier, year, community_code, community_name,
              province, criteria_version, policy_version, threshold, status, level, office, attempt,
              pass, profile, opened_by, opened_at, submitted_at, changed_at, lock_version)
            select ? || '-' || n || '-N', ?, 'NATIONAL', ?, n, '社区' || n, ?, 'x', 'x', 80,
              'IN_REVIEW', 'CITY', ?, 1, 1, '{}', 'x', now(), now(), now(), 0
            from (select lpad(n::text, 12, '0') as n from generate_series(?, ?) n) numbered""")
        .params(round.year(), round.id(), round.year(), OFFICE, OFFICE, from, from + count - 1)
        .update();
    jdbc.sql(
            """
            insert into application_stop (number, level, office, included)
            select number, 'CITY', office, true from application
            where round_id = ? and office = ? on conflict do nothing""")
        .params(round.id(), OFFICE)
        .update();
  }

  private void submitted(int from, int count) {
    submitted(round, from, count);
  }

  private String number(int n) {
    return "%d-%012d-N".formatted(round.year(), n);
  }

  private void becomes(int n, String status) {
    jdbc.sql("update application set status = ? where number = ?")
        .params(status, number(n))
        .update();
  }

  private void points(int n, String stage, double points) {
    jdbc.sql(
            """
            insert into score (number, item, stage, points, version, scored_by, scored_at)
            values (?, '1.1.1', ?, ?, 1, 'x', now())""")
        .params(number(n), stage, points)
        .update();
  }

  private void complaint(int n) {
    jdbc.sql(
            """
            insert into visit_complaint (number, office, words, noted_by, noted_at)
            values (?, ?, '群众反映', 'x', now())""")
        .params(number(n), OFFICE)
        .update();
  }

  private boolean selected(int n) {
    return transaction.execute(status -> draws.selected(files.get(number(n))));
  }

  private List<Long> drawIds() {
    return jdbc.sql("select id from visit_draw where round_id = ? order by id")
        .param(round.id())
        .query(Long.class)
        .list();
  }

  private List<Drawn> only() {
    assertThat(drawIds()).hasSize(1);
    return draws.list(drawIds().get(0));
  }

  private long drawn() {
    return jdbc.sql(
            """
            select count(distinct f.number) from visit_draw d
            join visit_draw_file f on f.draw_id = d.id where d.round_id = ? and f.selected""")
        .param(round.id())
        .query(Long.class)
        .single();
  }

  private void everyDrawCanBeRepeated() {
    assertThat(drawIds()).isNotEmpty().allMatch(draws::check);
  }

  @Test
  void allAndNoneDrawNothing() {
    submitted(1, 1);
    asks("ALL", 0, 0, Set.of());
    assertThat(selected(1)).isTrue();
    asks("NONE", 100, 1, Set.of());
    assertThat(selected(1)).isFalse();
    assertThat(drawIds()).isEmpty();
  }

  @Test
  void theFirstFileDrawsForAllThatAreOnTheirWay() {
    submitted(1, 10);
    becomes(2, "IN_CORRECTION");
    becomes(3, "WITHDRAWN");
    becomes(4, "DRAFT");
    jdbc.sql("update application_stop set included = false where number = ?")
        .param(number(5))
        .update();
    long visited = IntStream.of(1, 2, 6, 7, 8, 9, 10).filter(this::selected).count();
    assertThat(visited).isEqualTo(3);
    assertThat(only()).hasSize(7).extracting(Drawn::place).containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(only()).filteredOn(Drawn::selected).hasSize(3);
    everyDrawCanBeRepeated();
  }

  @Test
  void laterFilesAreDrawnToKeepTheRatioOfAll() {
    for (int n = 1; n <= 40; n++) {
      submitted(n, 1);
      selected(n);
      assertThat(drawn()).isEqualTo(Sampling.needed(n, 30, 1));
    }
    assertThat(drawIds()).hasSize(40);
    everyDrawCanBeRepeated();
  }

  @Test
  void theNextAttemptIsDrawnAgain() {
    submitted(1, 1);
    assertThat(selected(1)).as("the only one").isTrue();
    jdbc.sql("update application set attempt = 2 where number = ?").param(number(1)).update();
    assertThat(selected(1)).as("the second of two").isFalse();
    everyDrawCanBeRepeated();
  }

  @Test
  void mustVisitsAreInWhateverIsDrawnAndCount() {
    asks("SAMPLE", 0, 0, Set.of("FIRST", "DIFFERENCE", "COMPLAINT"));
    Round earlier = walk.round(Tier.NATIONAL);
    submitted(earlier, 1, 8);
    submitted(1, 9);
    points(2, "SELF", 5);
    points(2, "DISTRICT", 3.5);
    points(3, "SELF", 5);
    points(3, "DISTRICT", 3);
    points(4, "DISTRICT", 3);
    points(4, "VISIT", 1);
    points(5, "SELF", 5);
    complaint(6);
    complaint(3);
    jdbc.sql("update application set submitted_at = null where number = ?")
        .param("%d-%012d-N".formatted(earlier.year(), 7))
        .update();
    assertThat(selected(1)).isFalse();
    assertThat(only())
        .filteredOn(Drawn::selected)
        .extracting(d -> d.number() + " " + d.must())
        .containsExactlyInAnyOrder(
            number(3) + " COMPLAINT",
            number(4) + " DIFFERENCE",
            number(6) + " COMPLAINT",
            number(7) + " FIRST",
            number(9) + " FIRST");
    everyDrawCanBeRepeated();
  }

  @Test
  void whatComesUpAfterTheDrawIsADrawOfItsOwn() {
    submitted(1, 10);
    int left = IntStream.rangeClosed(1, 10).filter(n -> !selected(n)).findFirst().orElseThrow();
    complaint(left);
    assertThat(selected(left)).isTrue();
    assertThat(selected(left)).isTrue();
    assertThat(drawIds()).hasSize(2);
    assertThat(draws.list(drawIds().get(1)))
        .containsExactly(new Drawn(number(left), 1, 1, "COMPLAINT", true));
    submitted(11, 4);
    selected(11);
    assertThat(drawn()).as("of 14 at 30 per cent").isEqualTo(5);
    everyDrawCanBeRepeated();
  }

  @Test
  void aRecordThatWasChangedIsFound() {
    submitted(1, 20);
    selected(1);
    long draw = drawIds().get(0);
    assertThat(draws.check(draw)).isTrue();
    for (String change :
        List.of(
            "update visit_draw set seed = 'f' || substr(md5(seed), 2) where id = ?",
            "update visit_draw set ratio = 70 where id = ?",
            "update visit_draw set drawn_before = 7 where id = ?",
            "update visit_draw set selected = 7 where id = ?",
            "delete from visit_draw_file where place = 20 and draw_id = ?",
            "update visit_draw_file set selected = not selected where place = 9 and draw_id = ?",
            "update visit_draw_file set place = 21 - place where draw_id = ?",
            "update visit_draw_file set must = 'FIRST' where place = 9 and draw_id = ?")) {
      transaction.executeWithoutResult(
          status -> {
            jdbc.sql(change).param(draw).update();
            assertThat(draws.check(draw)).as(change).isFalse();
            status.setRollbackOnly();
          });
    }
    assertThat(draws.check(draw)).isTrue();
  }

  @Test
  void manyWhoArriveAtOnceAreDrawnOnce() throws Exception {
    submitted(1, 40);
    for (int n = 1; n <= 12; n++) becomes(n, "DRAFT");
    var threads = Executors.newFixedThreadPool(8);
    try {
      // Those in draft arrive by themselves: each is a frame of its own if the first draw is over.
      List<Callable<Boolean>> arrivals = new ArrayList<>();
      for (int n = 1; n <= 40; n++) {
        int file = n;
        arrivals.add(() -> selected(file));
      }
      for (Future<Boolean> arrived : threads.invokeAll(arrivals)) arrived.get();
    } finally {
      threads.shutdown();
    }
    long rows =
        jdbc.sql(
                """
                select count(*) from visit_draw_file f join visit_draw d on d.id = f.draw_id
                where d.round_id = ?""")
            .param(round.id())
            .query(Long.class)
            .single();
    assertThat(rows).isEqualTo(40);
    assertThat(drawn()).isEqualTo(12);
    everyDrawCanBeRepeated();
  }

  @Test
  void tenThousandFilesAreDrawnAndChecked() {
    submitted(1, 10_000);
    complaint(77);
    assertThat(selected(77)).isTrue();
    assertThat(drawn()).isEqualTo(3_000);
    submitted(10_001, 5);
    selected(10_001);
    assertThat(drawn()).isEqualTo(3_002);
    everyDrawCanBeRepeated();
  }

  @Test
  void theShippedPolicyDrawsInTheCity() {
    submitted(1, 4);
    jdbc.sql(
            """
            update application set policy_version = r.policy_version from round r
            where r.id = round_id and r.id = ?""")
        .param(round.id())
        .update();
    long visited =
        IntStream.rangeClosed(1, 4).filter(n -> shipped.selected(files.get(number(n)))).count();
    assertThat(visited).isEqualTo(2);
  }
}
