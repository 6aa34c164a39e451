package io.anlan.shared;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves the demo's time, so that a training sees what a deadline does. Only ever forward: what has
 * happened by then is in the trail and in the engine's history.
 */
@Component
@OnlyInDemo
public class TrainingTime {

  public static final int MAX_DAYS = 400;

  /** The key in {@link Installation}, so that a restart goes on in the moved time. */
  static final String AHEAD = "time-ahead";

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final TrainingClock clock;
  private final Installation installation;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;

  TrainingTime(
      TrainingClock clock,
      Installation installation,
      TransactionTemplate transaction,
      ApplicationEventPublisher events) {
    this.clock = clock;
    this.installation = installation;
    this.transaction = transaction;
    this.events = events;
  }

  /**
   * @param seen how far ahead the time was when somebody decided to move it; a second click on the
   *     same page moves nothing
   */
  public synchronized void forward(Duration by, Duration seen) {
    if (by.isNegative() || by.isZero()) throw new IllegalArgumentException("backward: " + by);
    if (!seen.equals(clock.ahead())) throw Problem.conflict("time-moved-already");
    Duration ahead = seen.plus(by);
    if (ahead.compareTo(Duration.ofDays(MAX_DAYS)) > 0) {
      throw Problem.rule("time-too-far", MAX_DAYS);
    }
    Instant now = clock.instant();
    transaction.executeWithoutResult(
        status -> {
          installation.put(AHEAD, ahead.toString());
          String subject = minute(now) + " → " + minute(now.plus(by));
          events.publishEvent(new Administered("CLOCK_MOVED", subject));
        });
    clock.ahead(ahead);
    events.publishEvent(new TimeMoved(ahead));
  }

  private String minute(Instant at) {
    return MINUTE.format(at.atZone(clock.getZone()));
  }
}
