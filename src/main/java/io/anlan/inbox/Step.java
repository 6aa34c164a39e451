package io.anlan.inbox;

import io.anlan.account.Actor;
import io.anlan.shared.Problem;
import java.util.List;
import java.util.Map;

/** What completing one kind of user task means; the module that owns the decision implements it. */
public interface Step {

  /** The id of the user task in the model. */
  String taskKey();

  /**
   * Takes the decision, in the transaction that completes the task.
   *
   * @throws Problem when a rule is broken; nothing is changed then
   */
  Outcome complete(Completion completion);

  /**
   * Undoes what completing this task did, before the engine goes back to it. Called only while
   * nobody has opened what came next.
   *
   * @throws Problem 409 where a decision of this kind cannot be taken back
   */
  default void takeBack(DoneTask done, Actor actor) {
    throw Problem.conflict("not-to-be-taken-back");
  }

  /** The numbers of the files that completing the task decides about. */
  default List<String> files(TaskItem task) {
    return List.of(task.number());
  }

  /**
   * The fields with which this task may be completed together with others of its kind: the answer
   * that needs no words. Empty where each needs its own thought.
   */
  default Map<String, Object> inBatch() {
    return Map.of();
  }

  /** What this task's form shows beside its empty fields; never stored in the engine. */
  Map<String, Object> sheet(TaskItem task);

  /** A task, the person who completes it and the fields, already checked against the form. */
  record Completion(TaskItem task, Actor actor, Fields fields) {}

  /**
   * What the model needs to go on.
   *
   * @param decision the answer that the next gateway reads, gone once it has passed
   * @param recorded the person's own decision, for the list of completed tasks
   * @param variables scalars that stay with the process
   */
  record Outcome(String decision, String recorded, Map<String, Object> variables) {

    public static Outcome of(String decision, String recorded) {
      return new Outcome(decision, recorded, Map.of());
    }

    public static Outcome done(String recorded) {
      return new Outcome(null, recorded, Map.of());
    }
  }
}
