package io.anlan.visit;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.audit.Act;
import io.anlan.audit.Acted;
import io.anlan.audit.Trail;
import io.anlan.calendar.Term;
import io.anlan.calendar.WorkingDays;
import io.anlan.review.Proposals;
import io.anlan.review.ReviewPolicy;
import io.anlan.round.VisitRule;
import io.anlan.visit.Member.State;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the model of a visit asks and tells: whether there is one, who is expected, and what it
 * means that time has passed. The caller holds the file's lock.
 */
@Component
@Transactional
public class VisitCourse {

  private static final Set<Act.Action> ENDS =
      EnumSet.of(
          Act.Action.WITHDRAWN, Act.Action.CANCELLED, Act.Action.EXPIRED, Act.Action.ENDED_OUTSIDE);

  private final JdbcClient jdbc;
  private final Files files;
  private final Visits visits;
  private final Teams teams;
  private final Draws draws;
  private final Proposals proposals;
  private final ReviewPolicy policy;
  private final WorkingDays workingDays;
  private final Trail trail;
  private final Clock clock;

  VisitCourse(
      JdbcClient jdbc,
      Files files,
      Visits visits,
      Teams teams,
      Draws draws,
      Proposals proposals,
      ReviewPolicy policy,
      WorkingDays workingDays,
      Trail trail,
      Clock clock) {
    this.jdbc = jdbc;
    this.files = files;
    this.visits = visits;
    this.teams = teams;
    this.draws = draws;
    this.proposals = proposals;
    this.policy = policy;
    this.workingDays = workingDays;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * Whether the level where the file stands visits it now; draws, where the policy has it draw.
   * What is proposed for rejection needs no visit, and a visit that was passed is not repeated in
   * the same attempt.
   */
  public boolean select(String number) {
    Application a = files.get(number);
    if (!rule(a).asked() || !proposals.recommended(a)) return false;
    boolean passed =
        visits.of(number).stream()
            .filter(v -> v.attempt() == a.attempt() && v.level() == a.level())
            .anyMatch(v -> v.state() == Visit.State.PASSED);
    return !passed && draws.selected(a);
  }

  /** The experts who have not answered. */
  @Transactional(readOnly = true)
  public List<String> invited(String number) {
    return in(State.INVITED, number);
  }

  /** The experts who come and have not visited yet. */
  @Transactional(readOnly = true)
  public List<String> coming(String number) {
    return in(State.ACCEPTED, number);
  }

  private List<String> in(State state, String number) {
    return visits.members(open(number).id()).stream()
        .filter(m -> m.state() == state)
        .map(Member::username)
        .toList();
  }

  @Transactional(readOnly = true)
  public String leader(String number) {
    return open(number).leader();
  }

  /** Whether enough experts come, the leader among them. */
  @Transactional(readOnly = true)
  public boolean staffed(String number) {
    return team(number).staffed();
  }

  /** Whether enough experts have visited, the leader among them. */
  @Transactional(readOnly = true)
  public boolean enough(String number) {
    return team(number).enough();
  }

  private Team team(String number) {
    Visit visit = open(number);
    return new Team(visit.leader(), rule(files.get(number)).team(), visits.members(visit.id()));
  }

  /** When the experts must have answered. */
  @Transactional(readOnly = true)
  public Instant answersDueAt(String number) {
    return visits.members(open(number).id()).stream()
        .filter(m -> m.state() == State.INVITED)
        .map(Member::answerDueAt)
        .max(Instant::compareTo)
        .orElseGet(() -> workingDays.end(answerTerm(number)));
  }

  /** In which the experts who were asked last must have answered. */
  @Transactional(readOnly = true)
  public Term answerTerm(String number) {
    LocalDate from =
        visits.members(open(number).id()).stream()
            .filter(m -> m.state() == State.INVITED)
            .map(Member::invitedAt)
            .max(Instant::compareTo)
            .map(this::day)
            .orElseGet(() -> LocalDate.now(clock));
    Application a = files.get(number);
    return answerTerm(a, from);
  }

  private Term answerTerm(Application a, LocalDate from) {
    return new Term(from, rule(a).invitationDays(), a.office(), policy.closesOn(a));
  }

  /** The calendar has changed: who has not answered has until another moment. */
  public void reckonAgain(String number) {
    Visit visit = visits.open(number).orElse(null);
    if (visit == null) return;
    Application a = files.get(number);
    for (Member m : visits.members(visit.id())) {
      if (m.state() != State.INVITED) continue;
      Instant due = workingDays.end(answerTerm(a, day(m.invitedAt())));
      jdbc.sql("update visit_member set answer_due_at = ? where visit_id = ? and username = ?")
          .params(Timestamp.from(due), visit.id(), m.username())
          .update();
    }
  }

  private LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, clock.getZone());
  }

  /** In which the visit may be made. */
  @Transactional(readOnly = true)
  public Term visitTerm(String number) {
    LocalDate planned = open(number).plannedOn();
    LocalDate today = LocalDate.now(clock);
    LocalDate from = planned.isBefore(today) ? today : planned;
    Application a = files.get(number);
    return new Term(from, rule(a).visitDays(), a.office(), policy.closesOn(a));
  }

  /** Who has not answered is asked once more. */
  public void remind(String number) {
    Application a = files.get(number);
    for (String expert : invited(number)) record(a, Act.Action.INVITATION_REMINDED, expert);
  }

  /** The time to answer is over: who has not answered does not come. */
  public void unanswered(String number) {
    giveUp(number, State.INVITED, State.LATE, Act.Action.INVITATION_UNANSWERED);
  }

  /** The time to visit is over: who has not visited did not come. */
  public void absent(String number) {
    giveUp(number, State.ACCEPTED, State.ABSENT, Act.Action.NOT_VISITED);
  }

  private void giveUp(String number, State from, State to, Act.Action action) {
    Application a = files.get(number);
    for (String expert : in(from, number)) {
      teams.become(open(number).id(), expert, to);
      record(a, action, expert);
    }
    advance(number);
  }

  /** The visit's state follows from its members. */
  void advance(String number) {
    jdbc.sql("update visit set state = ? where id = ?")
        .params(team(number).state().name(), open(number).id())
        .update();
  }

  /** Whatever ends the file ends its visit, and the experts are told. */
  @EventListener
  void on(Acted acted) {
    if (!ENDS.contains(acted.act().action())) return;
    visits.open(acted.act().chain()).ifPresent(this::cancel);
  }

  private void cancel(Visit visit) {
    close(visit, Visit.State.CANCELLED);
    Application a = files.get(visit.number());
    visits.members(visit.id()).stream()
        .filter(m -> m.state().expected())
        .forEach(m -> record(a, Act.Action.VISIT_CANCELLED, m.username()));
  }

  /** The visit has shown too little: the file goes back to the reviewer. */
  void fail(Visit visit, Application a) {
    close(visit, Visit.State.FAILED);
    a.nextPass();
  }

  /** The community has not mended its findings, and nobody waits for it any more. */
  public void rectificationGivenUp(Application a) {
    fail(open(a.number()), a);
  }

  void close(Visit visit, Visit.State state) {
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql(
            """
            update visit set state = ?, concluded_at = coalesce(concluded_at, ?), closed_at = ?
            where id = ?""")
        .params(state.name(), now, now, visit.id())
        .update();
  }

  private void record(Application a, Act.Action action, String expert) {
    trail.recordSystem(new Act(a.number(), a.level(), a.office(), action, expert, null));
  }

  private Visit open(String number) {
    return visits.open(number).orElseThrow();
  }

  VisitRule rule(Application a) {
    return policy.of(a).visit();
  }
}
