package io.anlan.workflow;

import io.anlan.inbox.TaskItem;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.springframework.stereotype.Component;

/**
 * The one drawn timer of a task (督促与升级) has several moments: each time it has fired, it is set to
 * the next. BPMN's own repetition knows no working days.
 */
@Component
class UrgeTimers {

  /** How these timers are called in every model. */
  static final String PREFIX = "boundaryEvent_urge";

  private final DueDates dates;

  UrgeTimers(DueDates dates) {
    this.dates = dates;
  }

  /** Sets the timer of an open task, unless it is set or nothing more is to happen. */
  void arm(CommandContext context, TaskItem task) {
    ExecutionEntity scope = context.getTaskManager().findTaskById(task.id()).getExecution();
    ActivityImpl activity = scope.getActivity();
    TimerDeclarationImpl timer = timer(activity);
    if (timer == null) {
      // One of several that are asked at once: they share a timer.
      scope = scope.getParent();
      timer = timer(activity.getFlowScope());
    }
    if (timer == null) return;
    String id = timer.getActivityId();
    // The one that has just fired is there until its transaction ends.
    JobEntity fired = context.getCurrentJob();
    boolean set =
        context.getJobManager().findJobsByExecutionId(scope.getId()).stream()
            .anyMatch(job -> job != fired && id.equals(job.getActivityId()));
    if (!set && dates.next(scope).isPresent()) timer.createTimer(scope);
  }

  private static TimerDeclarationImpl timer(ScopeImpl scope) {
    return TimerDeclarationImpl.getDeclarationsForScope(scope).values().stream()
        .filter(timer -> timer.getActivityId().startsWith(PREFIX))
        .findFirst()
        .orElse(null);
  }
}
