package io.anlan.account;

import io.anlan.shared.Administered;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is away and who acts meanwhile. The tasks stay with whoever holds them; the deputy, who must
 * be a member of the same group, sees them in the own inbox and acts on them in both names.
 */
@Service
@Transactional(readOnly = true)
public class Absences {

  private static final int LONGEST_REASON = 200;

  /** Nobody is away for longer than this without saying so again. */
  private static final int LONGEST_YEARS = 1;

  private static final String SELECT =
      """
      select absence.*, who.display_name as name, acts.display_name as deputy_name
      from absence join account who on who.username = absence.username
      join account acts on acts.username = deputy
      where\s""";

  private static final String TODAY = " and from_day <= :today and until_day >= :today";

  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Absences(JdbcClient jdbc, Accounts accounts, ApplicationEventPublisher events, Clock clock) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.events = events;
    this.clock = clock;
  }

  /** A person's own absences, from today on. */
  public List<Absence> of(String username) {
    return jdbc.sql(
            SELECT + "absence.username = :who and until_day >= :today order by from_day, id")
        .param("who", username)
        .param("today", today())
        .query(Absences::absence)
        .list();
  }

  /**
   * For whom this person acts today, in the groups that he or she belongs to. Lists, counts and the
   * door ask in turn; it is read once for each request.
   */
  @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
  public List<Absence> coveredBy(Actor deputy) {
    return PerRequest.get(
        Absences.class.getName() + " " + deputy.username(), () -> readCoveredBy(deputy));
  }

  private List<Absence> readCoveredBy(Actor deputy) {
    return jdbc
        .sql(SELECT + "deputy = :who" + TODAY + " order by absence.username, candidate_group")
        .param("who", deputy.username())
        .param("today", today())
        .query(Absences::absence)
        .list()
        .stream()
        .filter(absence -> deputy.member(absence.group()))
        .toList();
  }

  /** Whether this person acts today for the holder of a task of that group. */
  @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
  public boolean covers(Actor deputy, String holder, String group) {
    return coveredBy(deputy).stream().anyMatch(absence -> absence.covers(holder, group));
  }

  /** Those of these people who are away today and have somebody who acts for them. */
  @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
  public List<Absence> today(Collection<String> usernames) {
    return jdbc.sql(SELECT + "absence.username = any(:who) and acts.active" + TODAY)
        .param("who", usernames.toArray(String[]::new))
        .param("today", today())
        .query(Absences::absence)
        .list();
  }

  /**
   * Enters an absence in one of the person's own groups.
   *
   * @throws Problem 422 on {@code group}, {@code deputy}, {@code from}, {@code until} or {@code
   *     reason}; 409 when some of the days are entered already
   */
  @Transactional
  public void enter(
      Actor actor, String group, String deputy, LocalDate from, LocalDate until, String reason) {
    List<Fault> faults = new ArrayList<>();
    if (group == null || !actor.member(group)) faults.add(new Fault("group", "required"));
    if (deputy == null || deputy.isBlank()) faults.add(new Fault("deputy", "required"));
    if (from == null) faults.add(new Fault("from", "required"));
    else if (from.isBefore(today())) faults.add(new Fault("from", "day-past"));
    if (until == null) faults.add(new Fault("until", "required"));
    else if (from != null && until.isBefore(from)) faults.add(new Fault("until", "ends-early"));
    else if (until.isAfter(today().plusYears(LONGEST_YEARS))) {
      faults.add(new Fault("until", "day-too-far"));
    }
    if (reason == null || reason.isBlank()) faults.add(new Fault("reason", "required"));
    else if (reason.strip().length() > LONGEST_REASON) {
      faults.add(new Fault("reason", "too-long", LONGEST_REASON));
    }
    if (!faults.isEmpty()) throw Problem.fields(faults);
    requireDeputy(actor, group, deputy, from, until);
    jdbc.sql(
            """
            insert into absence (username, candidate_group, deputy, from_day, until_day, reason)
            values (?, ?, ?, ?, ?, ?)""")
        .params(actor.username(), group, deputy, from, until, reason.strip())
        .update();
    note("ABSENCE_ENTERED", actor, deputy, group + " " + from + " – " + until);
    events.publishEvent(new DeputyNamed(actor.username(), deputy, from, until));
  }

  private void requireDeputy(
      Actor actor, String group, String deputy, LocalDate from, LocalDate until) {
    accounts
        .find(deputy)
        .filter(a -> a.member(group))
        .filter(a -> !a.personId().equals(actor.personId()))
        .orElseThrow(() -> Problem.field("deputy", "not-a-member", deputy));
    // One at a time for each person: two tabs enter no overlapping days, and nobody deputises for
    // somebody who is away.
    jdbc.sql("select username from account where username in (?, ?) order by username for update")
        .params(actor.username(), deputy)
        .query(String.class)
        .list();
    if (away(actor.username(), group, from, until)) throw Problem.field("from", "absence-overlaps");
    if (away(deputy, group, from, until)) throw Problem.field("deputy", "deputy-away", deputy);
  }

  private boolean away(String username, String group, LocalDate from, LocalDate until) {
    return jdbc.sql(
            """
            select exists (select from absence where username = ? and candidate_group = ?
              and from_day <= ? and until_day >= ?)""")
        .params(username, group, until, from)
        .query(Boolean.class)
        .single();
  }

  /**
   * The person is back, or does not go: the deputy's right ends at once.
   *
   * @throws Problem 404 when it is not the person's own, or over
   */
  @Transactional
  public void end(Actor actor, long id) {
    Absence absence =
        of(actor.username()).stream()
            .filter(a -> a.id() == id)
            .findFirst()
            .orElseThrow(Problem::notFound);
    if (absence.from().isBefore(today())) {
      jdbc.sql("update absence set until_day = ? where id = ?")
          .params(today().minusDays(1), id)
          .update();
    } else {
      jdbc.sql("delete from absence where id = ?").param(id).update();
    }
    note("ABSENCE_ENDED", actor, absence.deputy(), absence.group());
  }

  private void note(String action, Actor actor, String deputy, String what) {
    events.publishEvent(new Administered(action, actor.username() + " → " + deputy + " " + what));
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private static Absence absence(ResultSet rs, int n) throws SQLException {
    return new Absence(
        rs.getLong("id"),
        rs.getString("username"),
        rs.getString("name"),
        rs.getString("candidate_group"),
        rs.getString("deputy"),
        rs.getString("deputy_name"),
        rs.getObject("from_day", LocalDate.class),
        rs.getObject("until_day", LocalDate.class),
        rs.getString("reason"));
  }
}
