package io.anlan.visit;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.RightsTaken;
import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.CaseLock;
import io.anlan.shared.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the reviewer may still change while a visit goes on. */
@Service
@Transactional
public class VisitDesk {

  private static final Set<Visit.State> TEAM_OPEN =
      EnumSet.of(Visit.State.INVITING, Visit.State.VISITING);
  private static final Set<Visit.State> LED =
      EnumSet.of(Visit.State.CONCLUDING, Visit.State.RECTIFYING, Visit.State.CHECKING);

  private final JdbcClient jdbc;
  private final Visits visits;
  private final Files files;
  private final Accounts accounts;
  private final CaseLock lock;
  private final Trail trail;
  private final ObjectProvider<VisitFlow> flow;

  VisitDesk(
      JdbcClient jdbc,
      Visits visits,
      Files files,
      Accounts accounts,
      CaseLock lock,
      Trail trail,
      ObjectProvider<VisitFlow> flow) {
    this.jdbc = jdbc;
    this.visits = visits;
    this.files = files;
    this.accounts = accounts;
    this.lock = lock;
    this.trail = trail;
    this.flow = flow;
  }

  /**
   * The team of a visit as the offices see it.
   *
   * @param names of all members, and of the substitutes they named, by user name
   * @param mayChangeTeam whether the reader may have the team formed again now
   * @param mayChangeLeader whether the reader may name another leader now
   */
  public record View(
      Visit visit,
      String community,
      List<Member> members,
      Map<String, String> names,
      boolean mayChangeTeam,
      boolean mayChangeLeader) {}

  /**
   * @throws Problem 404 when the visit does not exist for them, 403 when they read the file for no
   *     office
   */
  @Transactional(readOnly = true)
  public View view(Actor actor, long id) {
    Visit visit = visits.visible(actor, id);
    if (!files.readsAsOffice(actor, visit.number())) throw Problem.forbidden("for-offices-only");
    List<Member> members = visits.members(id);
    Set<String> people =
        members.stream()
            .flatMap(m -> Stream.of(m.username(), m.substitute()))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    boolean reviews = reviews(actor, visit);
    return new View(
        visit,
        files.get(visit.number()).communityName(),
        members,
        accounts.names(people),
        reviews && TEAM_OPEN.contains(visit.state()),
        reviews && LED.contains(visit.state()));
  }

  private static boolean reviews(Actor actor, Visit visit) {
    return actor.member("reviewer:" + visit.office());
  }

  /**
   * The team, its leader or the day is to be another: the reviewer forms the team again, with what
   * there is as the proposal.
   *
   * @throws Problem 404 and 403 as for every visit, 409 when nobody is asked or comes any more, 422
   *     on {@code reason}
   */
  public Visit changeTeam(Actor actor, long id, String reason) {
    Visit visit = lock(actor, id);
    String words = words(reason);
    if (!TEAM_OPEN.contains(visit.state())) throw Problem.conflict("team-not-to-be-changed");
    record(actor, visit, Act.Action.TEAM_CHANGED, null, words);
    jdbc.sql("update visit set state = 'FORMING' where id = ?").param(id).update();
    flow.getObject().teamChanged(visit.number());
    return visits.find(id).orElseThrow();
  }

  /**
   * Another expert who has been there concludes and checks, where the leader cannot.
   *
   * @throws Problem 404 and 403 as for every visit, 409 when there is nothing for a leader to do,
   *     422 on {@code leader} or {@code reason}
   */
  public Visit changeLeader(Actor actor, long id, String leader, String reason) {
    Visit visit = lock(actor, id);
    String words = words(reason);
    if (!LED.contains(visit.state())) throw Problem.conflict("leader-not-to-be-changed");
    boolean visited =
        leader != null
            && !leader.equals(visit.leader())
            && visits.member(id, leader).filter(m -> m.state() == Member.State.VISITED).isPresent();
    if (!visited) throw Problem.field("leader", "leader-has-not-visited");
    jdbc.sql("update visit set leader = ? where id = ?").params(leader, id).update();
    record(actor, visit, Act.Action.LEADER_CHANGED, leader, words);
    flow.getObject().leaderChanged(visit.number(), leader);
    return visits.find(id).orElseThrow();
  }

  /** The visit, if this person reviews at the office that sends its team; the file is locked. */
  private Visit lock(Actor actor, long id) {
    Visit visit = visits.visible(actor, id);
    if (!reviews(actor, visit)) throw Problem.forbidden("not-the-visiting-office");
    files.requirePart(List.of(visit.number()), actor, Files.Part.REVIEWER);
    lock.acquire(visit.number());
    files.takePart(visit.number(), actor, Files.Part.REVIEWER);
    return visits.find(id).orElseThrow();
  }

  private static String words(String reason) {
    if (reason == null || reason.isBlank()) throw Problem.field("reason", "required");
    if (reason.length() > 2000) throw Problem.field("reason", "too-long", 2000);
    return reason.strip();
  }

  private void record(Actor actor, Visit visit, Act.Action action, String decision, String words) {
    Application a = files.get(visit.number());
    trail.record(
        actor, new Act(a.number(), visit.level(), visit.office(), action, decision, words));
  }

  /**
   * Nobody stops being an expert while a visit waits for them: the reviewer changes the team first.
   */
  @EventListener
  void on(RightsTaken taken) {
    if (taken.kept().contains(Actor.expertGroup(taken.username()))) return;
    List<String> waiting =
        jdbc.sql(
                """
                select v.number from visit v join visit_member m on m.visit_id = v.id
                where v.closed_at is null and m.username = :expert
                  and (m.state in ('INVITED', 'ACCEPTED') or v.leader = :expert)
                order by v.number limit 1""")
            .param("expert", taken.username())
            .query(String.class)
            .list();
    if (!waiting.isEmpty()) throw Problem.conflict("expert-has-visits", waiting.get(0));
  }
}
