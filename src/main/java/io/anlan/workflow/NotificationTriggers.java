package io.anlan.workflow;

import io.anlan.notification.Digests;
import io.anlan.notification.Outbox;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for messages wherever jobs run by themselves. */
@Component
@ConditionalOnProperty(
    name = "camunda.bpm.job-execution.enabled",
    havingValue = "true",
    matchIfMissing = true)
class NotificationTriggers {

  private final Outbox outbox;
  private final Digests digests;

  NotificationTriggers(Outbox outbox, Digests digests) {
    this.outbox = outbox;
    this.digests = digests;
  }

  @Scheduled(fixedDelayString = "${anlan.notification.collect-every}")
  void collect() {
    outbox.collect();
  }

  @Scheduled(cron = "0 * * * * *")
  void digest() {
    digests.write();
  }

  @Scheduled(cron = "0 40 3 * * *")
  void forget() {
    outbox.forget();
  }
}
