package io.anlan.review;

import io.anlan.application.Application;
import io.anlan.shared.Level;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The book of decisions on a file. */
@Component
class Decisions {

  record Decision(
      String taskKey,
      int pass,
      String decision,
      String opinion,
      String returnedItems,
      String decidedBy,
      Instant decidedAt) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  Decisions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void record(
      Application a,
      String taskKey,
      String decision,
      String opinion,
      String items,
      String seal,
      String by) {
    jdbc.sql(
            """
            insert into review_decision (number, attempt, level, pass, task_key, decision, opinion,
              returned_items, seal, decided_by, decided_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
        .params(
            a.number(),
            a.attempt(),
            a.level().name(),
            a.pass(),
            taskKey,
            decision,
            opinion,
            items,
            seal,
            by,
            Timestamp.from(clock.instant()))
        .update();
  }

  /** The reviewer's last proposal at this level: FORWARD or REJECT. */
  Optional<Decision> proposal(Application a) {
    return at(a, a.level()).stream()
        .filter(d -> d.taskKey.equals("userTask_reviewMaterials") && !d.decision.equals("RETURN"))
        .reduce((first, second) -> second);
  }

  /** How often this level has returned the file in this attempt. */
  long returns(Application a) {
    return at(a, a.level()).stream().filter(d -> d.decision.equals("RETURN")).count();
  }

  List<Decision> at(Application a, Level level) {
    return jdbc.sql(
            """
            select task_key, pass, decision, opinion, returned_items, decided_by, decided_at
            from review_decision where number = ? and attempt = ? and level = ? order by id""")
        .params(a.number(), a.attempt(), level.name())
        .query(
            (rs, n) ->
                new Decision(
                    rs.getString(1),
                    rs.getInt(2),
                    rs.getString(3),
                    rs.getString(4),
                    rs.getString(5),
                    rs.getString(6),
                    rs.getTimestamp(7).toInstant()))
        .list();
  }
}
