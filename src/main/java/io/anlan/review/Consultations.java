package io.anlan.review;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.calendar.Term;
import io.anlan.calendar.WorkingDays;
import io.anlan.shared.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The departments that an office asks about a file, and what they say (会审). */
@Component
public class Consultations {

  record Opinion(
      int pass,
      String kind,
      Instant askedAt,
      String stance,
      String opinion,
      String givenBy,
      String waivedReason) {}

  private static final String LAST_PASS =
      "select coalesce(max(pass), 0) from department_opinion"
          + " where number = ? and attempt = ? and level = ?";

  private final JdbcClient jdbc;
  private final Files files;
  private final WorkingDays workingDays;
  private final Clock clock;

  Consultations(JdbcClient jdbc, Files files, WorkingDays workingDays, Clock clock) {
    this.jdbc = jdbc;
    this.files = files;
    this.workingDays = workingDays;
    this.clock = clock;
  }

  /** The departments of the running consultation that have not answered. */
  public List<String> open(String number) {
    Application a = files.get(number);
    return lastAsked(a).stream()
        .filter(o -> o.stance == null && o.waivedReason == null)
        .map(Opinion::kind)
        .toList();
  }

  /** Whether a department of the last consultation objects. */
  public boolean objected(String number) {
    return lastAsked(files.get(number)).stream().anyMatch(o -> "OBJECT".equals(o.stance));
  }

  /** When the running consultation is due. */
  public Optional<Instant> dueAt(String number) {
    Application a = files.get(number);
    return jdbc.sql(
            """
            select max(due_at) from department_opinion
            where number = ? and attempt = ? and level = ? and stance is null and waived_reason is null""")
        .params(number, a.attempt(), a.level().name())
        .query((rs, n) -> Optional.ofNullable(rs.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  /** Asks once more, or for the first time; {@code pass} counts the consultations of a level. */
  void ask(Application a, List<String> kinds, Term term) {
    Timestamp dueAt = Timestamp.from(workingDays.end(term));
    int pass = lastPass(a) + 1;
    for (String kind : kinds) {
      jdbc.sql(
              """
              insert into department_opinion (number, attempt, level, pass, kind, asked_at, due_at,
                from_day, days, territory, latest)
              values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
          .params(
              a.number(),
              a.attempt(),
              a.level().name(),
              pass,
              kind,
              Timestamp.from(clock.instant()),
              dueAt,
              term.from(),
              term.days(),
              term.territory(),
              term.latest())
          .update();
      files.addReader(a.number(), reader(kind, a));
    }
  }

  void give(Application a, String kind, String stance, String opinion, String by) {
    jdbc.sql(
            """
            update department_opinion set stance = ?, opinion = ?, given_by = ?, given_at = ?
            where number = ? and attempt = ? and level = ? and kind = ? and pass = ("""
                + LAST_PASS
                + ")")
        .params(
            stance,
            opinion,
            by,
            Timestamp.from(clock.instant()),
            a.number(),
            a.attempt(),
            a.level().name(),
            kind,
            a.number(),
            a.attempt(),
            a.level().name())
        .update();
  }

  /**
   * Nobody is asked any more, as if nobody had been.
   *
   * @throws Problem 409 when a department has answered
   */
  void takeBack(Application a) {
    List<Opinion> asked = lastAsked(a);
    if (asked.stream().anyMatch(o -> o.stance != null)) throw Problem.conflict("already-opened");
    jdbc.sql(
            "delete from department_opinion where number = ? and attempt = ? and level = ? and pass = ?")
        .params(a.number(), a.attempt(), a.level().name(), lastPass(a))
        .update();
    Set<String> stillAsked = lastAsked(a).stream().map(Opinion::kind).collect(Collectors.toSet());
    asked.stream()
        .map(Opinion::kind)
        .filter(kind -> !stillAsked.contains(kind))
        .forEach(kind -> files.removeReader(a.number(), reader(kind, a)));
  }

  private static String reader(String kind, Application a) {
    return "department:" + kind + ":" + a.office();
  }

  void waive(Application a, String reason) {
    jdbc.sql(
            """
            update department_opinion set waived_reason = ?
            where number = ? and attempt = ? and level = ? and pass = ? and stance is null""")
        .params(reason, a.number(), a.attempt(), a.level().name(), lastPass(a))
        .update();
  }

  void wait(Application a, Term term) {
    jdbc.sql(
            """
            update department_opinion set due_at = ?, from_day = ?, days = ?, territory = ?, latest = ?
            where number = ? and attempt = ? and level = ? and pass = ? and stance is null""")
        .params(
            Timestamp.from(workingDays.end(term)),
            term.from(),
            term.days(),
            term.territory(),
            term.latest(),
            a.number(),
            a.attempt(),
            a.level().name(),
            lastPass(a))
        .update();
  }

  /** Who has not answered has so many working days more. */
  public void lengthen(String number, int more) {
    jdbc.sql(
            """
            update department_opinion set days = days + ?
            where number = ? and stance is null and waived_reason is null and from_day is not null""")
        .params(more, number)
        .update();
  }

  /** How the date of {@link #dueAt} was reckoned. */
  public Optional<Term> term(String number) {
    Application a = files.get(number);
    return jdbc.sql(
            """
            select from_day as "from", days, territory, latest from department_opinion
            where number = ? and attempt = ? and level = ? and stance is null
              and waived_reason is null and from_day is not null
            order by due_at desc limit 1""")
        .params(number, a.attempt(), a.level().name())
        .query(Term.class)
        .optional();
  }

  /** The calendar has changed: who has not answered has until another moment. */
  public void reckonAgain(String number) {
    List<Term> terms =
        jdbc.sql(
                """
                select distinct from_day as "from", days, territory, latest from department_opinion
                where number = ? and stance is null and waived_reason is null
                  and from_day is not null""")
            .param(number)
            .query(Term.class)
            .list();
    for (Term term : terms) {
      jdbc.sql(
              """
              update department_opinion set due_at = ?
              where number = ? and from_day = ? and days = ? and territory = ?
                and latest is not distinct from ? and stance is null and waived_reason is null""")
          .params(
              Timestamp.from(workingDays.end(term)),
              number,
              term.from(),
              term.days(),
              term.territory(),
              term.latest())
          .update();
    }
  }

  /** The opinions of the last consultation at this level; empty when nobody was asked. */
  List<Opinion> lastAsked(Application a) {
    return jdbc.sql(
            """
            select pass, kind, asked_at, stance, opinion, given_by, waived_reason
            from department_opinion
            where number = ? and attempt = ? and level = ? and pass = ("""
                + LAST_PASS
                + ") order by kind")
        .params(
            a.number(), a.attempt(), a.level().name(), a.number(), a.attempt(), a.level().name())
        .query(
            (rs, n) ->
                new Opinion(
                    rs.getInt(1),
                    rs.getString(2),
                    rs.getTimestamp(3).toInstant(),
                    rs.getString(4),
                    rs.getString(5),
                    rs.getString(6),
                    rs.getString(7)))
        .list();
  }

  private int lastPass(Application a) {
    return jdbc.sql(LAST_PASS)
        .params(a.number(), a.attempt(), a.level().name())
        .query(Integer.class)
        .single();
  }
}
