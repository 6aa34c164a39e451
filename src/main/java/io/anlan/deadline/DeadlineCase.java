package io.anlan.deadline;

import java.time.LocalDate;

/**
 * Something that somebody has to decide about the deadline of a task.
 *
 * @param number of the file
 * @param taskKey the task that is late, or that needs longer
 * @param holder its group, or whoever has taken it
 * @param dueOn its last day
 * @param askedBy who asks for more time; null for what time itself has brought about
 * @param days how many working days more are asked for; null where none are
 * @param reason why; may be null
 */
public record DeadlineCase(
    long id,
    Kind kind,
    String number,
    String taskKey,
    String holder,
    String office,
    LocalDate dueOn,
    String askedBy,
    Integer days,
    String reason) {

  public enum Kind {
    /** The office above takes up a task that is late (督办). */
    SUPERVISION,
    /** A community's time is out, and the reviewer decides what that means. */
    OVERDUE,
    /** Somebody asks for more time. */
    EXTENSION
  }
}
