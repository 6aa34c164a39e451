package io.anlan.workflow;

import io.anlan.calendar.Term;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** How the due date of each open task was reckoned; what is closed goes with its inbox row. */
@Component
class TaskTerms {

  /** Dates that were reckoned alike are the same. */
  record Reckoning(Term term, Instant due, long tasks) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  TaskTerms(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void opened(String taskId, Term term) {
    jdbc.sql("insert into task_term (task_id, from_day, days, territory) values (?, ?, ?, ?)")
        .params(taskId, term.from(), term.days(), term.territory())
        .update();
  }

  /** Of one of the file's open tasks of this kind, which all have the same. */
  Optional<Term> of(String number, String taskKey) {
    return jdbc.sql(
            """
            select t.from_day as "from", t.days, t.territory from task_term t
            join inbox_task i on i.id = t.task_id
            where i.number = ? and i.task_key = ? limit 1""")
        .params(number, taskKey)
        .query(Term.class)
        .optional();
  }

  /** The terms of a file's open tasks, by the tasks' ids. */
  Map<String, Term> of(String number) {
    Map<String, Term> terms = new HashMap<>();
    jdbc.sql(
            """
            select t.from_day, t.days, t.territory, t.task_id from task_term t
            join inbox_task i on i.id = t.task_id where i.number = ?""")
        .param(number)
        .query((rs, n) -> terms.put(rs.getString(4), term(rs)))
        .list();
    return terms;
  }

  /** What would have another date, of the terms that go over these days. */
  List<Reckoning> misdated(LocalDate first, LocalDate last, Function<Term, Instant> due) {
    return jdbc
        .sql(
            """
            select from_day, days, territory, due_at, count(task_id) from reckoning
            where from_day < ? and due_at >= ? group by 1, 2, 3, 4""")
        .params(last, Timestamp.from(first.atStartOfDay(clock.getZone()).toInstant()))
        .query((rs, n) -> new Reckoning(term(rs), rs.getTimestamp(4).toInstant(), rs.getLong(5)))
        .list()
        .stream()
        .filter(r -> !due.apply(r.term).equals(r.due))
        .toList();
  }

  /** The next files behind this one with such a date. */
  List<String> files(List<Reckoning> misdated, String after, int most) {
    return joined(
            """
            select distinct r.number from moved join reckoning r
              using (from_day, days, territory, due_at)
            where r.number > :after order by r.number limit :most""",
            misdated)
        .param("after", after)
        .param("most", most)
        .query(String.class)
        .list();
  }

  /**
   * @param select of {@code moved}, which has the columns from_day, days, territory and due_at
   */
  StatementSpec joined(String select, List<Reckoning> moved) {
    return jdbc.sql(
            """
            with moved (from_day, days, territory, due_at) as (
              select * from unnest(:from::date[], :days::integer[], :territories::varchar[],
                :due::timestamptz[]))
            """
                + select)
        .param("from", moved.stream().map(r -> r.term.from().toString()).toArray(String[]::new))
        .param("days", moved.stream().map(r -> r.term.days()).toArray(Integer[]::new))
        .param("territories", moved.stream().map(r -> r.term.territory()).toArray(String[]::new))
        .param("due", moved.stream().map(r -> r.due.toString()).toArray(String[]::new));
  }

  /** From the first three columns. */
  static Term term(ResultSet rs) throws SQLException {
    return new Term(rs.getObject(1, LocalDate.class), rs.getInt(2), rs.getString(3));
  }
}
