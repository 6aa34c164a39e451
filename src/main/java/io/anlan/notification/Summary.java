package io.anlan.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What is kept of a daily digest until it is sent.
 *
 * @param tasks those that press most
 * @param notices what the person was told since the last working day's digest
 */
record Summary(
    LocalDate day,
    Instant at,
    long overdue,
    long due,
    long returned,
    long fresh,
    List<Task> tasks,
    List<Event> notices) {

  /** One open task; {@code number} is null for one of a batch. */
  record Task(String key, String community, String number, Instant dueAt) {}

  boolean isEmpty() {
    return overdue + due + returned + fresh == 0 && notices.isEmpty();
  }
}
