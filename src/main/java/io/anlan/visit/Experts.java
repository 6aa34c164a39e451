package io.anlan.visit;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.Grant;
import io.anlan.account.Role;
import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.application.Hazard;
import io.anlan.division.DivisionView;
import io.anlan.division.Divisions;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import io.anlan.visit.Expert.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The pool of experts: who is in it, who sees whom, and whom to send. */
@Service
@Transactional(readOnly = true)
public class Experts {

  /** How many candidates a reviewer is shown. */
  private static final int MOST = 50;

  /** Of so many best ones recusal is asked. */
  private static final int ASKED = 200;

  /** As many places as a list of suggestions is good for. */
  private static final int MOST_PLACES = 600;

  private final ExpertRows rows;
  private final Recusal recusal;
  private final Files files;
  private final Accounts accounts;
  private final Divisions divisions;
  private final JdbcClient jdbc;

  Experts(
      ExpertRows rows,
      Recusal recusal,
      Files files,
      Accounts accounts,
      Divisions divisions,
      JdbcClient jdbc) {
    this.rows = rows;
    this.recusal = recusal;
    this.files = files;
    this.accounts = accounts;
    this.divisions = divisions;
    this.jdbc = jdbc;
  }

  /** Who has the role now, in the pool or not. */
  public Optional<Expert> find(String username) {
    return rows.find(username);
  }

  /** Whether somebody is in the pool, in whatever state. */
  public boolean exists(String username) {
    return find(username).filter(Expert::entered).isPresent();
  }

  /** Display names by user name, in one query; who is unknown keeps the user name. */
  public Map<String, String> names(Collection<String> usernames) {
    return accounts.names(usernames);
  }

  /**
   * The experts whom this person's offices keep or may send.
   *
   * @param q part of a name, a user name or a unit; null like the others for all
   */
  public Page<Expert> search(
      Actor actor, String q, Speciality speciality, State state, PageRequest page) {
    return rows.page(offices(actor), q, speciality, state, page);
  }

  /**
   * @throws Problem 404 when there is no such expert for this person
   */
  public Expert visible(Actor actor, String username) {
    if (!rows.seen(offices(actor), username)) throw Problem.notFound();
    return find(username).orElseThrow(Problem::notFound);
  }

  /** Whether this person's office keeps the entry. */
  public static boolean keeps(Actor actor, Expert expert) {
    return actor.grants().stream()
        .anyMatch(g -> g.role() == Role.REVIEWER && expert.offices().contains(g.office()));
  }

  /** Where this person reviews or signs. */
  public static Set<String> offices(Actor actor) {
    return actor.grants().stream()
        .filter(g -> g.role() == Role.REVIEWER || g.role() == Role.LEADER)
        .map(Grant::office)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The streets and communities of an office's area, to be suggested; none where it is large. */
  public List<DivisionView> placesOf(String office) {
    return divisions.local(Territory.prefix(office), MOST_PLACES);
  }

  /** Those of these user names that somebody has. */
  Set<String> known(Collection<String> usernames) {
    return rows.known(usernames);
  }

  /** The visits that are still before the expert, the next first; as many as one looks at. */
  public List<OpenVisit> openVisits(Actor actor, String username) {
    return rows.openVisits(username, offices(actor), actor.username().equals(username));
  }

  /** The duty records by user name, in one query. */
  public Map<String, Duty> duties(Collection<String> usernames) {
    Map<String, Duty> duties = new HashMap<>();
    for (String username : usernames) duties.put(username, Duty.NONE);
    duties.putAll(rows.duties(usernames));
    return duties;
  }

  /**
   * Candidates for a visit, the fittest first: whom somebody has named as a substitute, then by the
   * policy's departments and the community's hazards, then by load; who is refused comes last.
   *
   * @param office that sends them: it keeps their entries, or its area overlaps their territory
   * @param departments that the policy asks for
   * @param size of the team that is proposed
   * @return 50 at most
   * @throws Problem 404 when there is no such file
   */
  public List<Candidate> propose(
      String number, String office, LocalDate on, Collection<String> departments, int size) {
    Application file = files.get(number);
    List<Candidate> found = candidates(file, office, on, departments);
    Map<String, Verdict> verdicts =
        recusal.of(number, found.stream().map(Candidate::username).toList());
    List<Candidate> ranked =
        found.stream()
            .map(c -> c.with(verdicts.get(c.username())))
            .sorted(Comparator.comparing((Candidate c) -> !c.verdict().eligible()))
            .limit(MOST)
            .toList();
    Set<String> team = team(ranked, size);
    return ranked.stream().map(c -> c.proposed(team.contains(c.username()))).toList();
  }

  /** From each department that the policy asks for one, as far as places go; then the next best. */
  private static Set<String> team(List<Candidate> ranked, int size) {
    Set<String> persons = new HashSet<>();
    Set<String> departments = new HashSet<>();
    List<Candidate> free =
        ranked.stream()
            .filter(Candidate::free)
            .filter(c -> persons.add(c.verdict().person()))
            .toList();
    List<Candidate> firsts =
        free.stream()
            .filter(c -> c.substitute() || c.departmentFits() && departments.add(c.department()))
            .toList();
    return Stream.concat(firsts.stream(), free.stream())
        .map(Candidate::username)
        .distinct()
        .limit(size)
        .collect(Collectors.toSet());
  }

  private List<Candidate> candidates(
      Application file, String office, LocalDate on, Collection<String> departments) {
    List<Hazard> hazards = file.profile().mainHazards();
    return jdbc.sql(
            """
            select c.*, coalesce(c.department = any(:departments), false) as fits,
              c.username in (
                select m.substitute from visit_member m join visit v on v.id = m.visit_id
                where v.number = :number and v.closed_at is null
                  and m.state in ('DECLINED', 'RECUSED', 'LATE')) as substitute,
              (select m.state from visit_member m join visit v on v.id = m.visit_id
                where v.number = :number and v.closed_at is null
                  and m.username = c.username) as asked
            from (
              select e.username, a.display_name, e.unit, e.department,
                array(select s.speciality from expert_speciality s
                  where s.username = e.username) as specialities,
                (select count(*) from expert_speciality s
                  where s.username = e.username and s.speciality = any(:specialities)) as hazards,
                open.visits, open.taken
              from expert e join account a on a.username = e.username
              cross join lateral (
                select count(*) as visits,
                  coalesce(bool_or(v.planned_on = :on and v.number <> :number), false) as taken
                from visit_member m join visit v on v.id = m.visit_id
                where m.username = e.username and m.state in ('INVITED', 'ACCEPTED')
                  and v.closed_at is null) open
              where e.territory = any(:around) and e.state = 'ACTIVE' and a.active and exists (
                select 1 from account_role r
                where r.username = a.username and r.role = 'EXPERT' and (r.office = :office
                  or e.territory like :below or e.territory = any(:above)))) c
            order by substitute desc, fits desc, hazards desc, visits, username limit :most""")
        .param("departments", departments.toArray(String[]::new))
        .param("number", file.number())
        .param(
            "specialities",
            Stream.of(Speciality.values())
                .filter(s -> s.answers(hazards))
                .map(Speciality::name)
                .toArray(String[]::new))
        .param("on", on)
        .param("office", office)
        .param("below", Territory.prefix(office) + "%")
        .param("above", Territory.around(office).toArray(String[]::new))
        .param("around", Territory.around(file.communityCode()).toArray(String[]::new))
        .param("most", ASKED)
        .query(Experts::candidate)
        .list();
  }

  private static Candidate candidate(ResultSet rs, int n) throws SQLException {
    return new Candidate(
        rs.getString("username"),
        rs.getString("display_name"),
        rs.getString("unit"),
        rs.getString("department"),
        ExpertRows.specialities(rs.getArray("specialities")),
        rs.getBoolean("fits"),
        rs.getInt("hazards"),
        rs.getInt("visits"),
        rs.getBoolean("taken"),
        rs.getBoolean("substitute"),
        rs.getString("asked"),
        false,
        null);
  }

  /**
   * A team that may be sent: nobody refused, no person twice.
   *
   * @throws Problem 422 on {@code experts}, one fault for each who may not, with the reason
   */
  public void requireEligible(String number, Collection<String> usernames) {
    List<Fault> faults = new ArrayList<>();
    Set<String> persons = new HashSet<>();
    for (Verdict verdict : recusal.of(number, usernames).values()) {
      if (!verdict.eligible()) {
        faults.add(new Fault("experts", "expert-refused", verdict.name(), verdict.refusal()));
      } else if (!persons.add(verdict.person())) {
        faults.add(new Fault("experts", "expert-twice", verdict.name()));
      }
    }
    if (!faults.isEmpty()) throw Problem.fields(faults);
  }
}
