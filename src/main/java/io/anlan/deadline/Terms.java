package io.anlan.deadline;

import io.anlan.calendar.Term;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** How the due date of each open task was reckoned; what is closed goes with its inbox row. */
@Component
public class Terms {

  /**
   * Their time is nobody's to give: the round says when a draft ends, an expert is replaced, and
   * the others decide on deadlines.
   */
  static final Set<String> FIXED =
      Set.of(
          "userTask_selfAssess",
          "userTask_answerInvitation",
          "userTask_visit",
          "userTask_supervise",
          "userTask_decideOverdue",
          "userTask_grantExtension");

  /** Dates that were reckoned alike are the same. */
  public record Reckoning(Term term, Instant due, long tasks) {}

  /**
   * The time of an open task.
   *
   * @param urgedAt up to when it was urged; what was to happen before has happened
   */
  public record Running(Term term, Instant urgedAt) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  Terms(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param instance of the process in which the task is open
   */
  public void opened(String taskId, String instance, Term term) {
    jdbc.sql(
            """
            insert into task_term (task_id, from_day, days, territory, latest, urged_at, instance)
            values (?, ?, ?, ?, ?, ?, ?)""")
        .params(
            taskId,
            term.from(),
            term.days(),
            term.territory(),
            term.latest(),
            Timestamp.from(today()),
            instance)
        .update();
  }

  /** What falls on the day of its arrival or before it, nobody is urged of. */
  public Instant today() {
    return LocalDate.now(clock).atStartOfDay(clock.getZone()).toInstant();
  }

  /** A task of this kind that is open in the process; all of them have the same term. */
  public Optional<Running> running(String instance, String taskKey) {
    return jdbc.sql(
            """
            select t.from_day, t.days, t.territory, t.latest, t.urged_at from task_term t
            join inbox_task i on i.id = t.task_id
            where t.instance = ? and i.task_key = ? limit 1""")
        .params(instance, taskKey)
        .query((rs, n) -> new Running(term(rs), instant(rs.getTimestamp(5))))
        .optional();
  }

  /** The process in which a task is open. */
  String instance(String taskId) {
    return jdbc.sql("select instance from task_term where task_id = ?")
        .param(taskId)
        .query(String.class)
        .optional()
        .orElseThrow(() -> Problem.conflict("extension-impossible"));
  }

  /** The ids of the process's open tasks of this kind. */
  List<String> tasks(String instance, String taskKey) {
    return jdbc.sql(
            """
            select t.task_id from task_term t join inbox_task i on i.id = t.task_id
            where t.instance = ? and i.task_key = ? order by 1""")
        .params(instance, taskKey)
        .query(String.class)
        .list();
  }

  /** Something depends on these tasks: closing them tells so. */
  void watch(String instance, String taskKey) {
    jdbc.sql(
            """
            update inbox_task set watched = true where task_key = ?
              and id in (select task_id from task_term where instance = ?)""")
        .params(taskKey, instance)
        .update();
  }

  /** Of one of the file's open tasks of this kind. */
  public Optional<Term> of(String number, String taskKey) {
    return jdbc.sql(
            """
            select t.from_day, t.days, t.territory, t.latest from task_term t
            join inbox_task i on i.id = t.task_id
            where i.number = ? and i.task_key = ? limit 1""")
        .params(number, taskKey)
        .query((rs, n) -> term(rs))
        .optional();
  }

  /** The terms of a case's open tasks, by the tasks' ids. */
  public Map<String, Term> of(String chain) {
    boolean batch = chain.startsWith("batch:");
    Map<String, Term> terms = new HashMap<>();
    jdbc.sql(
            """
            select t.from_day, t.days, t.territory, t.latest, t.task_id from task_term t
            join inbox_task i on i.id = t.task_id where i."""
                + (batch ? "batch" : "number")
                + " = ?")
        .param(batch ? chain.substring("batch:".length()) : chain)
        .query((rs, n) -> terms.put(rs.getString(5), term(rs)))
        .list();
    return terms;
  }

  /** The process's open tasks of this kind have been urged of what was to happen until then. */
  public void urged(String instance, String taskKey, Instant until) {
    jdbc.sql(
            """
            update task_term t set urged_at = ? from inbox_task i
            where i.id = t.task_id and t.instance = ? and i.task_key = ?""")
        .params(Timestamp.from(until), instance, taskKey)
        .update();
  }

  /** Gives the process's open tasks of this kind so many working days more. */
  void lengthen(String instance, String taskKey, int more) {
    jdbc.sql(
            """
            update task_term t set days = t.days + ?, urged_at = ? from inbox_task i
            where i.id = t.task_id and t.instance = ? and i.task_key = ?""")
        .params(more, Timestamp.from(clock.instant()), instance, taskKey)
        .update();
  }

  /** The file's open tasks of this kind have another term. */
  void replace(String number, String taskKey, Term term) {
    jdbc.sql(
            """
            update task_term t set from_day = ?, days = ?, territory = ?, latest = ?, urged_at = ?
            from inbox_task i where i.id = t.task_id and i.number = ? and i.task_key = ?""")
        .params(
            term.from(),
            term.days(),
            term.territory(),
            term.latest(),
            Timestamp.from(clock.instant()),
            number,
            taskKey)
        .update();
  }

  /**
   * Gives the open tasks of an office so many working days more, its departments' too.
   *
   * @param leaders whether its leaders' own tasks are among them
   * @return how many they are
   */
  int lengthen(String office, int more, boolean leaders) {
    int tasks =
        jdbc.sql(
                """
                update task_term t set days = t.days + :more from inbox_task i
                where i.id = t.task_id and i.office = :office and i.task_key not in (:fixed)
                  and i.candidate_group not like 'community:%'
                  and (:leaders or i.candidate_group not like 'leader:%')""")
            .param("more", more)
            .param("office", office)
            .param("fixed", FIXED)
            .param("leaders", leaders)
            .update();
    jdbc.sql(
            """
            update department_opinion o set days = days + :more
            where o.stance is null and o.waived_reason is null and o.from_day is not null
              and o.number in (select number from inbox_task
                where office = :office and task_key = 'userTask_giveOpinion')""")
        .param("more", more)
        .param("office", office)
        .update();
    return tasks;
  }

  /** The round closes for this level on that day, or on none. */
  void cut(long round, Level level, LocalDate latest) {
    jdbc.sql(
            """
            update task_term t set latest = :latest from inbox_task i
            join application a on a.number = i.number
            where i.id = t.task_id and a.round_id = :round and a.level = :level
              and i.task_key <> 'userTask_selfAssess'""")
        .param("latest", latest, Types.DATE)
        .param("round", round)
        .param("level", level.name())
        .update();
    jdbc.sql(
            """
            update task_term t set latest = :latest from inbox_task i
            join designation d on d.id::text = i.batch
            where i.id = t.task_id and d.round_id = :round and i.level = :level""")
        .param("latest", latest, Types.DATE)
        .param("round", round)
        .param("level", level.name())
        .update();
    jdbc.sql(
            """
            update department_opinion o set latest = :latest from application a
            where a.number = o.number and a.round_id = :round and a.level = :level
              and o.level = a.level and o.attempt = a.attempt
              and o.stance is null and o.waived_reason is null""")
        .param("latest", latest, Types.DATE)
        .param("round", round)
        .param("level", level.name())
        .update();
  }

  /** The drafts of the round end on that day. */
  void draftsEnd(long round, LocalDate closesOn) {
    jdbc.sql(
            """
            update task_term t set from_day = ? from inbox_task i
            join application a on a.number = i.number
            where i.id = t.task_id and a.round_id = ? and i.task_key = 'userTask_selfAssess'""")
        .params(closesOn, round)
        .update();
  }

  /** What would have another date, of the terms that go over these days. */
  public List<Reckoning> misdated(LocalDate first, LocalDate last, Function<Term, Instant> due) {
    return jdbc
        .sql(
            """
            select from_day, days, territory, latest, due_at, count(task_id) from reckoning
            where from_day < ? and due_at >= ? group by 1, 2, 3, 4, 5""")
        .params(last, Timestamp.from(first.atStartOfDay(clock.getZone()).toInstant()))
        .query((rs, n) -> new Reckoning(term(rs), instant(rs.getTimestamp(5)), rs.getLong(6)))
        .list()
        .stream()
        .filter(r -> !due.apply(r.term).equals(r.due))
        .toList();
  }

  /**
   * The next cases behind this one with such a date: batches before files, as everybody locks them.
   *
   * @param after empty for the first
   */
  public List<String> chains(List<Reckoning> misdated, String after, int most) {
    boolean batch = after.isEmpty() || after.startsWith("batch:");
    return joined(
            """
            select chain from (
              select distinct chain, number is not null as file from misdated) those
            where (file, chain) > (:file, :after) order by file, chain limit :most""",
            misdated)
        .param("file", !batch)
        .param("after", after)
        .param("most", most)
        .query(String.class)
        .list();
  }

  /**
   * @param select of {@code misdated}: task_id, number, chain, from_day, days, territory, latest
   *     and due_at
   */
  public StatementSpec joined(String select, List<Reckoning> misdated) {
    return jdbc.sql(
            """
            with moved (from_day, days, territory, latest, due_at) as (
              select * from unnest(:from::date[], :days::integer[], :territories::varchar[],
                :latest::date[], :due::timestamptz[])),
            misdated as (
              select r.task_id, r.number, coalesce(r.number, 'batch:' || r.batch) as chain,
                r.from_day, r.days, r.territory, r.latest, r.due_at
              from moved join reckoning r using (from_day, days, territory, due_at)
              where r.latest is not distinct from moved.latest)
            """
                + select)
        .param("from", days(misdated, r -> r.term.from()))
        .param("days", misdated.stream().map(r -> r.term.days()).toArray(Integer[]::new))
        .param("territories", misdated.stream().map(r -> r.term.territory()).toArray(String[]::new))
        .param("latest", days(misdated, r -> r.term.latest()))
        .param("due", misdated.stream().map(r -> r.due.toString()).toArray(String[]::new));
  }

  private static String[] days(List<Reckoning> reckonings, Function<Reckoning, LocalDate> day) {
    return reckonings.stream()
        .map(day)
        .map(d -> d == null ? null : d.toString())
        .toArray(String[]::new);
  }

  private static Instant instant(Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  /** From the first four columns. */
  public static Term term(ResultSet rs) throws SQLException {
    return new Term(
        rs.getObject(1, LocalDate.class),
        rs.getInt(2),
        rs.getString(3),
        rs.getObject(4, LocalDate.class));
  }
}
