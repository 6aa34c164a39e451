package io.anlan.workflow;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.application.Files;
import io.anlan.application.Files.Part;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.CaseLock;
import io.anlan.inbox.DoneTask;
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
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
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
  private final Files files;
  private final Inbox inbox;
  private final CaseLock lock;
  private final FormCatalog forms;
  private final Accounts accounts;
  private final Trail trail;
  private final Map<String, Step> steps;

  TaskDoor(
      ProcessEngineConfigurationImpl engine,
      Files files,
      Inbox inbox,
      CaseLock lock,
      FormCatalog forms,
      Accounts accounts,
      Trail trail,
      List<Step> steps) {
    this.engine = engine;
    this.files = files;
    this.inbox = inbox;
    this.lock = lock;
    this.forms = forms;
    this.accounts = accounts;
    this.trail = trail;
    this.steps = steps.stream().collect(Collectors.toMap(Step::taskKey, Function.identity()));
  }

  @Override
  public void require(Actor actor, String taskId) {
    held(actor, taskId);
  }

  @Override
  public TaskItem complete(Actor actor, String taskId, Map<String, Object> submitted) {
    return inEngine(
        context -> {
          TaskItem task = lockHeld(actor, taskId);
          files.takePart(steps.get(task.taskKey()).files(task), actor, part(task));
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
          files.requirePart(steps.get(task.taskKey()).files(task), actor, part(task));
          if (task.assignee() == null) assign(taskId, actor.username());
          return task;
        });
  }

  @Override
  public void release(Actor actor, String taskId) {
    inEngine(
        context -> {
          TaskItem task = lockHeld(actor, taskId);
          if (task.assignee() != null) assign(taskId, null);
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
          Actor heir =
              accounts
                  .find(to)
                  .filter(a -> a.member(task.candidateGroup()))
                  .orElseThrow(() -> Problem.field("to", "not-a-member", to));
          if (!files.mayPlay(steps.get(task.taskKey()).files(task), heir, part(task))) {
            throw Problem.field("to", "has-another-part", to);
          }
          assign(taskId, to);
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

  /** The held task; its case stays locked until the transaction ends. */
  private TaskItem lockHeld(Actor actor, String taskId) {
    lock.acquire(held(actor, taskId).chain());
    return held(actor, taskId);
  }

  /**
   * The task, if this person may act on it now.
   *
   * @throws Problem 404 when it does not exist for them, 403 when it is not theirs, 409 when
   *     somebody holds it or was faster
   */
  private TaskItem held(Actor actor, String taskId) {
    Optional<TaskItem> open = inbox.find(taskId);
    Optional<DoneTask> done = open.isPresent() ? Optional.empty() : inbox.findDone(taskId);
    TaskItem task =
        open.or(() -> done.map(DoneTask::task))
            .filter(t -> sees(actor, t))
            .orElseThrow(Problem::notFound);
    if (!actor.member(task.candidateGroup())) throw Problem.forbidden("not-your-task");
    if (done.isPresent()) throw conflict("task-done", done.get().completedBy());
    if (task.assignee() != null && !task.assignee().equals(actor.username())) {
      throw conflict("task-held", task.assignee());
    }
    return task;
  }

  /** Whoever sees a file sees which tasks are open on it, though not what stands in them. */
  private boolean sees(Actor actor, TaskItem task) {
    return Inbox.visible(actor, task) || task.number() != null && files.sees(actor, task.number());
  }

  private static Part part(TaskItem task) {
    return Part.of(task.candidateGroup());
  }

  private Problem conflict(String code, String holder) {
    return Problem.conflict(code, name(holder)).with("holder", holder);
  }

  private String name(String username) {
    return accounts.find(username).map(Actor::name).orElse(username);
  }

  private void assign(String taskId, String username) {
    engine.getCommandExecutorTxRequired().execute(new AssignTaskCmd(taskId, username));
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
