package io.anlan.workflow;

import io.anlan.notification.SendingFlow;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.stereotype.Component;

/** One process for each batch of messages. */
@Component
class NotificationFlow implements SendingFlow {

  private static final String KEY = "messages:";

  private final RuntimeService runtime;
  private final ManagementService management;

  NotificationFlow(RuntimeService runtime, ManagementService management) {
    this.runtime = runtime;
    this.management = management;
  }

  static long batch(String businessKey) {
    return Long.parseLong(businessKey.substring(KEY.length()));
  }

  @Override
  public void start(long batch) {
    runtime.startProcessInstanceByKey("notification", KEY + batch);
  }

  @Override
  public boolean alive(long batch) {
    return jobs(batch).anyMatch(job -> job.getRetries() > 0);
  }

  @Override
  public void settle(long batch) {
    jobs(batch)
        .filter(job -> job.getRetries() == 0)
        .forEach(job -> management.setJobRetries(job.getId(), 1));
  }

  private Stream<Job> jobs(long batch) {
    return runtime
        .createProcessInstanceQuery()
        .processDefinitionKey("notification")
        .processInstanceBusinessKey(KEY + batch)
        .list()
        .stream()
        .flatMap(
            process ->
                management.createJobQuery().processInstanceId(process.getId()).list().stream());
  }
}
