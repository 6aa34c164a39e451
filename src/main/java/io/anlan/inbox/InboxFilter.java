package io.anlan.inbox;

import io.anlan.shared.Initials;
import io.anlan.shared.Level;
import io.anlan.shared.Like;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;

/**
 * What a list of tasks is narrowed to; null does not narrow.
 *
 * @param q part of a community's name, of its initials in pinyin, or of an application number
 * @param state one of the three numbers above the list
 * @param taskKey the kind of task
 */
public record InboxFilter(String q, State state, Level level, String taskKey) {

  public enum State {
    OVERDUE,
    DUE_SOON,
    RETURNED
  }

  public static final InboxFilter NONE = words(null);

  public InboxFilter {
    if (q != null && q.isBlank()) q = null;
    if (taskKey != null && taskKey.isBlank()) taskKey = null;
  }

  public static InboxFilter words(String q) {
    return new InboxFilter(q, null, null, null);
  }

  public boolean narrows() {
    return q != null || state != null || level != null || taskKey != null;
  }

  /** The same, for tasks that are done: they are not due any more. */
  InboxFilter ofDone() {
    return new InboxFilter(q, null, level, taskKey);
  }

  /**
   * Conditions to follow another one; fills {@code params}.
   *
   * @param soon until when a task counts as due soon
   */
  String sql(Instant now, Instant soon, Map<String, Object> params) {
    StringBuilder sql = new StringBuilder();
    if (q != null) {
      params.put("q", Like.containing(q));
      sql.append(" and (community like :q or number like :q");
      if (Initials.searchable(q)) {
        params.put("initials", Initials.startingWith(q));
        sql.append(
            " or community in (select name from name_initials where initials like :initials)");
      }
      sql.append(")");
    }
    if (level != null) {
      params.put("level", level.name());
      sql.append(" and level = :level");
    }
    if (taskKey != null) {
      params.put("taskKey", taskKey);
      sql.append(" and task_key = :taskKey");
    }
    if (state != null) {
      params.put("now", Timestamp.from(now));
      params.put("soon", Timestamp.from(soon));
      sql.append(
          switch (state) {
            case OVERDUE -> " and due_at < :now";
            case DUE_SOON -> " and due_at >= :now and due_at < :soon";
            case RETURNED -> " and returned";
          });
    }
    return sql.toString();
  }
}
