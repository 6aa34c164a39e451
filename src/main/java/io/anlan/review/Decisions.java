package io.anlan.review;

import io.anlan.application.Application;
import io.anlan.shared.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  /** The task of which a proposal is the decision. */
  static final String REVIEW = "userTask_reviewMaterials";

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
        .filter(d -> d.taskKey.equals(REVIEW) && !d.decision.equals("RETURN"))
        .reduce((first, second) -> second);
  }

  /** Takes the reviewer's last decision at this level back: it counts no more. */
  Decision takeBack(Application a) {
    record Row(long id, Decision decision) {}
    Row last =
        jdbc.sql(
                """
                select * from review_decision where number = ? and attempt = ? and level = ?
                  and task_key = 'userTask_reviewMaterials' and taken_back_at is null
                order by id desc limit 1""")
            .params(a.number(), a.attempt(), a.level().name())
            .query((rs, n) -> new Row(rs.getLong("id"), decision(rs, n)))
            .single();
    jdbc.sql("update review_decision set taken_back_at = ? where id = ?")
        .params(Timestamp.from(clock.instant()), last.id)
        .update();
    return last.decision;
  }

  /** How often this level has returned the file in this attempt. */
  long returns(Application a) {
    return at(a, a.level()).stream().filter(d -> d.decision.equals("RETURN")).count();
  }

  List<Decision> at(Application a, Level level) {
    return jdbc.sql(
            """
            select * from review_decision
            where number = ? and attempt = ? and level = ? and taken_back_at is null order by id""")
        .params(a.number(), a.attempt(), level.name())
        .query(Decisions::decision)
        .list();
  }

  private static Decision decision(ResultSet rs, int n) throws SQLException {
    return new Decision(
        rs.getString("task_key"),
        rs.getInt("pass"),
        rs.getString("decision"),
        rs.getString("opinion"),
        rs.getString("returned_items"),
        rs.getString("decided_by"),
        rs.getTimestamp("decided_at").toInstant());
  }
}
