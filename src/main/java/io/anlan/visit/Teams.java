package io.anlan.visit;

import io.anlan.application.Application;
import io.anlan.review.ReviewPolicy;
import io.anlan.visit.Member.State;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes who is sent, who comes and who came. The caller holds the file's lock. */
@Component
class Teams {

  /** Whom a new team adds and whom it does without. */
  record Change(List<String> invited, List<String> released) {}

  private final JdbcClient jdbc;
  private final Visits visits;
  private final ReviewPolicy policy;
  private final Clock clock;

  Teams(JdbcClient jdbc, Visits visits, ReviewPolicy policy, Clock clock) {
    this.jdbc = jdbc;
    this.visits = visits;
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * The team as the reviewer wants it. Who had accepted need not answer again, unless the day has
   * moved; who has visited has visited.
   */
  Change form(Application a, LocalDate on, List<String> experts, String leader) {
    Visit former = visits.open(a.number()).orElse(null);
    long id = former == null ? open(a, on, leader) : former.id();
    boolean moved = former != null && !former.plannedOn().equals(on);
    jdbc.sql("update visit set planned_on = ?, leader = ? where id = ?")
        .params(on, leader, id)
        .update();
    Map<String, Member> members =
        visits.members(id).stream()
            .collect(Collectors.toMap(Member::username, Function.identity()));
    List<String> released = new ArrayList<>();
    for (Member m : members.values()) {
      boolean waiting = m.state() == State.INVITED || m.state() == State.ACCEPTED;
      if (!waiting || experts.contains(m.username())) continue;
      become(id, m.username(), State.REPLACED);
      released.add(m.username());
    }
    List<String> invited = new ArrayList<>();
    for (String expert : experts) {
      Member m = members.get(expert);
      boolean settled =
          m != null && (m.state() == State.VISITED || m.state() == State.ACCEPTED && !moved);
      if (settled) continue;
      invite(id, expert, a);
      invited.add(expert);
    }
    return new Change(invited, released);
  }

  private long open(Application a, LocalDate on, String leader) {
    return jdbc.sql(
            """
            insert into visit (number, attempt, level, office, state, planned_on, leader, opened_at)
            values (?, ?, ?, ?, 'FORMING', ?, ?, ?) returning id""")
        .params(
            a.number(),
            a.attempt(),
            a.level().name(),
            a.office(),
            on,
            leader,
            Timestamp.from(clock.instant()))
        .query(Long.class)
        .single();
  }

  private void invite(long visit, String expert, Application a) {
    int days = policy.of(a).visit().invitationDays();
    jdbc.sql(
            """
            insert into visit_member (visit_id, username, state, invited_at, answer_due_at)
            values (?, ?, 'INVITED', ?, ?)
            on conflict (visit_id, username) do update set state = 'INVITED',
              invited_at = excluded.invited_at, answer_due_at = excluded.answer_due_at,
              answered_at = null, reason = null, substitute = null, finished_at = null,
              remark = null""")
        .params(
            visit,
            expert,
            Timestamp.from(clock.instant()),
            Timestamp.from(policy.inWorkingDays(a, days, a.office())))
        .update();
  }

  void become(long visit, String expert, State state) {
    jdbc.sql("update visit_member set state = ? where visit_id = ? and username = ?")
        .params(state.name(), visit, expert)
        .update();
  }

  void answer(Visit visit, String expert, State state, String reason, String substitute) {
    jdbc.sql(
            """
            update visit_member set state = ?, answered_at = ?, reason = ?, substitute = ?
            where visit_id = ? and username = ?""")
        .params(
            state.name(), Timestamp.from(clock.instant()), reason, substitute, visit.id(), expert)
        .update();
  }

  void finish(Visit visit, String expert, State state, String remark) {
    jdbc.sql(
            """
            update visit_member set state = ?, finished_at = ?, remark = ?
            where visit_id = ? and username = ?""")
        .params(state.name(), Timestamp.from(clock.instant()), remark, visit.id(), expert)
        .update();
  }
}
