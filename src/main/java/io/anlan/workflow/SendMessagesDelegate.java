package io.anlan.workflow;

import io.anlan.notification.Outbox;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Sends a batch of messages; what could not be sent is tried again by the same job. */
@Component
public class SendMessagesDelegate implements JavaDelegate {

  private final Outbox outbox;
  private final ObjectProvider<ManagementService> management;
  private final String retries;

  SendMessagesDelegate(
      Outbox outbox,
      ObjectProvider<ManagementService> management,
      @Value("${anlan.notification.retries}") String retries) {
    this.outbox = outbox;
    this.management = management;
    this.retries = retries;
  }

  @Override
  public void execute(DelegateExecution execution) {
    int left =
        management
            .getObject()
            .createJobQuery()
            .processInstanceId(execution.getProcessInstanceId())
            .singleResult()
            .getRetries();
    outbox.send(NotificationFlow.batch(execution.getProcessBusinessKey()), left <= 1);
  }

  /** After which times the job tries again. */
  public String retries(DelegateExecution execution) {
    return retries;
  }
}
