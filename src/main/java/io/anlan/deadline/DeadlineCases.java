package io.anlan.deadline;

import io.anlan.application.Files;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.deadline.DeadlineCase.Kind;
import io.anlan.division.Stop;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The open questions about deadlines, each with a task of its own. The caller holds the lock. */
@Component
public class DeadlineCases {

  private static final String COLUMNS =
      "id, kind, number, about, task_key, office, asked_by, days, reason";

  private final JdbcClient jdbc;
  private final Files files;
  private final Inbox inbox;
  private final Terms terms;
  private final Trail trail;
  private final ObjectProvider<DeadlineFlow> flow;
  private final Clock clock;

  DeadlineCases(
      JdbcClient jdbc,
      Files files,
      Inbox inbox,
      Terms terms,
      Trail trail,
      ObjectProvider<DeadlineFlow> flow,
      Clock clock) {
    this.jdbc = jdbc;
    this.files = files;
    this.inbox = inbox;
    this.terms = terms;
    this.trail = trail;
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
    String about = terms.instance(task.id());
    long id =
        jdbc.sql(
                """
                insert into deadline_case (kind, number, about, task_key, office, judge, opened_at,
                  asked_by, days, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
            .params(
                kind.name(),
                task.number(),
                about,
                task.taskKey(),
                task.office(),
                judge.office(),
                Timestamp.from(clock.instant()),
                request == null ? null : request.by,
                request == null ? null : request.days,
                request == null ? null : request.reason)
            .query(Long.class)
            .single();
    terms.watch(about, task.taskKey());
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

  /** Who has the task of the case, or could take it; of several people's tasks everybody. */
  Set<String> holders(DeadlineCase about) {
    return tasks(about).stream()
        .map(TaskItem::holder)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The open tasks that the case is about. */
  List<TaskItem> tasks(DeadlineCase about) {
    return inbox.find(terms.tasks(about.about(), about.taskKey()));
  }

  /** Whether such a question about this task is open. */
  boolean isOpen(Kind kind, TaskItem task) {
    return jdbc.sql(
            """
            select exists (select 1 from deadline_case
              where about = ? and task_key = ? and kind = ? and closed_at is null)""")
        .params(terms.instance(task.id()), task.taskKey(), kind.name())
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

  /**
   * A task that is watched has closed: with the last of its kind, its questions go.
   *
   * @param about the process in which it was open
   */
  public void settle(String about, String taskKey) {
    if (terms.tasks(about, taskKey).isEmpty()) settle(about, taskKey, EnumSet.allOf(Kind.class));
  }

  /** The task is in time again: what was asked because it was late is no question any more. */
  public void inTime(TaskItem task) {
    EnumSet<Kind> ofTime = EnumSet.of(Kind.SUPERVISION, Kind.OVERDUE);
    if (settle(terms.instance(task.id()), task.taskKey(), ofTime)) {
      trail.recordSystem(
          Act.of(task.chain(), task.level(), task.office(), Act.Action.IN_TIME_AGAIN));
    }
  }

  private boolean settle(String about, String taskKey, Set<Kind> kinds) {
    record Open(long id, String instance) {}
    List<Open> open =
        jdbc.sql(
                """
                select id, instance from deadline_case
                where about = ? and task_key = ? and kind = any (?) and closed_at is null
                order by id""")
            .params(about, taskKey, kinds.stream().map(Kind::name).toArray(String[]::new))
            .query(Open.class)
            .list();
    for (Open one : open) {
      close(one.id, null, "SETTLED");
      flow.getObject().settle(one.instance);
    }
    return !open.isEmpty();
  }

  /** The process of a case was ended past every door: nobody decides it any more. */
  public void endedOutside(String instance) {
    jdbc.sql(
            """
            update deadline_case set closed_at = ?, outcome = 'ENDED_OUTSIDE'
            where instance = ? and closed_at is null""")
        .params(Timestamp.from(clock.instant()), instance)
        .update();
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
