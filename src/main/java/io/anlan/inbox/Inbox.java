package io.anlan.inbox;

import io.anlan.account.Actor;
import io.anlan.account.Role;
import io.anlan.shared.Level;
import io.anlan.shared.PageView;
import io.anlan.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The open tasks: kept in step by the engine's package, read by every list, count and search. */
@Component
public class Inbox {

  public enum View {
    TODO,
    DONE,
    STARTED,
    OFFICE
  }

  /** {@code dueSoon}: within three days; {@code returned}: came back to the community. */
  public record Counts(long todo, long overdue, long dueSoon, long returned) {}

  private static final Map<String, String> SORTS =
      Map.of("dueAt", "due_at", "createdAt", "created_at", "community", "community");

  private final JdbcClient jdbc;
  private final Clock clock;

  Inbox(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Transactional
  public void opened(TaskItem t) {
    jdbc.sql(
            """
            insert into inbox_task (id, task_key, name, number, batch, community_code, community,
              level, office, department, candidate_group, assignee, returned, created_at, due_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
        .params(
            t.id(),
            t.taskKey(),
            t.name(),
            t.number(),
            t.batch(),
            t.communityCode(),
            t.community(),
            t.level().name(),
            t.office(),
            t.department(),
            t.candidateGroup(),
            t.assignee(),
            t.returned(),
            Timestamp.from(t.createdAt()),
            timestamp(t.dueAt()))
        .update();
  }

  @Transactional
  public void updated(String id, String assignee, String owner, Instant dueAt) {
    jdbc.sql("update inbox_task set assignee = ?, owner = ?, due_at = ? where id = ?")
        .params(assignee, owner, timestamp(dueAt), id)
        .update();
  }

  @Transactional
  public void closed(String id) {
    jdbc.sql("delete from inbox_task where id = ?").param(id).update();
  }

  @Transactional
  public void done(TaskItem t, String by, String decision) {
    jdbc.sql(
            """
            insert into inbox_done (id, task_key, name, number, batch, community_code, community,
              level, office, department, candidate_group, completed_by, created_at, due_at,
              completed_at, decision)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
        .params(
            t.id(),
            t.taskKey(),
            t.name(),
            t.number(),
            t.batch(),
            t.communityCode(),
            t.community(),
            t.level().name(),
            t.office(),
            t.department(),
            t.candidateGroup(),
            by,
            Timestamp.from(t.createdAt()),
            timestamp(t.dueAt()),
            Timestamp.from(clock.instant()),
            decision)
        .update();
  }

  /** Notes that this person has opened the task. */
  @Transactional
  public void read(String id, String username) {
    jdbc.sql(
            "insert into inbox_read (task_id, username, read_at) values (?, ?, ?) on conflict do nothing")
        .params(id, username, Timestamp.from(clock.instant()))
        .update();
  }

  /** Somebody else who has opened a task of this application or holds one. */
  @Transactional(readOnly = true)
  public Optional<String> openedByAnother(String number, String username) {
    return jdbc.sql(
            """
            select coalesce(r.username, t.assignee) from inbox_task t
            left join inbox_read r on r.task_id = t.id and r.username <> :me
            where t.number = :number and coalesce(r.username, t.assignee) <> :me limit 1""")
        .param("me", username)
        .param("number", number)
        .query(String.class)
        .optional();
  }

  /** Reminds of a task; false when that happened since {@code dayStart} already. */
  @Transactional
  public boolean nudged(String id, Instant dayStart) {
    return jdbc.sql(
                """
                update inbox_task set nudged_at = ?
                where id = ? and (nudged_at is null or nudged_at < ?)""")
            .params(Timestamp.from(clock.instant()), id, Timestamp.from(dayStart))
            .update()
        == 1;
  }

  /** The task of this application that was completed last. */
  @Transactional(readOnly = true)
  public Optional<String> lastDone(String number) {
    return jdbc.sql(
            "select id from inbox_done where number = ? order by completed_at desc, id limit 1")
        .param(number)
        .query(String.class)
        .optional();
  }

  /** The completed task's decision counts no more. */
  @Transactional
  public void takenBack(String id) {
    jdbc.sql("update inbox_done set decision = 'TAKEN_BACK' where id = ?").param(id).update();
  }

  @Transactional(readOnly = true)
  public Optional<TaskItem> find(String id) {
    return jdbc.sql("select * from inbox_task where id = ?")
        .param(id)
        .query(Inbox::item)
        .optional();
  }

  @Transactional(readOnly = true)
  public Optional<DoneTask> findDone(String id) {
    return jdbc.sql(
            "select *, null as assignee, false as returned, null as owner, null::timestamptz as nudged_at from inbox_done where id = ?")
        .param(id)
        .query(Inbox::doneItem)
        .optional();
  }

  /** The open tasks of one application, oldest first. */
  @Transactional(readOnly = true)
  public List<TaskItem> ofApplication(String number) {
    return jdbc.sql("select * from inbox_task where number = ? order by created_at, id")
        .param(number)
        .query(Inbox::item)
        .list();
  }

  /** The open tasks of one batch, oldest first. */
  @Transactional(readOnly = true)
  public List<TaskItem> ofBatch(String batch) {
    return jdbc.sql("select * from inbox_task where batch = ? order by created_at, id")
        .param(batch)
        .query(Inbox::item)
        .list();
  }

  /** Whether this office's task of this kind is open on this application. */
  @Transactional(readOnly = true)
  public boolean isOpen(String number, String taskKey, Set<String> groups) {
    return ofApplication(number).stream()
        .anyMatch(t -> t.taskKey().equals(taskKey) && groups.contains(t.candidateGroup()));
  }

  @Transactional(readOnly = true)
  public Counts counts(Actor actor) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            select count(*), count(*) filter (where due_at < :now),
              count(*) filter (where due_at >= :now and due_at < :soon),
              count(*) filter (where returned)
            from (select due_at, returned from inbox_task where assignee = :me
              union all select due_at, returned from inbox_task
              where assignee is null and candidate_group in (:groups)) t""")
        .param("now", Timestamp.from(now))
        .param("soon", Timestamp.from(now.plusSeconds(3 * 86_400)))
        .param("me", actor.username())
        .param("groups", groups(actor.groups()))
        .query((rs, n) -> new Counts(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4)))
        .single();
  }

  /**
   * One page of open tasks.
   *
   * @param q part of a community's name or code, or of an application number; may be null
   */
  @Transactional(readOnly = true)
  public PageView<TaskItem> open(
      Actor actor, View view, String q, int page, int size, String sort) {
    String order = order(sort);
    Map<String, Object> params = new LinkedHashMap<>();
    String filter = filter(q, params);
    int reach = (page + 1) * size;
    List<String> branches = new ArrayList<>();
    switch (view) {
      case TODO -> {
        params.put("me", actor.username());
        branches.add("assignee = :me" + filter);
        int i = 0;
        for (String group : groups(actor.groups())) {
          params.put("g" + i, group);
          branches.add("assignee is null and candidate_group = :g" + i++ + filter);
        }
      }
      case OFFICE -> {
        int i = 0;
        for (String office : groups(actor.offices())) {
          params.put("o" + i, office);
          branches.add("office = :o" + i++ + filter);
        }
      }
      case STARTED -> {
        int i = 0;
        for (String community : groups(actor.communities())) {
          params.put("c" + i, community);
          branches.add("community_code = :c" + i++ + filter);
        }
      }
      case DONE -> throw new IllegalArgumentException("done tasks have a query of their own");
    }
    // Each branch walks one index in the order asked for and stops; an "or" would sort everything.
    String union =
        branches.stream()
            .map(
                b ->
                    "(select * from inbox_task where "
                        + b
                        + " order by "
                        + order
                        + " limit "
                        + reach
                        + ")")
            .reduce((a, b) -> a + " union all " + b)
            .orElseThrow();
    String count =
        branches.stream()
            .map(b -> "(select count(*) from inbox_task where " + b + ")")
            .reduce((a, b) -> a + " + " + b)
            .orElseThrow();
    List<TaskItem> items =
        jdbc.sql(
                "select * from ("
                    + union
                    + ") t order by "
                    + order
                    + " limit "
                    + size
                    + " offset "
                    + (long) page * size)
            .params(params)
            .query(Inbox::item)
            .list();
    long total = jdbc.sql("select " + count).params(params).query(Long.class).single();
    return PageView.of(items, page, size, total);
  }

  /** One page of what this person has completed, latest first. */
  @Transactional(readOnly = true)
  public PageView<DoneTask> done(Actor actor, String q, int page, int size) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("me", actor.username());
    String where = " from inbox_done where completed_by = :me" + filter(q, params);
    List<DoneTask> items =
        jdbc.sql(
                "select *, null as assignee, false as returned, null as owner, null::timestamptz as nudged_at"
                    + where
                    + " order by completed_at desc, id limit "
                    + size
                    + " offset "
                    + (long) page * size)
            .params(params)
            .query(Inbox::doneItem)
            .list();
    long total = jdbc.sql("select count(*)" + where).params(params).query(Long.class).single();
    return PageView.of(items, page, size, total);
  }

  /** Whether this person may look at the task: a member of its group, or of its office. */
  public static boolean visible(Actor actor, TaskItem task) {
    return actor.member(task.candidateGroup())
        || actor.username().equals(task.assignee())
        || actor.offices().contains(task.office()) && !actor.has(Role.COMMUNITY);
  }

  private static String order(String sort) {
    if (sort == null || sort.isBlank()) return "due_at, id";
    String[] parts = sort.split(",", 2);
    String column = SORTS.get(parts[0]);
    if (column == null || parts.length == 2 && !Set.of("asc", "desc").contains(parts[1])) {
      throw Problem.unreadableField("sort", "unknown-sort", sort);
    }
    return column + (parts.length == 2 ? " " + parts[1] : "") + ", id";
  }

  private static String filter(String q, Map<String, Object> params) {
    if (q == null || q.isBlank()) return "";
    params.put(
        "q", "%" + q.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
    return " and (community like :q or number like :q)";
  }

  /** SQL has no empty list. */
  private static Set<String> groups(Set<String> groups) {
    return groups.isEmpty() ? Set.of("-") : groups;
  }

  private static TaskItem item(ResultSet rs, int n) throws SQLException {
    return new TaskItem(
        rs.getString("id"),
        rs.getString("task_key"),
        rs.getString("name"),
        rs.getString("number"),
        rs.getString("batch"),
        rs.getString("community_code"),
        rs.getString("community"),
        Level.valueOf(rs.getString("level")),
        rs.getString("office"),
        rs.getString("department"),
        rs.getString("candidate_group"),
        rs.getString("assignee"),
        rs.getBoolean("returned"),
        instant(rs, "created_at"),
        instant(rs, "due_at"),
        rs.getString("owner"),
        instant(rs, "nudged_at"));
  }

  private static DoneTask doneItem(ResultSet rs, int n) throws SQLException {
    return new DoneTask(
        item(rs, n),
        rs.getString("completed_by"),
        instant(rs, "completed_at"),
        rs.getString("decision"));
  }

  private static Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp value = rs.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }

  private static Timestamp timestamp(Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
