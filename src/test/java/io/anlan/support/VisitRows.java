package io.anlan.support;

import io.anlan.shared.Level;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Visits as rows, for tests of what is done at one. */
@Component
public class VisitRows {

  public static final String DISTRICT = "370303000000";

  private final JdbcClient jdbc;
  private final Clock clock;

  VisitRows(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The district's visit: {@code expert-fire} leads, {@code expert-power} comes too. */
  public long visiting(String number) {
    return visiting(number, Level.DISTRICT, DISTRICT);
  }

  public long visiting(String number, Level level, String office) {
    long visit =
        jdbc.sql(
                """
                insert into visit (number, attempt, level, office, state, planned_on, leader,
                  opened_at)
                values (?, 1, ?, ?, 'VISITING', ?, 'expert-fire', ?) returning id""")
            .params(
                number,
                level.name(),
                office,
                LocalDate.now(clock),
                Timestamp.from(clock.instant().minus(Duration.ofDays(2))))
            .query(Long.class)
            .single();
    member(visit, "expert-fire", "ACCEPTED");
    member(visit, "expert-power", "ACCEPTED");
    return visit;
  }

  public void member(long visit, String username, String state) {
    Timestamp now = now();
    jdbc.sql(
            """
            insert into visit_member (visit_id, username, state, invited_at, answer_due_at)
            values (?, ?, ?, ?, ?)
            on conflict (visit_id, username) do update set state = excluded.state""")
        .params(visit, username, state, now, now)
        .update();
  }

  public void concluded(long visit) {
    jdbc.sql("update visit set state = 'RECTIFYING', concluded_at = ? where id = ?")
        .params(now(), visit)
        .update();
  }

  public void closed(long visit) {
    jdbc.sql(
            """
            update visit set state = 'PASSED', concluded_at = coalesce(concluded_at, :now),
              closed_at = :now where id = :visit""")
        .param("now", now())
        .param("visit", visit)
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
