package io.anlan.deadline;

/**
 * Something that somebody has to decide about the deadline of a task.
 *
 * @param number of the file
 * @param about the process in which the task is open
 * @param taskKey the task that is late, or that needs longer; a department's or an expert's are all
 * @param askedBy who asks for more time; null for what time itself has brought about
 * @param days how many working days more are asked for; null where none are
 * @param reason why; may be null
 */
public record DeadlineCase(
    long id,
    Kind kind,
    String number,
    String about,
    String taskKey,
    String office,
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
