package io.anlan.workflow;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.application.Files;
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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
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
  private final Files files;
  private final EngineFlow flow;
  private final Clock clock;

  TaskDoor(
      ProcessEngineConfigurationImpl engine,
      TaskService tasks,
      Inbox inbox,
      CaseLock lock,
      FormCatalog forms,
      Accounts accounts,
      Trail trail,
      List<Step> steps,
      Files files,
      EngineFlow flow,
      Clock clock) {
    this.engine = engine;
    this.tasks = tasks;
    this.inbox = inbox;
    this.lock = lock;
    this.forms = forms;
    this.accounts = accounts;
    this.trail = trail;
    this.steps = steps.stream().collect(Collectors.toMap(Step::taskKey, Function.identity()));
    this.files = files;
    this.flow = flow;
    this.clock = clock;
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
          Actor acting = task.owner() == null ? actor : actor.actingFor(task.owner());
          Outcome outcome =
              steps.get(task.taskKey()).complete(new Completion(task, acting, fields));
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
          TaskItem task = lock(actor, taskId);
          if (actor.username().equals(task.owner())) {
            hand(context, task, actor.username(), null);
            return task;
          }
          requireFree(actor, task);
          if (task.assignee() == null) hand(context, task, actor.username(), null);
          return task;
        });
  }

  @Override
  public void release(Actor actor, String taskId) {
    inEngine(
        context -> {
          TaskItem task = lockHeld(actor, taskId);
          // What was delegated goes back to whoever delegated it.
          if (task.assignee() != null) hand(context, task, task.owner(), null);
          return task;
        });
  }

  @Override
  public void transfer(Actor actor, String taskId, String to, String reason) {
    handOver(actor, taskId, to, reason, Act.Action.TRANSFERRED);
  }

  @Override
  public void delegate(Actor actor, String taskId, String to, String reason) {
    handOver(actor, taskId, to, reason, Act.Action.DELEGATED);
  }

  private void handOver(Actor actor, String taskId, String to, String reason, Act.Action how) {
    inEngine(
        context -> {
          TaskItem task = lockHeld(actor, taskId);
          if (to == null || to.isBlank()) throw Problem.field("to", "required");
          if (reason == null || reason.isBlank()) throw Problem.field("reason", "required");
          if (reason.length() > 2000) throw Problem.field("reason", "form-maximum", 2000);
          boolean member =
              accounts.find(to).filter(a -> a.member(task.candidateGroup())).isPresent();
          if (!member) throw Problem.field("to", "not-a-member", to);
          if (to.equals(actor.username())) throw Problem.field("to", "to-oneself");
          hand(context, task, to, how == Act.Action.DELEGATED ? actor.username() : null);
          trail.record(
              actor, new Act(task.chain(), task.level(), task.office(), how, to, reason.strip()));
          return task;
        });
  }

  private void hand(CommandContext context, TaskItem task, String assignee, String owner) {
    // The service cannot clear an owner; the assignment that follows tells the listeners of both.
    context.getTaskManager().findTaskById(task.id()).setOwner(owner);
    tasks.setAssignee(task.id(), assignee);
  }

  @Override
  public void read(Actor actor, String taskId) {
    inbox.read(visible(actor, taskId).id(), actor.username());
  }

  @Override
  public void nudge(Actor actor, String taskId) {
    inEngine(
        context -> {
          TaskItem seen = waiting(actor, taskId);
          lock.acquire(seen.chain());
          TaskItem task = waiting(actor, taskId);
          String holder = task.assignee();
          boolean own =
              holder == null
                  ? actor.member(task.candidateGroup())
                  : holder.equals(actor.username());
          if (own) throw Problem.conflict("nudge-oneself");
          Instant today = LocalDate.now(clock).atStartOfDay(clock.getZone()).toInstant();
          if (!inbox.nudged(taskId, today)) throw Problem.conflict("nudged-today");
          trail.record(
              actor,
              new Act(task.chain(), task.level(), task.office(), Act.Action.NUDGED, holder, null));
          return task;
        });
  }

  /** An open task of a file that this person sees: whoever waits for it may ask after it. */
  private TaskItem waiting(Actor actor, String taskId) {
    TaskItem task = inbox.find(taskId).orElseThrow(Problem::notFound);
    if (task.number() != null) files.visible(actor, task.number());
    else if (!Inbox.visible(actor, task)) throw Problem.notFound();
    return task;
  }

  @Override
  public TaskItem takeBack(Actor actor, String taskId) {
    return inEngine(
        context -> {
          if (inbox.find(taskId).filter(t -> Inbox.visible(actor, t)).isPresent()) {
            throw Problem.conflict("task-not-done");
          }
          DoneTask done = done(actor, taskId);
          TaskItem task = done.task();
          lock.acquire(task.chain());
          boolean last = inbox.lastDone(task.number()).filter(taskId::equals).isPresent();
          if (!last) throw Problem.conflict("not-the-last-decision");
          inbox
              .openedByAnother(task.number(), actor.username())
              .ifPresent(
                  who -> {
                    throw Problem.conflict("already-opened", name(who)).with("holder", who);
                  });
          steps.get(task.taskKey()).takeBack(done, actor);
          flow.takeBack(task.number());
          inbox.takenBack(taskId);
          TaskItem again =
              inbox.ofApplication(task.number()).stream()
                  .filter(t -> t.taskKey().equals(task.taskKey()))
                  .findFirst()
                  .orElseThrow();
          hand(context, again, actor.username(), null);
          return inbox.find(again.id()).orElseThrow();
        });
  }

  private DoneTask done(Actor actor, String taskId) {
    DoneTask done =
        inbox
            .findDone(taskId)
            .filter(d -> Inbox.visible(actor, d.task()))
            .orElseThrow(Problem::notFound);
    if (!done.completedBy().equals(actor.username())) throw Problem.forbidden("not-your-decision");
    if ("TAKEN_BACK".equals(done.decision())) throw Problem.conflict("not-the-last-decision");
    return done;
  }

  /**
   * What the task's form shows beside its empty fields; whoever looks at it has opened the task.
   */
  Map<String, Object> sheet(Actor actor, String taskId) {
    TaskItem task =
        inbox.find(taskId).filter(t -> Inbox.visible(actor, t)).orElseThrow(Problem::notFound);
    return inEngine(
        context -> {
          inbox.read(taskId, actor.username());
          return steps.get(task.taskKey()).sheet(task);
        });
  }

  /** The task, with its case locked until the transaction ends. */
  private TaskItem lock(Actor actor, String taskId) {
    TaskItem seen = visible(actor, taskId);
    lock.acquire(seen.chain());
    TaskItem task = visible(actor, taskId);
    if (!actor.member(task.candidateGroup())) throw Problem.forbidden("not-your-task");
    return task;
  }

  /** The same, if this person may act on it now. */
  private TaskItem lockHeld(Actor actor, String taskId) {
    TaskItem task = lock(actor, taskId);
    requireFree(actor, task);
    return task;
  }

  private void requireFree(Actor actor, TaskItem task) {
    if (task.assignee() != null && !task.assignee().equals(actor.username())) {
      throw Problem.conflict("task-held", name(task.assignee())).with("holder", task.assignee());
    }
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
