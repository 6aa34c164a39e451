package io.anlan.inbox;

import io.anlan.account.Absence;
import io.anlan.account.Absences;
import io.anlan.account.Actor;
import io.anlan.calendar.WorkingDays;
import io.anlan.inbox.Tally.Place;
import io.anlan.shared.Level;
import io.anlan.shared.PageView;
import io.anlan.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The open tasks: kept in step by the engine's package, read by every list, count and search. */
@Component
public class Inbox {

  /** Tasks that run beside the file: who decides about a deadline. */
  private static final Set<String> BESIDE =
      Set.of("userTask_supervise", "userTask_decideOverdue", "userTask_grantExtension");

  public enum View {
    TODO,
    DONE,
    STARTED,
    OFFICE
  }

  /** {@code dueSoon}: within three working days; {@code returned}: came back to the community. */
  public record Counts(long todo, long overdue, long dueSoon, long returned) {

    private Counts plus(Counts more) {
      return new Counts(
          todo + more.todo,
          overdue + more.overdue,
          dueSoon + more.dueSoon,
          returned + more.returned);
    }
  }

  /** The id turns with the column, or no index could be walked backwards. */
  private record Order(String column, String direction) {

    private static final Map<String, String> COLUMNS =
        Map.of("dueAt", "due_at", "createdAt", "created_at", "community", "community");

    private static Order of(String sort) {
      if (sort == null || sort.isBlank()) return new Order("due_at", "asc");
      String[] parts = sort.split(",", 2);
      String column = COLUMNS.get(parts[0]);
      if (column == null || parts.length == 2 && !Set.of("asc", "desc").contains(parts[1])) {
        throw Problem.unreadableField("sort", "unknown-sort", sort);
      }
      return new Order(column, parts.length == 2 ? parts[1] : "asc");
    }

    @Override
    public String toString() {
      return "%s %s, id %s".formatted(column, direction, direction);
    }
  }

  /** How many working days ahead a task counts as due soon. */
  static final int SOON = 3;

  /** Who has opened one task, as many as a page names. */
  private static final int READERS = 20;

  private final JdbcClient jdbc;
  private final Tally tally;
  private final Absences absences;
  private final WorkingDays workingDays;
  private final Clock clock;

  Inbox(JdbcClient jdbc, Tally tally, Absences absences, WorkingDays workingDays, Clock clock) {
    this.jdbc = jdbc;
    this.tally = tally;
    this.absences = absences;
    this.workingDays = workingDays;
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
    tally.add(Place.of(t));
  }

  /**
   * @param group null where it stays
   */
  @Transactional
  public void updated(String id, String group, String assignee, String owner, Instant dueAt) {
    jdbc.sql(
            """
            update inbox_task task
            set candidate_group = coalesce(?, task.candidate_group), assignee = ?, owner = ?, due_at = ?
            from (select * from inbox_task where id = ? for update) before
            where task.id = before.id
            returning before.*""")
        .params(group, assignee, owner, timestamp(dueAt), id)
        .query(Inbox::item)
        .optional()
        .map(Place::of)
        .ifPresent(
            before -> {
              tally.remove(before);
              tally.add(before.with(group, assignee, dueAt));
            });
  }

  /**
   * @return whether it was watched: something depends on it that must be told
   */
  @Transactional
  public boolean closed(String id) {
    record Closed(TaskItem task, boolean watched) {}
    Closed closed =
        jdbc.sql("delete from inbox_task where id = ? returning *")
            .param(id)
            .query((rs, n) -> new Closed(item(rs, n), rs.getBoolean("watched")))
            .optional()
            .orElse(null);
    if (closed == null) return false;
    tally.remove(Place.of(closed.task));
    return closed.watched;
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

  /** Who has opened the task and when, the first first; user names. */
  @Transactional(readOnly = true)
  public Map<String, Instant> readers(String id) {
    Map<String, Instant> readers = new LinkedHashMap<>();
    jdbc.sql("select username, read_at from inbox_read where task_id = ? order by read_at limit ?")
        .params(id, READERS)
        .query((rs, n) -> readers.put(rs.getString(1), rs.getTimestamp(2).toInstant()))
        .list();
    return readers;
  }

  /** Those of the tasks that this person has not opened yet. */
  @Transactional(readOnly = true)
  public Set<String> unread(String username, Collection<String> ids) {
    Set<String> unread = new LinkedHashSet<>(ids);
    jdbc.sql("select task_id from inbox_read where username = ? and task_id = any(?)")
        .params(username, ids.toArray(String[]::new))
        .query(String.class)
        .list()
        .forEach(unread::remove);
    return unread;
  }

  /**
   * Somebody else who has opened a task of this application or holds one; who decides about
   * deadlines has not seen what was decided about the file.
   */
  @Transactional(readOnly = true)
  public Optional<String> openedByAnother(String number, String username) {
    return jdbc.sql(
            """
            select coalesce(r.username, t.assignee) from inbox_task t
            left join inbox_read r on r.task_id = t.id and r.username <> :me
            where t.number = :number and t.task_key not in (:beside)
              and coalesce(r.username, t.assignee) <> :me limit 1""")
        .param("beside", BESIDE)
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

  /** The task of this application that was completed last, supervision and extensions aside. */
  @Transactional(readOnly = true)
  public Optional<String> lastDone(String number) {
    return jdbc.sql(
            """
            select id from inbox_done where number = :number
              and task_key not in ('userTask_supervise', 'userTask_grantExtension')
            order by completed_at desc, id limit 1""")
        .param("number", number)
        .query(String.class)
        .optional();
  }

  /** The file's task of this kind that was completed last at this level, if it was after that. */
  @Transactional(readOnly = true)
  public Optional<DoneTask> lastDone(String number, String taskKey, Level level, Instant after) {
    return jdbc.sql(
            """
            select *, null as assignee, false as returned, null as owner, null::timestamptz as nudged_at
            from inbox_done where number = ? and task_key = ? and level = ? and completed_at >= ?
            order by completed_at desc, id limit 1""")
        .params(number, taskKey, level.name(), Timestamp.from(after))
        .query(Inbox::doneItem)
        .optional();
  }

  /** The completed task's decision counts no more. */
  @Transactional
  public void takenBack(String id) {
    jdbc.sql("update inbox_done set decision = 'TAKEN_BACK' where id = ?").param(id).update();
  }

  /**
   * An open task. One statement, which needs no transaction of its own: it is asked on every step.
   */
  @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
  public Optional<TaskItem> find(String id) {
    return jdbc.sql("select * from inbox_task where id = ?")
        .param(id)
        .query(Inbox::item)
        .optional();
  }

  /** Those of the tasks that are open, by what is due first. */
  @Transactional(readOnly = true)
  public List<TaskItem> find(Collection<String> ids) {
    if (ids.isEmpty()) return List.of();
    return jdbc.sql("select * from inbox_task where id in (:ids) order by due_at, id")
        .param("ids", ids)
        .query(Inbox::item)
        .list();
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

  /** The open tasks that this person holds or has delegated; a batch's before those of files. */
  @Transactional(readOnly = true)
  public List<TaskItem> heldBy(String username) {
    return jdbc.sql(
            """
            select * from inbox_task where assignee = :who
            union select * from inbox_task where owner = :who
            order by number nulls first, batch, id""")
        .param("who", username)
        .query(Inbox::item)
        .list();
  }

  /** How many tasks of each group {@link #heldBy} would find. */
  @Transactional(readOnly = true)
  public Map<String, Long> countHeld(String username) {
    Map<String, Long> counts = new LinkedHashMap<>();
    jdbc.sql(
            """
            select candidate_group, count(*) from (
              select id, candidate_group from inbox_task where assignee = :who
              union select id, candidate_group from inbox_task where owner = :who) held
            group by 1""")
        .param("who", username)
        .query((rs, n) -> counts.put(rs.getString(1), rs.getLong(2)))
        .list();
    return counts;
  }

  /** The open tasks of one batch, oldest first. */
  @Transactional(readOnly = true)
  public List<TaskItem> ofBatch(String batch) {
    return jdbc.sql("select * from inbox_task where batch = ? order by created_at, id")
        .param(batch)
        .query(Inbox::item)
        .list();
  }

  /**
   * The open tasks of one case, oldest first.
   *
   * @param chain the application number, or {@code batch:<id>}
   */
  @Transactional(readOnly = true)
  public List<TaskItem> ofChain(String chain) {
    return chain.startsWith("batch:")
        ? ofBatch(chain.substring("batch:".length()))
        : ofApplication(chain);
  }

  /** How many open tasks wait for this person, those of colleagues included whom one covers. */
  @Transactional(readOnly = true)
  public Counts counts(Actor actor) {
    Counts own = ownCounts(actor);
    List<Absence> covered = absences.coveredBy(actor);
    return covered.isEmpty() ? own : own.plus(coveredCounts(covered));
  }

  /** The end of the last working day that counts as soon. */
  private Instant soon() {
    LocalDate last = workingDays.plus(LocalDate.now(clock), SOON);
    return last.plusDays(1).atStartOfDay(clock.getZone()).toInstant();
  }

  /** No tally knows a person's tasks by group; what one person holds is little enough to count. */
  private Counts coveredCounts(List<Absence> covered) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            select count(*), count(*) filter (where due_at < :now),
              count(*) filter (where due_at >= :now and due_at < :soon),
              count(*) filter (where returned)
            from inbox_task join unnest(:holders, :groups) as away (holder, its_group)
              on assignee = holder and candidate_group = its_group""")
        .param("now", Timestamp.from(now))
        .param("soon", Timestamp.from(soon()))
        .param("holders", covered.stream().map(Absence::username).toArray(String[]::new))
        .param("groups", covered.stream().map(Absence::group).toArray(String[]::new))
        .query(Inbox::counts)
        .single();
  }

  private static Counts counts(ResultSet rs, int n) throws SQLException {
    return new Counts(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4));
  }

  private Counts ownCounts(Actor actor) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            select coalesce(sum(open), 0),
              coalesce(sum(open) filter (where due_at < :now), 0),
              coalesce(sum(open) filter (where due_at >= :now and due_at < :soon), 0),
              coalesce(sum(open) filter (where returned), 0)
            from inbox_tally where holder in (:holders)""")
        .param("now", Timestamp.from(now))
        .param("soon", Timestamp.from(soon()))
        .param("holders", todo(actor))
        .query(Inbox::counts)
        .single();
  }

  /**
   * One page of open tasks.
   *
   * @param sort {@code dueAt}, {@code createdAt} or {@code community}, then {@code ,asc} or {@code
   *     ,desc}; null by what is due first
   */
  @Transactional(readOnly = true)
  public PageView<TaskItem> open(
      Actor actor, View view, InboxFilter wanted, int page, int size, String sort) {
    Order order = Order.of(sort);
    Map<String, Object> params = new LinkedHashMap<>();
    String filter = wanted.sql(clock.instant(), soon(), params);
    long reach = (page + 1L) * size;
    List<String> branches = new ArrayList<>();
    List<Absence> covered = view == View.TODO ? absences.coveredBy(actor) : List.of();
    switch (view) {
      case TODO -> {
        params.put("me", actor.username());
        branches.add("assignee = :me" + filter);
        int i = 0;
        for (String group : groups(actor.groups())) {
          params.put("g" + i, group);
          branches.add("assignee is null and candidate_group = :g" + i++ + filter);
        }
        for (int c = 0; c < covered.size(); c++) {
          params.put("away" + c, covered.get(c).username());
          params.put("its" + c, covered.get(c).group());
          branches.add("assignee = :away%d and candidate_group = :its%d".formatted(c, c) + filter);
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
    // Each branch walks one index in the order asked for, alone, and stops; an "or" would sort
    // everything. Rows are fetched for the page that comes out of it.
    String union =
        branches.stream()
            .map(
                b ->
                    "(select id, %s from inbox_task where %s order by %s limit %d)"
                        .formatted(order.column, b, order, reach))
            .collect(Collectors.joining(" union all "));
    List<TaskItem> items =
        jdbc.sql(
                """
                select * from inbox_task
                where id in (select id from (%s) reached order by %s limit %d offset %d)
                order by %s"""
                    .formatted(union, order, size, (long) page * size, order))
            .params(params)
            .query(Inbox::item)
            .list();
    boolean counted = !wanted.narrows() && covered.isEmpty();
    long total = counted ? tally.total(holders(actor, view)) : matches(branches, params);
    return PageView.of(items, page, size, total);
  }

  /** No tally knows what a search finds, so it counts rows. */
  private long matches(List<String> branches, Map<String, Object> params) {
    String count =
        branches.stream()
            .map(b -> "(select count(*) from inbox_task where " + b + ")")
            .reduce((a, b) -> a + " + " + b)
            .orElseThrow();
    return jdbc.sql("select " + count).params(params).query(Long.class).single();
  }

  private static Set<String> holders(Actor actor, View view) {
    return switch (view) {
      case TODO -> todo(actor);
      case OFFICE -> named(groups(actor.offices()), Tally::office);
      case STARTED -> named(groups(actor.communities()), Tally::community);
      case DONE -> throw new IllegalArgumentException("done tasks are counted on their own");
    };
  }

  private static Set<String> todo(Actor actor) {
    Set<String> holders = named(actor.groups(), Tally::group);
    holders.add(Tally.person(actor.username()));
    return holders;
  }

  private static Set<String> named(Set<String> names, UnaryOperator<String> holder) {
    return names.stream().map(holder).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** One page of what this person has completed, latest first. */
  @Transactional(readOnly = true)
  public PageView<DoneTask> done(Actor actor, InboxFilter wanted, int page, int size) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("me", actor.username());
    String where =
        " from inbox_done where completed_by = :me"
            + wanted.ofDone().sql(clock.instant(), soon(), params);
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
        || actor.offices().contains(task.office());
  }

  /** SQL has no empty list. */
  private static Set<String> groups(Set<String> groups) {
    return groups.isEmpty() ? Set.of("-") : groups;
  }

  static TaskItem item(ResultSet rs, int n) throws SQLException {
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
