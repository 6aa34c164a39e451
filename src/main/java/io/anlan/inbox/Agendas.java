package io.anlan.inbox;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import io.anlan.account.Actor;
import io.anlan.calendar.WorkingDays;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What waits for many people at once, in three queries however many they are. */
@Component
public class Agendas {

  /** How many tasks are named. */
  private static final int NAMED = 10;

  private final JdbcClient jdbc;
  private final WorkingDays workingDays;
  private final Clock clock;

  Agendas(JdbcClient jdbc, WorkingDays workingDays, Clock clock) {
    this.jdbc = jdbc;
    this.workingDays = workingDays;
    this.clock = clock;
  }

  /**
   * By user name.
   *
   * @param since from when on a task counts as new
   */
  @Transactional(readOnly = true)
  public Map<String, Agenda> of(Collection<Actor> actors, Instant since) {
    Asked asked = new Asked(actors);
    Map<String, Long> fresh = fresh(asked, since);
    Map<String, List<TaskItem>> pressing = pressing(asked);
    Map<String, Agenda> agendas = figures(asked);
    actors.forEach(
        actor -> {
          String name = actor.username();
          Agenda figures = agendas.getOrDefault(name, Agenda.EMPTY);
          agendas.put(
              name,
              new Agenda(
                  figures.overdue(),
                  figures.dueSoon(),
                  figures.returned(),
                  fresh.getOrDefault(name, 0L),
                  pressing.getOrDefault(name, List.of())));
        });
    return agendas;
  }

  /** Everybody once, and everybody once with each group. */
  private static final class Asked {

    private final String[] people;
    private final List<String> members = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();

    private Asked(Collection<Actor> actors) {
      people = actors.stream().map(Actor::username).toArray(String[]::new);
      for (Actor actor : actors) {
        for (String group : actor.groups()) {
          members.add(actor.username());
          groups.add(group);
        }
      }
    }

    private String[] members() {
      return members.toArray(String[]::new);
    }

    private String[] groups() {
      return groups.toArray(String[]::new);
    }
  }

  private Map<String, Agenda> figures(Asked asked) {
    LocalDate soon = workingDays.plus(LocalDate.now(clock), Inbox.SOON);
    Map<String, Agenda> figures = new HashMap<>();
    jdbc.sql(
            """
            select asked.username,
              coalesce(sum(open) filter (where due_at < :now), 0),
              coalesce(sum(open) filter (where due_at >= :now and due_at < :soon), 0),
              coalesce(sum(open) filter (where returned), 0)
            from (
              select username, 'group:' || candidate_group as holder
              from unnest(:members, :groups) g (username, candidate_group)
              union all select username, 'person:' || username from unnest(:people) p (username)
            ) asked join inbox_tally tally on tally.holder = asked.holder
            group by asked.username""")
        .param("now", Timestamp.from(clock.instant()))
        .param("soon", Timestamp.from(soon.plusDays(1).atStartOfDay(clock.getZone()).toInstant()))
        .param("members", asked.members())
        .param("groups", asked.groups())
        .param("people", asked.people)
        .query(
            (rs, n) ->
                figures.put(
                    rs.getString(1),
                    new Agenda(rs.getLong(2), rs.getLong(3), rs.getLong(4), 0, List.of())))
        .list();
    return figures;
  }

  private Map<String, Long> fresh(Asked asked, Instant since) {
    Map<String, Long> fresh = new HashMap<>();
    jdbc.sql(
            """
            select username, count(*) from (
              select g.username from unnest(:members, :groups) g (username, candidate_group)
              join inbox_task task on task.candidate_group = g.candidate_group
                and task.assignee is null and task.created_at > :since
              union all select p.username from unnest(:people) p (username)
              join inbox_task task on task.assignee = p.username and task.created_at > :since
            ) opened group by username""")
        .param("since", Timestamp.from(since))
        .param("members", asked.members())
        .param("groups", asked.groups())
        .param("people", asked.people)
        .query((rs, n) -> fresh.put(rs.getString(1), rs.getLong(2)))
        .list();
    return fresh;
  }

  private Map<String, List<TaskItem>> pressing(Asked asked) {
    Map<String, List<TaskItem>> pressing = new HashMap<>();
    jdbc.sql(
            """
            select g.username, task.* from unnest(:members, :groups) g (username, candidate_group)
            cross join lateral (
              select * from inbox_task
              where candidate_group = g.candidate_group and assignee is null
              order by due_at, id limit :named) task
            union all
            select p.username, task.* from unnest(:people) p (username)
            cross join lateral (
              select * from inbox_task where assignee = p.username
              order by due_at, id limit :named) task""")
        .param("members", asked.members())
        .param("groups", asked.groups())
        .param("people", asked.people)
        .param("named", NAMED)
        .query(
            (rs, n) ->
                pressing
                    .computeIfAbsent(rs.getString("username"), u -> new ArrayList<>())
                    .add(Inbox.item(rs, n)))
        .list();
    pressing.replaceAll(
        (username, tasks) ->
            tasks.stream()
                .sorted(
                    comparing(TaskItem::dueAt, nullsLast(naturalOrder()))
                        .thenComparing(TaskItem::id))
                .limit(NAMED)
                .toList());
    return pressing;
  }
}
