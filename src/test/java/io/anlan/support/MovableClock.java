package io.anlan.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Runs like the real clock until a test moves it; whoever moves it puts it back. */
@Component
@Primary
public class MovableClock extends Clock {

  private static final Clock REAL = Clock.system(ZoneId.of("Asia/Shanghai"));

  private volatile Duration ahead = Duration.ZERO;

  public void move(Duration by) {
    ahead = ahead.plus(by);
  }

  public void reset() {
    ahead = Duration.ZERO;
  }

  @Override
  public ZoneId getZone() {
    return REAL.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Anlan has one zone");
  }

  @Override
  public Instant instant() {
    return REAL.instant().plus(ahead);
  }
}
