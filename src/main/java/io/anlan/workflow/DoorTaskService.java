package io.anlan.workflow;

import io.anlan.account.Actor;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;

/** The engine's task service with completion and claiming led through the door. */
class DoorTaskService extends TaskServiceImpl {

  private final EngineDoor door;

  DoorTaskService(EngineDoor door) {
    this.door = door;
  }

  @Override
  public void complete(String taskId) {
    door.complete(taskId, Map.of());
  }

  @Override
  public void complete(String taskId, Map<String, Object> fields) {
    door.complete(taskId, fields);
  }

  @Override
  public VariableMap completeWithVariablesInReturn(
      String taskId, Map<String, Object> fields, boolean deserialize) {
    door.complete(taskId, fields);
    return Variables.createVariables();
  }

  @Override
  public void claim(String taskId, String userId) {
    Actor actor = door.actor();
    if (userId != null && !userId.equals(actor.username())) {
      throw new AuthorizationException("Tasks are claimed for oneself only");
    }
    door.claim(actor, taskId, userId == null);
  }

  /** What Tasklist calls to give a task back; nobody is assigned from outside. */
  @Override
  public void setAssignee(String taskId, String userId) {
    claim(taskId, userId);
  }

  @Override
  public void resolveTask(String taskId) {
    throw new AuthorizationException("Tasks are completed, not resolved");
  }

  @Override
  public void resolveTask(String taskId, Map<String, Object> variables) {
    resolveTask(taskId);
  }
}
