package io.anlan.workflow;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.CaseLock;
import io.anlan.inbox.Fields;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.Step;
import io.anlan.inbox.Step.Completion;
import io.anlan.inbox.Step.Outcome;
import io.anlan.inbox.TaskDesk;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/**
 * The one door: portal, {@code /api}, Tasklist and {@code /engine-rest} complete tasks here. Right,
 * holder, fields, decision, engine and inbox are one transaction.
 */
@Component
class TaskDoor implements TaskDesk {

  private final ProcessEngineConfigurationImpl engine;
  private final TaskService tasks;
  private final Inbox inbox;
  private final CaseLock lock;
  private final FormCatalog forms;
  private final Accounts accounts;
  private final Trail trail;
  private final Map<String, Step> steps;

  TaskDoor(
      ProcessEngineConfigurationImpl engine,
      TaskService tasks,
      Inbox inbox,
      CaseLock lock,
      FormCatalog forms,
      Accounts accounts,
      Trail trail,
      List<Step> steps) {
    this.engine = engine;
    this.tasks = tasks;
    this.inbox = inbox;
    this.lock = lock;
    this.forms = forms;
    this.accounts = accounts;
    this.trail = trail;
    this.steps = steps.stream().collect(Collectors.toMap(Step::taskKey, Function.identity()));
  }

  @Override
  public TaskItem complete(Actor actor, String taskId, Map<String, Object> submitted) {
    return inEngine(
        context -> {
          TaskItem task = lockHeld(actor, taskId);
          TaskEntity entity = context.getTaskManager().findTaskById(taskId);
          Fields fields =
              forms.check(
                  entity.getProcessDefinition().getDeploymentId(),
                  entity.getTaskDefinition().getCamundaFormDefinitionKey().getExpressionText(),
                  submitted);
          Outcome outcome = steps.get(task.taskKey()).complete(new Completion(task, actor, fields));
          inbox.done(task, actor.username(), outcome.recorded());
          if (task.assignee() == null) entity.setAssignee(actor.username());
          entity.setVariables(outcome.variables());
          if (outcome.decision() != null) {
            // Transient: the gateway behind the task reads it, and nothing is left of it.
            entity.setVariable("decision", Variables.stringValue(outcome.decision(), true));
          }
          entity.complete();
          return task;
        });
  }

  @Override
  public void claim(Actor actor, String taskId) {
    inEngine(
        context -> {
          TaskItem task = lockHeld(actor, taskId);
          if (task.assignee() == null) tasks.setAssignee(taskId, actor.username());
          return task;
        });
  }

  @Override
  public void release(Actor actor, String taskId) {
    inEngine(
        context -> {
          TaskItem task = lockHeld(actor, taskId);
          if (task.assignee() != null) tasks.setAssignee(taskId, null);
          return task;
        });
  }

  @Override
  public void transfer(Actor actor, String taskId, String to, String reason) {
    inEngine(
        context -> {
          TaskItem task = lockHeld(actor, taskId);
          if (to == null || to.isBlank()) throw Problem.field("to", "required");
          if (reason == null || reason.isBlank()) throw Problem.field("reason", "required");
          if (reason.length() > 2000) throw Problem.field("reason", "form-maximum", 2000);
          boolean member =
              accounts.find(to).filter(a -> a.member(task.candidateGroup())).isPresent();
          if (!member) throw Problem.field("to", "not-a-member", to);
          tasks.setAssignee(taskId, to);
          trail.record(
              actor.username(),
              new Act(
                  task.chain(),
                  task.level(),
                  task.office(),
                  Act.Action.TRANSFERRED,
                  to,
                  reason.strip()));
          return task;
        });
  }

  /** What the task's form shows beside its empty fields. */
  Map<String, Object> sheet(Actor actor, String taskId) {
    TaskItem task =
        inbox.find(taskId).filter(t -> Inbox.visible(actor, t)).orElseThrow(Problem::notFound);
    return inEngine(context -> steps.get(task.taskKey()).sheet(task));
  }

  /**
   * The task, if this person may act on it now; the case stays locked until the transaction ends.
   */
  private TaskItem lockHeld(Actor actor, String taskId) {
    TaskItem seen = visible(actor, taskId);
    lock.acquire(seen.chain());
    TaskItem task = visible(actor, taskId);
    if (!actor.member(task.candidateGroup())) throw Problem.forbidden("not-your-task");
    if (task.assignee() != null && !task.assignee().equals(actor.username())) {
      throw Problem.conflict("task-held", name(task.assignee())).with("holder", task.assignee());
    }
    return task;
  }

  private TaskItem visible(Actor actor, String taskId) {
    TaskItem task = inbox.find(taskId).orElse(null);
    if (task != null) {
      if (!Inbox.visible(actor, task)) throw Problem.notFound();
      return task;
    }
    throw inbox
        .findDone(taskId)
        .filter(done -> Inbox.visible(actor, done.task()))
        .map(
            done ->
                Problem.conflict("task-done", name(done.completedBy()))
                    .with("holder", done.completedBy()))
        .orElseGet(Problem::notFound);
  }

  private String name(String username) {
    return accounts.find(username).map(Actor::name).orElse(username);
  }

  /** One engine command is one transaction; who may do what was decided at the door. */
  private <T> T inEngine(Function<CommandContext, T> act) {
    return engine
        .getCommandExecutorTxRequired()
        .execute(
            context -> {
              Callable<T> call = () -> act.apply(context);
              return context.runWithoutAuthorization(call);
            });
  }
}
