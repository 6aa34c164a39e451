package io.anlan.workflow;

import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Task;

/** The engine's rights over single tasks, which Tasklist and its REST ask: those of the group. */
class TaskRights extends DefaultAuthorizationProvider {

  /** Who holds a task is of its group, and has no more and no longer a right than the group. */
  @Override
  public AuthorizationEntity[] newTaskAssignee(Task task, String before, String now) {
    boolean ofGroup =
        !((TaskEntity) task).getTaskDefinition().getCandidateGroupIdExpressions().isEmpty();
    return ofGroup ? null : super.newTaskAssignee(task, before, now);
  }

  /** A task meets its group once, when it is created: there is no older right to look for. */
  @Override
  protected AuthorizationEntity getGrantAuthorizationByGroupId(
      String group, Resource resource, String id) {
    return null;
  }
}
