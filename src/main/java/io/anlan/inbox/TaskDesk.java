package io.anlan.inbox;

import io.anlan.account.Actor;
import java.util.Map;
import java.util.Set;

/** What people do with tasks; the engine's package implements it. */
public interface TaskDesk {

  /**
   * Whether this person may act on the task now; asked before a body is read.
   *
   * @throws io.anlan.shared.Problem 404, 403 or 409, as every act on it would
   */
  void require(Actor actor, String taskId);

  /**
   * Checks the fields, takes the decision and moves the file on, in one transaction.
   *
   * @return the task as it was
   */
  TaskItem complete(Actor actor, String taskId, Map<String, Object> fields);

  /**
   * The task with its form, for whoever may look at it; it counts as opened then.
   *
   * @throws io.anlan.shared.Problem 409 with {@code holder} when it has been completed
   */
  TaskForm form(Actor actor, String taskId);

  /** Every kind of task. */
  Set<String> kinds();

  /** The kinds of task that may be completed several at once, each with the fields for that. */
  Map<String, Map<String, Object>> inBatch();

  void claim(Actor actor, String taskId);

  void release(Actor actor, String taskId);

  /** Notes that this person has opened the task. */
  void read(Actor actor, String taskId);

  /** Hands a task to another active member of its group. */
  void transfer(Actor actor, String taskId, String to, String reason);

  /** Lets another active member of the group act on one's behalf; claiming takes it back. */
  void delegate(Actor actor, String taskId, String to, String reason);

  /** Reminds whoever holds the task, once a day; for everybody who sees the file. */
  void nudge(Actor actor, String taskId);

  /**
   * Takes one's own last decision back while nobody has opened what came next (取回).
   *
   * @param taskId the completed task
   * @return the task as it is open again, held by this person
   */
  TaskItem takeBack(Actor actor, String taskId);
}
