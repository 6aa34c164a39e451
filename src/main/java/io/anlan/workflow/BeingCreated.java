package io.anlan.workflow;

import io.anlan.calendar.Term;
import io.anlan.calendar.WorkingDays;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The time of a task that is being created is asked for by its timer, by the engine and by the
 * inbox: it is reckoned once.
 */
@Component
class BeingCreated {

  record Time(Term term, Instant end) {}

  private final WorkingDays workingDays;

  BeingCreated(WorkingDays workingDays) {
    this.workingDays = workingDays;
  }

  /**
   * @param key of the process and the task
   */
  Time time(String key, Supplier<Term> reckoned) {
    Map<String, Time> known = known();
    Time time = known.get(key);
    if (time == null) {
      workingDays.hold();
      Term term = reckoned.get();
      time = new Time(term, workingDays.ends().apply(term));
      known.put(key, time);
    }
    return time;
  }

  /** It is created: the next one of its kind has a time of its own. */
  void done(String key) {
    known().remove(key);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Time> known() {
    Map<String, Time> known =
        (Map<String, Time>) TransactionSynchronizationManager.getResource(this);
    if (known != null) return known;
    Map<String, Time> fresh = new HashMap<>();
    TransactionSynchronizationManager.bindResource(this, fresh);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void suspend() {
            TransactionSynchronizationManager.unbindResource(BeingCreated.this);
          }

          @Override
          public void resume() {
            TransactionSynchronizationManager.bindResource(BeingCreated.this, fresh);
          }

          @Override
          public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResource(BeingCreated.this);
          }
        });
    return fresh;
  }
}
