package io.anlan.inbox;

import io.anlan.account.Actor;
import java.util.Map;

/** What people do with tasks; the engine's package implements it. */
public interface TaskDesk {

  /**
   * Checks the fields, takes the decision and moves the file on, in one transaction.
   *
   * @return the task as it was
   */
  TaskItem complete(Actor actor, String taskId, Map<String, Object> fields);

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
