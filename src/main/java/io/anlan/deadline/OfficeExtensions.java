package io.anlan.deadline;

import io.anlan.account.Actor;
import io.anlan.account.Role;
import io.anlan.calendar.DueMoves;
import io.anlan.calendar.WorkingDays;
import io.anlan.division.Divisions;
import io.anlan.shared.Administered;
import io.anlan.shared.PageView;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * More time for all that an office has open (单位延期), as when it is flooded: granted by its leader,
 * or by the leader of an office above.
 */
@Component
@Transactional
public class OfficeExtensions {

  /** Below one office. */
  private static final int MOST_OFFICES = 200;

  /**
   * An office that can be given more time.
   *
   * @param open its open tasks
   * @param late those of them that are late
   */
  public record Choice(String code, String name, long open, long late) {}

  /**
   * What was granted.
   *
   * @param tasks how many were open
   */
  public record Granted(
      String office, int days, String reason, int tasks, String grantedBy, Instant grantedAt) {}

  private final JdbcClient jdbc;
  private final Divisions divisions;
  private final Terms terms;
  private final DueMoves moves;
  private final WorkingDays workingDays;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  OfficeExtensions(
      JdbcClient jdbc,
      Divisions divisions,
      Terms terms,
      DueMoves moves,
      WorkingDays workingDays,
      ApplicationEventPublisher events,
      Clock clock) {
    this.jdbc = jdbc;
    this.divisions = divisions;
    this.terms = terms;
    this.moves = moves;
    this.workingDays = workingDays;
    this.events = events;
    this.clock = clock;
  }

  /** The leader's own offices, and those right below them. */
  @Transactional(readOnly = true)
  public List<Choice> choices(Actor leader) {
    return jdbc.sql(
            """
            select o.code, o.name, count(i.id) as open,
              count(i.id) filter (where i.due_at < :now) as late
            from office o
            left join inbox_task i on i.office = o.code
              and i.candidate_group not like 'community:%' and i.task_key not in (:fixed)
            where o.active and o.code in (:governed)
            group by o.code, o.name order by o.code limit :most""")
        .param("now", Timestamp.from(clock.instant()))
        .param("fixed", Terms.FIXED)
        .param("governed", governed(leader))
        .param("most", MOST_OFFICES)
        .query(Choice.class)
        .list();
  }

  /** SQL has no empty list. */
  private Set<String> governed(Actor leader) {
    Set<String> governed = divisions.governed(leader.offices(Role.LEADER));
    return governed.isEmpty() ? Set.of("-") : governed;
  }

  /** What was granted to these offices, the latest first. */
  @Transactional(readOnly = true)
  public PageView<Granted> granted(Actor leader, int page, int size) {
    Set<String> governed = governed(leader);
    List<Granted> granted =
        jdbc.sql(
                """
                select office, days, reason, tasks, granted_by, granted_at from office_extension
                where office in (:governed) order by id desc limit :size offset :offset""")
            .param("governed", governed)
            .param("size", size)
            .param("offset", (long) page * size)
            .query(Granted.class)
            .list();
    long total =
        jdbc.sql("select count(*) from office_extension where office in (:governed)")
            .param("governed", governed)
            .query(Long.class)
            .single();
    return PageView.of(granted, page, size, total);
  }

  /**
   * Gives everything that the office has open so many working days more, but nothing beyond what
   * the round says, and its leaders' own tasks only from above. The engine's jobs move dates and
   * timers, and tell the holders.
   *
   * @return how many tasks are open
   * @throws Problem 404 for an office that is not the leader's and not below it, 422 on {@code
   *     office}, {@code days} or {@code reason}
   */
  public int grant(Actor leader, String office, Integer days, String reason) {
    List<Fault> faults = new ArrayList<>();
    boolean named = office != null && !office.isBlank();
    if (!named) faults.add(new Fault("office", "required"));
    Set<String> led = leader.offices(Role.LEADER);
    boolean above =
        named && led.stream().anyMatch(own -> !own.equals(office) && divisions.within(office, own));
    if (named && !above && !led.contains(office)) throw Problem.notFound();
    if (days == null) faults.add(new Fault("days", "required"));
    else if (days < 1 || days > Extensions.MOST_DAYS) {
      faults.add(new Fault("days", "extension-days", Extensions.MOST_DAYS));
    }
    if (reason == null || reason.isBlank()) faults.add(new Fault("reason", "required"));
    else if (reason.strip().length() > Extensions.LONGEST) {
      faults.add(new Fault("reason", "too-long", Extensions.LONGEST));
    }
    if (!faults.isEmpty()) throw Problem.fields(faults);
    events.publishEvent(
        new Administered("OFFICE_EXTENDED", office + " +" + days + ", " + reason.strip()));
    int tasks = terms.lengthen(office, days, above);
    if (tasks == 0) throw Problem.field("office", "nothing-to-extend");
    jdbc.sql(
            """
            insert into office_extension (office, days, reason, tasks, granted_by, granted_at)
            values (?, ?, ?, ?, ?, ?)""")
        .params(
            office, days, reason.strip(), tasks, leader.username(), Timestamp.from(clock.instant()))
        .update();
    moves.move(DueMoves.EVER, DueMoves.FOREVER, workingDays.ends());
    return tasks;
  }
}
