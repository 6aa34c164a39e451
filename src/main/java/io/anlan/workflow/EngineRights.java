package io.anlan.workflow;

import io.anlan.account.Accounts;
import io.anlan.shared.StartupOrder;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Who sees which of the engine's pages; and the filters without which Tasklist would be empty. */
@Component
@Order(StartupOrder.ROUNDS)
class EngineRights implements ApplicationRunner {

  private final AuthorizationService authorizations;
  private final FilterService filters;
  private final TaskService tasks;
  private final Accounts accounts;

  EngineRights(
      AuthorizationService authorizations,
      FilterService filters,
      TaskService tasks,
      Accounts accounts) {
    this.authorizations = authorizations;
    this.filters = filters;
    this.tasks = tasks;
    this.accounts = accounts;
  }

  @Override
  public void run(ApplicationArguments args) {
    everybody(Resources.APPLICATION, "tasklist", Permissions.ACCESS);
    everybody(Resources.APPLICATION, "welcome", Permissions.ACCESS);
    everybody(Resources.PROCESS_DEFINITION, Authorization.ANY, Permissions.READ);
    everybody(Resources.FILTER, Authorization.ANY, Permissions.READ);
    for (String group : accounts.groups()) {
      if (group.startsWith("manager:")) manager(group);
      if (group.equals("system-admin")) {
        grant(group, Resources.APPLICATION, "admin", Permissions.ACCESS);
        grant(group, Resources.USER, Authorization.ANY, Permissions.READ);
        grant(group, Resources.GROUP, Authorization.ANY, Permissions.READ);
        grant(group, Resources.AUTHORIZATION, Authorization.ANY, Permissions.READ);
      }
    }
    // Created from the last to the first, as Tasklist shows them by priority.
    TaskQuery mine =
        tasks
            .createTaskQuery()
            .or()
            .taskAssigneeExpression("${currentUser()}")
            .taskCandidateGroupInExpression("${currentUserGroups()}")
            .endOr()
            .orderByDueDate()
            .asc();
    filter("我的待办", "分给我的，以及我所在岗位尚无人签收的任务", 1, mine);
    TaskQuery office =
        tasks
            .createTaskQuery()
            .taskCandidateGroupInExpression("${currentUserGroups()}")
            .includeAssignedTasks()
            .orderByDueDate()
            .asc();
    filter("本岗位全部", "我所在岗位的全部任务，包括同事正在办理的", 2, office);
    TaskQuery overdue =
        tasks
            .createTaskQuery()
            .taskCandidateGroupInExpression("${currentUserGroups()}")
            .includeAssignedTasks()
            .dueBeforeExpression("${now()}")
            .orderByDueDate()
            .asc();
    filter("已逾期", "已经超过办理期限的任务", 3, overdue);
  }

  /** Reads everything that runs, changes nothing. */
  private void manager(String group) {
    grant(group, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
    grant(
        group,
        Resources.PROCESS_DEFINITION,
        Authorization.ANY,
        Permissions.READ,
        ProcessDefinitionPermissions.READ_INSTANCE,
        ProcessDefinitionPermissions.READ_HISTORY,
        ProcessDefinitionPermissions.READ_TASK);
    grant(group, Resources.PROCESS_INSTANCE, Authorization.ANY, Permissions.READ);
    grant(
        group,
        Resources.DECISION_DEFINITION,
        Authorization.ANY,
        Permissions.READ,
        Permissions.READ_HISTORY);
    grant(group, Resources.DECISION_REQUIREMENTS_DEFINITION, Authorization.ANY, Permissions.READ);
    grant(group, Resources.DEPLOYMENT, Authorization.ANY, Permissions.READ);
    grant(group, Resources.TASK, Authorization.ANY, Permissions.READ);
  }

  private void everybody(Resource resource, String id, Permission... permissions) {
    boolean there =
        authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GLOBAL)
                .resourceType(resource)
                .resourceId(id)
                .count()
            > 0;
    if (there) return;
    Authorization authorization =
        authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
    save(authorization, resource, id, permissions);
  }

  private void grant(String group, Resource resource, String id, Permission... permissions) {
    boolean there =
        authorizations
                .createAuthorizationQuery()
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(id)
                .count()
            > 0;
    if (there) return;
    Authorization authorization =
        authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
    authorization.setGroupId(group);
    save(authorization, resource, id, permissions);
  }

  private void save(
      Authorization authorization, Resource resource, String id, Permission... permissions) {
    authorization.setResource(resource);
    authorization.setResourceId(id);
    authorization.setPermissions(permissions);
    authorizations.saveAuthorization(authorization);
  }

  private void filter(String name, String description, int priority, TaskQuery query) {
    if (filters.createTaskFilterQuery().filterName(name).count() > 0) return;
    Filter filter = filters.newTaskFilter(name);
    filter.setQuery(query);
    filter.setProperties(
        Map.of(
            "description",
            description,
            "priority",
            priority,
            "refresh",
            true,
            "color",
            "#1f5f8b",
            "variables",
            List.of()));
    filters.saveFilter(filter);
  }
}
