package io.anlan.deadline;

import io.anlan.application.Files;
import io.anlan.deadline.DeadlineCase.Kind;
import io.anlan.division.Stop;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The open questions about deadlines, each with a task of its own. The caller holds the lock. */
@Component
public class DeadlineCases {

  private static final String COLUMNS =
      "id, kind, number, task_key, holder, office, due_on, asked_by, days, reason";

  private final JdbcClient jdbc;
  private final Files files;
  private final Inbox inbox;
  private final ObjectProvider<DeadlineFlow> flow;
  private final Clock clock;

  DeadlineCases(
      JdbcClient jdbc, Files files, Inbox inbox, ObjectProvider<DeadlineFlow> flow, Clock clock) {
    this.jdbc = jdbc;
    this.files = files;
    this.inbox = inbox;
    this.flow = flow;
    this.clock = clock;
  }

  /** Who asks for how many working days more, and why. */
  record Request(String by, int days, String reason) {}

  /**
   * Gives somebody a question about this task to decide.
   *
   * @param judge who decides
   * @param request null where time itself asks
   */
  void open(Kind kind, TaskItem task, Stop judge, Request request) {
    long id =
        jdbc.sql(
                """
                insert into deadline_case (kind, number, task_key, holder, office, judge, due_on,
                  opened_at, asked_by, days, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
            .params(
                kind.name(),
                task.number(),
                task.taskKey(),
                holder(task),
                task.office(),
                judge.office(),
                LocalDate.ofInstant(task.dueAt(), clock.getZone()),
                Timestamp.from(clock.instant()),
                request == null ? null : request.by,
                request == null ? null : request.days,
                request == null ? null : request.reason)
            .query(Long.class)
            .single();
    inbox.watch(task.number(), task.taskKey());
    String instance =
        flow.getObject()
            .open(kind, task.number(), task.communityCode(), judge.level(), judge.office());
    jdbc.sql(
            """
            update deadline_case set instance = ?,
              task_id = (select task_id from task_term where instance = ?)
            where id = ?""")
        .params(instance, instance, id)
        .update();
  }

  static String holder(TaskItem task) {
    return task.assignee() == null ? task.candidateGroup() : task.assignee();
  }

  /** Whether such a question about this task is open. */
  boolean isOpen(Kind kind, TaskItem task) {
    return jdbc.sql(
            """
            select exists (select 1 from deadline_case
              where number = ? and task_key = ? and kind = ? and closed_at is null)""")
        .params(task.number(), task.taskKey(), kind.name())
        .query(Boolean.class)
        .single();
  }

  /** What this task is to decide. */
  DeadlineCase ofTask(TaskItem judging) {
    return jdbc.sql("select " + COLUMNS + " from deadline_case where task_id = ?")
        .param(judging.id())
        .query(DeadlineCase.class)
        .single();
  }

  /**
   * Its task is being completed.
   *
   * @param outcome as the person decided
   */
  void decided(DeadlineCase decided, String by, String outcome) {
    close(decided.id(), by, outcome);
  }

  private void close(long id, String by, String outcome) {
    jdbc.sql("update deadline_case set closed_at = ?, closed_by = ?, outcome = ? where id = ?")
        .params(Timestamp.from(clock.instant()), by, outcome, id)
        .update();
  }

  /** A task that is watched has closed: with the last of its kind, its questions go. */
  public void settle(String number, String taskKey) {
    boolean others =
        inbox.ofApplication(number).stream().anyMatch(t -> t.taskKey().equals(taskKey));
    if (!others) settle(number, taskKey, EnumSet.allOf(Kind.class));
  }

  /** The task is in time again: what was asked because it was late is no question any more. */
  public void inTime(String number, String taskKey) {
    settle(number, taskKey, EnumSet.of(Kind.SUPERVISION, Kind.OVERDUE));
  }

  private void settle(String number, String taskKey, Set<Kind> kinds) {
    record Open(long id, String instance) {}
    List<Open> open =
        jdbc.sql(
                """
                select id, instance from deadline_case
                where number = ? and task_key = ? and kind = any (?) and closed_at is null
                order by id""")
            .params(number, taskKey, kinds.stream().map(Kind::name).toArray(String[]::new))
            .query(Open.class)
            .list();
    for (Open one : open) {
      close(one.id, null, "SETTLED");
      flow.getObject().settle(one.instance);
    }
  }

  /** The next office above this one on the file's way. */
  public Optional<Stop> above(String number, String office) {
    List<Stop> stops = files.stops(number);
    return stops.stream()
        .filter(stop -> stop.office().equals(office))
        .findFirst()
        .flatMap(own -> stops.stream().filter(stop -> stop.level().above(own.level())).findFirst());
  }
}
