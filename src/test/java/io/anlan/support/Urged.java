package io.anlan.support;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/** Lets time pass until the timer of a task fires (督促与升级). */
@Component
public class Urged {

  private final ManagementService management;
  private final RuntimeService runtime;
  private final MovableClock clock;

  Urged(ManagementService management, RuntimeService runtime, MovableClock clock) {
    this.management = management;
    this.runtime = runtime;
    this.clock = clock;
  }

  /** Every moment of the task, with the clock moved to each; the days on which they were. */
  public List<LocalDate> all(String key, String taskKey) {
    List<LocalDate> days = new ArrayList<>();
    for (Optional<Job> job = timer(key, taskKey); job.isPresent(); job = timer(key, taskKey)) {
      Instant at = job.get().getDuedate().toInstant();
      if (at.isAfter(clock.instant())) clock.move(Duration.between(clock.instant(), at));
      management.executeJob(job.get().getId());
      days.add(LocalDate.ofInstant(at, clock.getZone()));
    }
    return days;
  }

  /** Everything that somebody has to do about the case is urged to the end, and time put back. */
  public void everybody(String key, List<String> taskKeys) {
    for (String taskKey : taskKeys) {
      if (all(key, taskKey).isEmpty()) throw new AssertionError("nobody is urged of " + taskKey);
      clock.reset();
    }
  }

  /** To the middle of this day. */
  public void to(LocalDate day) {
    Instant noon = day.atTime(12, 0).atZone(clock.getZone()).toInstant();
    clock.move(Duration.between(clock.instant(), noon));
  }

  /**
   * The timer of the case's task of this kind.
   *
   * @param key the application number, or a batch's id
   */
  public Optional<Job> timer(String key, String taskKey) {
    String activity =
        "boundaryEvent_urge"
            + taskKey.replace("userTask_", "").substring(0, 1).toUpperCase()
            + taskKey.replace("userTask_", "").substring(1);
    return runtime.createProcessInstanceQuery().processInstanceBusinessKey(key).list().stream()
        .map(ProcessInstance::getId)
        .flatMap(
            id ->
                management
                    .createJobQuery()
                    .processInstanceId(id)
                    .activityId(activity)
                    .list()
                    .stream())
        .min(Comparator.comparing(Job::getDuedate));
  }

  /** Of deadlines that are still open. */
  public long processes(String number) {
    return runtime
        .createProcessInstanceQuery()
        .processDefinitionKey("deadline")
        .processInstanceBusinessKey(number)
        .count();
  }
}
