package io.anlan.workflow;

import io.anlan.account.Absences;
import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.RightsTaken;
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
import io.anlan.inbox.TaskForm;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The one door: portal, {@code /api}, Tasklist and {@code /engine-rest} complete tasks here. Right,
 * holder, fields, decision, engine and inbox are one transaction.
 */
@Component
class TaskDoor implements TaskDesk {

  private final EngineCommands engine;
  private final Files files;
  private final Inbox inbox;
  private final CaseLock lock;
  private final FormCatalog forms;
  private final Accounts accounts;
  private final Absences absences;
  private final Trail trail;
  private final Map<String, Step> steps;
  private final EngineFlow flow;
  private final Clock clock;

  TaskDoor(
      EngineCommands engine,
      Files files,
      Inbox inbox,
      CaseLock lock,
      FormCatalog forms,
      Accounts accounts,
      Absences absences,
      Trail trail,
      List<Step> steps,
      EngineFlow flow,
      Clock clock) {
    this.engine = engine;
    this.files = files;
    this.inbox = inbox;
    this.lock = lock;
    this.forms = forms;
    this.accounts = accounts;
    this.absences = absences;
    this.trail = trail;
    this.steps = steps.stream().collect(Collectors.toMap(Step::taskKey, Function.identity()));
    this.flow = flow;
    this.clock = clock;
  }

  @Override
  public void require(Actor actor, String taskId) {
    held(actor, taskId);
  }

  @Override
  public TaskItem complete(Actor actor, String taskId, Map<String, Object> submitted) {
    return engine.run(
        context -> {
          TaskItem task = lockHeld(context, actor, taskId);
          files.takePart(steps.get(task.taskKey()).files(task), actor, part(task));
          TaskEntity entity = context.getTaskManager().findTaskById(taskId);
          Fields fields = forms.check(elements(entity), submitted);
          Outcome outcome =
              steps.get(task.taskKey()).complete(new Completion(task, acting(actor, task), fields));
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
  public Set<String> kinds() {
    return steps.keySet();
  }

  @Override
  public Map<String, Map<String, Object>> inBatch() {
    return steps.values().stream()
        .filter(step -> !step.inBatch().isEmpty())
        .collect(Collectors.toMap(Step::taskKey, Step::inBatch));
  }

  @Override
  public void claim(Actor actor, String taskId) {
    engine.run(
        context -> {
          lock.acquireOfTask(taskId);
          TaskItem task = open(actor, taskId);
          boolean delegator = actor.username().equals(task.owner());
          if (!delegator) requireFree(actor, task);
          files.requirePart(steps.get(task.taskKey()).files(task), actor, part(task));
          if (delegator || task.assignee() == null) hand(context, task, actor.username(), null);
          else if (!task.assignee().equals(actor.username())) takeOver(context, actor, task);
          return task;
        });
  }

  @Override
  public void release(Actor actor, String taskId) {
    engine.run(
        context -> {
          TaskItem task = lockHeld(context, actor, taskId);
          if (part(task) == Part.EXPERT) throw Problem.conflict("asked-by-name");
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
    engine.run(
        context -> {
          TaskItem task = lockHeld(context, actor, taskId);
          if (to == null || to.isBlank()) throw Problem.field("to", "required");
          if (reason == null || reason.isBlank()) throw Problem.field("reason", "required");
          if (reason.length() > 2000) throw Problem.field("reason", "form-maximum", 2000);
          Actor heir =
              accounts
                  .find(to)
                  .filter(a -> a.member(task.candidateGroup()))
                  .orElseThrow(() -> Problem.field("to", "not-a-member", to));
          if (to.equals(actor.username())) throw Problem.field("to", "to-oneself");
          if (!files.mayPlay(steps.get(task.taskKey()).files(task), heir, part(task))) {
            throw Problem.field("to", "has-another-part", to);
          }
          hand(context, task, to, how == Act.Action.DELEGATED ? actor.username() : null);
          trail.record(
              acting(actor, task),
              new Act(task.chain(), task.level(), task.office(), how, to, reason.strip()));
          return task;
        });
  }

  /** What somebody held in a group that he or she has left goes back to that group. */
  @EventListener
  void giveBack(RightsTaken taken) {
    List<TaskItem> held =
        inbox.heldBy(taken.username()).stream()
            .filter(t -> !taken.kept().contains(t.candidateGroup()))
            .toList();
    // All cases first, in the order in which everybody locks them; then what is still held.
    held.stream().map(TaskItem::chain).distinct().forEach(lock::acquire);
    for (TaskItem before : held) {
      inbox
          .find(before.id())
          .ifPresent(task -> engine.run(context -> giveBack(context, task, taken)));
    }
  }

  private TaskItem giveBack(CommandContext context, TaskItem task, RightsTaken taken) {
    String gone = taken.username();
    if (gone.equals(task.assignee())) hand(context, task, task.owner(), null);
    else if (gone.equals(task.owner())) hand(context, task, task.assignee(), null);
    else return task;
    trail.record(
        taken.by(),
        new Act(task.chain(), task.level(), task.office(), Act.Action.GIVEN_BACK, gone, null));
    return task;
  }

  private void hand(CommandContext context, TaskItem task, String assignee, String owner) {
    // The service cannot clear an owner; the assignment that follows tells the listeners of both.
    context.getTaskManager().findTaskById(task.id()).setOwner(owner);
    new AssignTaskCmd(task.id(), assignee).execute(context);
  }

  @Override
  public void read(Actor actor, String taskId) {
    inbox.read(open(actor, taskId).id(), actor.username());
  }

  @Override
  public void nudge(Actor actor, String taskId) {
    engine.run(
        context -> {
          lock.acquireOfTask(taskId);
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
    Known known = known(actor, taskId);
    if (known.done != null) throw conflict("task-done", known.done.completedBy());
    return known.task;
  }

  @Override
  public TaskItem takeBack(Actor actor, String taskId) {
    return engine.run(
        context -> {
          TaskItem task = decided(actor, taskId).task();
          lock.acquire(task.chain());
          DoneTask done = decided(actor, taskId);
          boolean last = inbox.lastDone(task.number()).filter(taskId::equals).isPresent();
          if (!last) throw Problem.conflict("not-the-last-decision");
          if (!flow.mayTakeBack(task.number())) throw Problem.conflict("not-to-be-taken-back");
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

  /** A completed task that is this person's own to take back, as far as the task itself says. */
  private DoneTask decided(Actor actor, String taskId) {
    Known known = known(actor, taskId);
    if (!actor.member(known.task.candidateGroup())) throw Problem.forbidden("not-your-task");
    if (known.done == null) throw Problem.conflict("task-not-done");
    if (!known.done.completedBy().equals(actor.username())) {
      throw Problem.forbidden("not-your-decision");
    }
    if (known.task.number() == null) throw Problem.conflict("not-to-be-taken-back");
    return known.done;
  }

  @Override
  public TaskForm form(Actor actor, String taskId) {
    return engine.run(
        context -> {
          Known known = known(actor, taskId);
          if (!Inbox.visible(actor, known.task)) throw Problem.forbidden("not-your-task");
          if (known.done != null) throw conflict("task-done", known.done.completedBy());
          TaskItem task = known.task;
          TaskEntity entity = context.getTaskManager().findTaskById(taskId);
          if (actor.member(task.candidateGroup())) inbox.read(taskId, actor.username());
          return new TaskForm(
              task, formName(entity), elements(entity), steps.get(task.taskKey()).sheet(task));
        });
  }

  private List<TaskForm.Element> elements(TaskEntity entity) {
    return forms.elements(entity.getProcessDefinition().getDeploymentId(), formName(entity));
  }

  private static String formName(TaskEntity entity) {
    return entity.getTaskDefinition().getCamundaFormDefinitionKey().getExpressionText();
  }

  /**
   * What the task's form shows beside its empty fields; whoever looks at it has opened the task.
   */
  Map<String, Object> sheet(Actor actor, String taskId) {
    TaskItem task =
        inbox.find(taskId).filter(t -> Inbox.visible(actor, t)).orElseThrow(Problem::notFound);
    return engine.run(
        context -> {
          if (actor.member(task.candidateGroup())) inbox.read(taskId, actor.username());
          return steps.get(task.taskKey()).sheet(task);
        });
  }

  /** The held task; its case stays locked until the transaction ends. */
  private TaskItem lockHeld(CommandContext context, Actor actor, String taskId) {
    lock.acquireOfTask(taskId);
    TaskItem task = held(actor, taskId);
    boolean covered = task.assignee() != null && !task.assignee().equals(actor.username());
    return covered ? takeOver(context, actor, task) : task;
  }

  /** The deputy takes what somebody who is away holds, as if it had been delegated. */
  private TaskItem takeOver(CommandContext context, Actor deputy, TaskItem task) {
    hand(context, task, deputy.username(), task.assignee());
    return inbox.find(task.id()).orElseThrow();
  }

  /** Whoever acts for somebody else does so in both names. */
  private static Actor acting(Actor actor, TaskItem task) {
    return task.owner() == null ? actor : actor.actingFor(task.owner());
  }

  /**
   * The task, if this person may act on it now.
   *
   * @throws Problem as {@link #open}, and 409 when somebody else holds it
   */
  private TaskItem held(Actor actor, String taskId) {
    TaskItem task = open(actor, taskId);
    requireFree(actor, task);
    return task;
  }

  /**
   * The open task of one of this person's groups.
   *
   * @throws Problem 404 when it does not exist for them, 403 when it is not theirs, 409 when
   *     somebody was faster
   */
  private TaskItem open(Actor actor, String taskId) {
    Known known = known(actor, taskId);
    if (!actor.member(known.task.candidateGroup())) throw Problem.forbidden("not-your-task");
    if (known.done != null) throw conflict("task-done", known.done.completedBy());
    return known.task;
  }

  /** A task, open or completed; {@code done} is null while it is open. */
  private record Known(TaskItem task, DoneTask done) {}

  /**
   * @throws Problem 404 when the task does not exist for this person
   */
  private Known known(Actor actor, String taskId) {
    return inbox
        .find(taskId)
        .map(task -> new Known(task, null))
        .or(() -> inbox.findDone(taskId).map(done -> new Known(done.task(), done)))
        .filter(known -> files.sees(actor, known.task))
        .orElseThrow(Problem::notFound);
  }

  /** Nobody holds it, or this person does, or somebody for whom he or she acts today. */
  private void requireFree(Actor actor, TaskItem task) {
    String holder = task.assignee();
    if (holder == null || holder.equals(actor.username())) return;
    if (!absences.covers(actor, holder, task.candidateGroup())) throw conflict("task-held", holder);
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
}
