package io.anlan.visit;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the community has to mend, and what it has answered. The caller holds the file's lock. */
@Component
class Rectifications {

  private final JdbcClient jdbc;
  private final Clock clock;

  Rectifications(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The experts write nothing more. */
  void conclude(Visit visit, String report) {
    jdbc.sql("update visit set report = ?, concluded_at = ? where id = ?")
        .params(report, now(), visit.id())
        .update();
  }

  /** Where nothing was noted on the spot, the leader's words are what has to be mended. */
  void ask(Visit visit, String report) {
    long found =
        jdbc.sql("select count(*) from visit_finding where visit_id = ? and removed_at is null")
            .param(visit.id())
            .query(Long.class)
            .single();
    if (found == 0) {
      jdbc.sql(
              """
              insert into visit_finding (id, visit_id, username, severity, text, recorded_at)
              values (?, ?, ?, 'MAJOR', ?, ?)""")
          .params(UUID.randomUUID(), visit.id(), visit.leader(), report, now())
          .update();
    }
    again(visit);
  }

  void again(Visit visit) {
    stands(visit, Visit.State.RECTIFYING);
  }

  /**
   * What has no answer of its own since the last check is answered by the words for all, behind
   * what was answered before; the leader checks all of it anew.
   */
  void handIn(Visit visit, String response, String by) {
    jdbc.sql(
            """
            update visit_finding set response = concat_ws(E'\\n\\n', response, ?),
              responded_by = ?, responded_at = ?
            where visit_id = ? and removed_at is null and accepted is not true
              and (response is null or responded_at <= coalesce(
                (select checked_at from visit where id = visit_id), '-infinity'))""")
        .params(response, by, now(), visit.id())
        .update();
    jdbc.sql("update visit_finding set accepted = null where visit_id = ? and accepted is not true")
        .param(visit.id())
        .update();
    jdbc.sql("update visit set rounds = rounds + 1 where id = ?").param(visit.id()).update();
    stands(visit, Visit.State.CHECKING);
  }

  void checked(Visit visit, boolean accepted) {
    jdbc.sql(
            """
            update visit_finding set accepted = ?
            where visit_id = ? and removed_at is null and accepted is not true""")
        .params(accepted, visit.id())
        .update();
    jdbc.sql("update visit set checked_at = ? where id = ?").params(now(), visit.id()).update();
  }

  private void stands(Visit visit, Visit.State state) {
    jdbc.sql("update visit set state = ? where id = ?").params(state.name(), visit.id()).update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
