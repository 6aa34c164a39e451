package io.anlan.application;

import io.anlan.account.Actor;
import io.anlan.account.Role;
import io.anlan.division.Stop;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who may see a file, which way it goes, whose hands touched it, and what was reopened. */
@Component
@Transactional
public class Files {

  /** The part a person plays on a file. */
  public enum Part {
    APPLICANT,
    REVIEWER,
    LEADER,
    DEPARTMENT,
    BODY,
    EXPERT;

    /** The part that the members of a candidate group play, such as {@code reviewer:3703…}. */
    public static Part of(String group) {
      return group.startsWith("community:")
          ? APPLICANT
          : valueOf(group.substring(0, group.indexOf(':')).toUpperCase(Locale.ROOT));
    }
  }

  private final JdbcClient jdbc;
  private final ApplicationRepository applications;
  private final Clock clock;

  Files(JdbcClient jdbc, ApplicationRepository applications, Clock clock) {
    this.jdbc = jdbc;
    this.applications = applications;
    this.clock = clock;
  }

  /**
   * The application as this person may see it.
   *
   * @throws Problem 404 when it does not exist for them
   */
  @Transactional(readOnly = true)
  public Application visible(Actor actor, String number) {
    return applications.findById(number).filter(a -> sees(actor, a)).orElseThrow(Problem::notFound);
  }

  @Transactional(readOnly = true)
  public boolean sees(Actor actor, String number) {
    return applications.findById(number).filter(a -> sees(actor, a)).isPresent();
  }

  /** Whoever sees a file sees which tasks are open on it, though not what stands in them. */
  @Transactional(readOnly = true)
  public boolean sees(Actor actor, TaskItem task) {
    return Inbox.visible(actor, task) || task.number() != null && sees(actor, task.number());
  }

  /** The application, for acts whose right is the task itself. */
  @Transactional(readOnly = true)
  public Application get(String number) {
    return applications.findById(number).orElseThrow(Problem::notFound);
  }

  boolean sees(Actor actor, Application application) {
    if (actor.communities().contains(application.communityCode())) return true;
    if (application.inDraft()) return false;
    return jdbc.sql(
                "select count(*) from application_reader where number = :number and reader in (:readers)")
            .param("number", application.number())
            .param("readers", readers(actor))
            .query(Long.class)
            .single()
        > 0;
  }

  /** Whether this person reads the file for an office or a body, not only for a department. */
  @Transactional(readOnly = true)
  public boolean readsAsOffice(Actor actor, String number) {
    return jdbc.sql(
                "select count(*) from application_reader where number = :number and reader in (:readers)")
            .param("number", number)
            .param("readers", officeReaders(actor))
            .query(Long.class)
            .single()
        > 0;
  }

  /** The names under which a person reads files for an office or a body; never empty. */
  public static Set<String> officeReaders(Actor actor) {
    Set<String> readers = readers(actor);
    readers.removeIf(r -> r.startsWith("community:") || r.startsWith("department:"));
    return readers;
  }

  /** The names under which a person reads files; never empty, SQL has no empty list. */
  static Set<String> readers(Actor actor) {
    Set<String> readers = new LinkedHashSet<>();
    readers.add("-");
    actor.communities().forEach(c -> readers.add("community:" + c));
    actor.offices().forEach(o -> readers.add("office:" + o));
    actor.groups().stream()
        .filter(g -> g.startsWith("department:") || g.startsWith("body:"))
        .forEach(readers::add);
    return readers;
  }

  public void addReader(String number, String reader) {
    jdbc.sql("insert into application_reader (number, reader) values (?, ?) on conflict do nothing")
        .params(number, reader)
        .update();
  }

  public void removeReader(String number, String reader) {
    jdbc.sql("delete from application_reader where number = ? and reader = ?")
        .params(number, reader)
        .update();
  }

  /**
   * The route as it stands at submission.
   *
   * @param scoring the level that writes the official score
   */
  void freezeRoute(String number, List<Stop> stops, Set<Level> included, Level scoring) {
    jdbc.sql("delete from application_stop where number = ?").param(number).update();
    jdbc.sql(
            """
            insert into application_stop (number, level, office, included, scoring)
            select ?, * from unnest(?::varchar[], ?::varchar[], ?::boolean[], ?::boolean[])""")
        .params(
            number,
            stops.stream().map(s -> s.level().name()).toArray(String[]::new),
            stops.stream().map(Stop::office).toArray(String[]::new),
            stops.stream().map(s -> included.contains(s.level())).toArray(Boolean[]::new),
            stops.stream().map(s -> s.level() == scoring).toArray(Boolean[]::new))
        .update();
    jdbc.sql(
            """
            insert into application_reader (number, reader)
            select ?, 'office:' || unnest(?::varchar[]) on conflict do nothing""")
        .params(number, stops.stream().map(Stop::office).toArray(String[]::new))
        .update();
  }

  /** The office of a level that this file passes. */
  @Transactional(readOnly = true)
  public Optional<String> office(String number, Level level) {
    return jdbc.sql("select office from application_stop where number = ? and level = ?")
        .params(number, level.name())
        .query(String.class)
        .optional();
  }

  /** The next included level above this one. */
  @Transactional(readOnly = true)
  public Optional<Stop> next(String number, Level after) {
    return stops(number).stream().filter(s -> s.level().above(after)).findFirst();
  }

  /** The included stops, lowest first. */
  @Transactional(readOnly = true)
  public List<Stop> stops(String number) {
    return jdbc
        .sql("select level, office from application_stop where number = ? and included")
        .param(number)
        .query((rs, n) -> new Stop(Level.valueOf(rs.getString(1)), rs.getString(2)))
        .list()
        .stream()
        .sorted(java.util.Comparator.comparing(Stop::level))
        .toList();
  }

  /** The stop that writes the official score, as the policy said at submission. */
  @Transactional(readOnly = true)
  public Optional<Stop> scoringStop(String number) {
    return jdbc.sql("select level, office from application_stop where number = ? and scoring")
        .param(number)
        .query((rs, n) -> new Stop(Level.valueOf(rs.getString(1)), rs.getString(2)))
        .optional();
  }

  /**
   * Applicant, reviewer, leader and department officer of one file are never the same person, over
   * all its levels, passes and attempts.
   *
   * @throws Problem 403 when this person already plays another part on one of the files
   */
  @Transactional(readOnly = true)
  public void requirePart(Collection<String> numbers, Actor actor, Part part) {
    if (!mayPlay(numbers, actor, part)) throw Problem.forbidden("two-parts-on-one-file");
  }

  /** Whether this person plays no other part on any of the files. */
  @Transactional(readOnly = true)
  public boolean mayPlay(Collection<String> numbers, Actor actor, Part part) {
    if (numbers.isEmpty()) return true;
    long others =
        jdbc.sql(
                """
                select count(*) from application_hand
                where person_id = :person and part <> :part and number in (:numbers)""")
            .param("person", actor.personId())
            .param("part", part.name())
            .param("numbers", numbers)
            .query(Long.class)
            .single();
    return others == 0;
  }

  /** The part that each person has played on a file, by person id. */
  @Transactional(readOnly = true)
  public Map<String, Part> hands(String number) {
    return jdbc
        .sql("select person_id, part from application_hand where number = ?")
        .param(number)
        .query((rs, n) -> Map.entry(rs.getString(1), Part.valueOf(rs.getString(2))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** As {@link #requirePart}, and keeps that this person has now played the part. */
  public void takePart(Collection<String> numbers, Actor actor, Part part) {
    for (String number : numbers) {
      String played =
          jdbc.sql(
                  """
                  insert into application_hand (number, person_id, part) values (?, ?, ?)
                  on conflict (number, person_id) do update set part = application_hand.part
                  returning part""")
              .params(number, actor.personId(), part.name())
              .query(String.class)
              .single();
      if (!played.equals(part.name())) throw Problem.forbidden("two-parts-on-one-file");
    }
  }

  public void takePart(String number, Actor actor, Part part) {
    takePart(List.of(number), actor, part);
  }

  /**
   * Opens items and conditions for correction, each with its reason; what was open before is not.
   */
  public void reopen(String number, List<Reopened> targets) {
    int round = reopenedRound(number) + 1;
    for (Reopened target : targets) {
      jdbc.sql(
              """
              insert into reopened (number, round, target, reason, reopened_at, points_before,
                met_before, words_before)
              select :number, :round, :target, :reason, :at, s.points, c.met,
                coalesce(s.reason, c.explanation)
              from (select) one
              left join score s
                on s.number = :number and s.stage = 'SELF' and 'item/' || s.item = :target
              left join condition_answer c
                on c.number = :number and 'condition/' || c.no = :target""")
          .param("number", number)
          .param("round", round)
          .param("target", target.target())
          .param("reason", target.reason())
          .param("at", Timestamp.from(clock.instant()))
          .update();
    }
  }

  /** The last return is taken back; the one before it is what the reviewer looks at again. */
  public void undoReopen(String number) {
    jdbc.sql("delete from reopened where number = ? and round = ?")
        .params(number, reopenedRound(number))
        .update();
  }

  private int reopenedRound(String number) {
    return jdbc.sql("select coalesce(max(round), 0) from reopened where number = ?")
        .param(number)
        .query(Integer.class)
        .single();
  }

  public void closeReopened(String number) {
    jdbc.sql("delete from reopened where number = ?").param(number).update();
  }

  void markChanged(String number, String target) {
    jdbc.sql("update reopened set changed_at = ? where number = ? and round = ? and target = ?")
        .params(Timestamp.from(clock.instant()), number, reopenedRound(number), target)
        .update();
  }

  @Transactional(readOnly = true)
  public List<Reopened> reopened(String number) {
    return jdbc.sql(
            """
            select target, reason, changed_at is not null, reopened_at, points_before, met_before,
              words_before
            from reopened
            where number = ? and round = (select max(round) from reopened where number = ?)
            order by target""")
        .params(number, number)
        .query(
            (rs, n) -> new Reopened(rs.getString(1), rs.getString(2), rs.getBoolean(3), before(rs)))
        .list();
  }

  /** Null for returns of earlier versions, which kept nothing. */
  private static Reopened.Before before(ResultSet rs) throws SQLException {
    Timestamp at = rs.getTimestamp(4);
    if (at == null) return null;
    return new Reopened.Before(
        at.toInstant(), rs.getBigDecimal(5), rs.getObject(6, Boolean.class), rs.getString(7));
  }

  /** Whether the person acts for the community of this file. */
  static boolean isApplicant(Actor actor, Application application) {
    return actor.has(Role.COMMUNITY) && actor.communities().contains(application.communityCode());
  }
}
