package io.anlan.workflow;

import io.anlan.account.Accounts;
import io.anlan.account.GroupNames;
import io.anlan.calendar.DueMoves;
import io.anlan.calendar.Term;
import io.anlan.deadline.Terms;
import io.anlan.deadline.Terms.Reckoning;
import io.anlan.shared.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a change of the calendar does to open due dates: shown at once, done by the engine's jobs.
 */
@Component
class DueMoving implements DueMoves {

  private static final int SHOWN = 50;

  private record Row(
      Term term,
      Instant due,
      String number,
      String community,
      Level level,
      String name,
      String assignee,
      String candidateGroup) {}

  private final JdbcClient jdbc;
  private final Terms terms;
  private final Accounts accounts;
  private final GroupNames groups;
  private final ProcessEngineConfigurationImpl engine;

  DueMoving(
      JdbcClient jdbc,
      Terms terms,
      Accounts accounts,
      GroupNames groups,
      ProcessEngineConfigurationImpl engine) {
    this.jdbc = jdbc;
    this.terms = terms;
    this.accounts = accounts;
    this.groups = groups;
    this.engine = engine;
  }

  @Override
  public Moves preview(LocalDate first, LocalDate last, Function<Term, Instant> due) {
    List<Reckoning> moved = terms.misdated(first, last, due);
    if (moved.isEmpty()) return new Moves(0, List.of());
    return new Moves(moved.stream().mapToLong(Reckoning::tasks).sum(), inWords(rows(moved), due));
  }

  private List<Row> rows(List<Reckoning> moved) {
    return terms
        .joined(
            """
            select m.from_day, m.days, m.territory, m.latest, m.due_at, m.number, i.community, i.level,
              i.name, i.assignee, i.candidate_group
            from misdated m join inbox_task i on i.id = m.task_id
            order by m.due_at, i.id limit :most""",
            moved)
        .param("most", SHOWN)
        .query(
            (rs, n) ->
                new Row(
                    Terms.term(rs),
                    rs.getTimestamp(5).toInstant(),
                    rs.getString(6),
                    rs.getString(7),
                    Level.valueOf(rs.getString(8)),
                    rs.getString(9),
                    rs.getString(10),
                    rs.getString(11)))
        .list();
  }

  private List<Move> inWords(List<Row> rows, Function<Term, Instant> due) {
    Map<String, String> people =
        accounts.names(
            rows.stream().map(Row::assignee).filter(name -> name != null).distinct().toList());
    Map<String, String> names = new HashMap<>();
    return rows.stream()
        .map(
            r ->
                new Move(
                    r.number,
                    r.community,
                    r.level,
                    r.name,
                    r.assignee != null
                        ? people.get(r.assignee)
                        : names.computeIfAbsent(r.candidateGroup, groups::of),
                    r.due,
                    due.apply(r.term)))
        .toList();
  }

  @Override
  public void move(LocalDate first, LocalDate last, Function<Term, Instant> due) {
    if (terms.misdated(first, last, due).isEmpty()) return;
    engine
        .getCommandExecutorTxRequired()
        .execute(
            context -> {
              MoveDueDates.send(context, new MoveDueDates.Reach(first, last, ""));
              return null;
            });
  }

  @Override
  public boolean moving() {
    return jdbc.sql("select exists (select 1 from act_ru_job where handler_type_ = ?)")
        .param(MoveDueDates.TYPE)
        .query(Boolean.class)
        .single();
  }
}
