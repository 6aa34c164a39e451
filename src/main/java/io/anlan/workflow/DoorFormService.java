package io.anlan.workflow;

import java.util.Collection;
import java.util.Map;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;

/** The engine's form service: submits through the door, and shows what our tables say. */
class DoorFormService extends FormServiceImpl {

  private final EngineDoor door;

  DoorFormService(EngineDoor door) {
    this.door = door;
  }

  @Override
  public void submitTaskForm(String taskId, Map<String, Object> fields) {
    door.complete(taskId, fields);
  }

  @Override
  public VariableMap submitTaskFormWithVariablesInReturn(
      String taskId, Map<String, Object> fields, boolean deserialize) {
    door.complete(taskId, fields);
    return Variables.createVariables();
  }

  @Override
  public VariableMap getTaskFormVariables(String taskId) {
    return door.sheet(taskId, null);
  }

  @Override
  public VariableMap getTaskFormVariables(
      String taskId, Collection<String> names, boolean deserialize) {
    return door.sheet(taskId, names);
  }
}
