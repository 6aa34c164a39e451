package io.anlan.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The demo's clock: as far ahead of the real one as {@link TrainingTime} has moved it. */
public final class TrainingClock extends Clock {

  private final Clock real;
  private volatile Duration ahead;

  TrainingClock(Clock real, Duration ahead) {
    this.real = real;
    this.ahead = ahead;
  }

  public Duration ahead() {
    return ahead;
  }

  void ahead(Duration ahead) {
    this.ahead = ahead;
  }

  public Instant realTime() {
    return real.instant();
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Anlan has one zone");
  }

  @Override
  public Instant instant() {
    return real.instant().plus(ahead);
  }
}
