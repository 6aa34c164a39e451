package io.anlan.inbox;

import java.util.List;

/**
 * What waits for one person on one day.
 *
 * @param dueSoon due within three working days
 * @param fresh opened since the last working day's morning
 * @param pressing the first few by what is due first
 */
public record Agenda(
    long overdue, long dueSoon, long returned, long fresh, List<TaskItem> pressing) {

  static final Agenda EMPTY = new Agenda(0, 0, 0, 0, List.of());
}
