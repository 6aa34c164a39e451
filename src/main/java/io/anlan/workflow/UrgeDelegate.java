package io.anlan.workflow;

import io.anlan.deadline.Terms;
import io.anlan.deadline.Urging;
import io.anlan.inbox.CaseLock;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import java.time.Clock;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.stereotype.Component;

/** A moment of a task's deadline has come: people are told, and the timer is set to the next. */
@Component
class UrgeDelegate implements JavaDelegate {

  private final DueDates dates;
  private final Urging urging;
  private final Terms terms;
  private final UrgeTimers timers;
  private final Inbox inbox;
  private final CaseLock lock;
  private final Clock clock;

  UrgeDelegate(
      DueDates dates,
      Urging urging,
      Terms terms,
      UrgeTimers timers,
      Inbox inbox,
      CaseLock lock,
      Clock clock) {
    this.dates = dates;
    this.urging = urging;
    this.terms = terms;
    this.timers = timers;
    this.inbox = inbox;
    this.lock = lock;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    CommandContext context = Context.getCommandContext();
    ExecutionEntity scope = context.getCurrentJob().getExecution();
    String taskKey = DueDates.taskKey(scope);
    lock.acquire(DueDates.chain(execution));
    List<TaskItem> tasks = inbox.find(open(context, scope, taskKey));
    if (tasks.isEmpty()) return;
    Urging.Moment moment = dates.next(scope).orElse(null);
    if (moment == null) return;
    // A day that has become free since then has moved the moment, and not the timer.
    if (!moment.at().isAfter(clock.instant())) {
      terms.urged(scope.getProcessInstanceId(), taskKey, moment.at());
      moment.stages().forEach(stage -> urging.urge(stage, tasks));
    }
    timers.arm(context, tasks.get(0));
  }

  private static List<String> open(CommandContext context, ExecutionEntity scope, String taskKey) {
    return context
        .getTaskManager()
        .findTasksByProcessInstanceId(scope.getProcessInstanceId())
        .stream()
        .filter(task -> task.getTaskDefinitionKey().equals(taskKey))
        .map(TaskEntity::getId)
        .toList();
  }
}
