package io.anlan.shared.web;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.springframework.stereotype.Component;

/** How pages write a time: the place's own, whatever the reader's language; {@code —} for none. */
@Component("times")
public class Times {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private final Clock clock;

  Times(Clock clock) {
    this.clock = clock;
  }

  /** {@code 2026-11-23}. */
  public String day(Instant at) {
    return write(DAY, at);
  }

  /** {@code 2026-11-23 14:32}. */
  public String minute(Instant at) {
    return write(MINUTE, at);
  }

  /** {@code 14:32}, for what happened a moment ago. */
  public String clock(Instant at) {
    return write(CLOCK, at);
  }

  private String write(DateTimeFormatter format, Instant at) {
    return at == null ? "—" : format.format(at.atZone(clock.getZone()));
  }
}
