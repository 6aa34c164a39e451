package io.anlan.portal.web;

import io.anlan.calendar.WorkingDays;
import io.anlan.shared.OnlyInDemo;
import io.anlan.shared.Texts;
import io.anlan.shared.TrainingClock;
import io.anlan.shared.web.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** What every page says while the demo's time is not the real one. */
@Component("clockBanner")
@OnlyInDemo
public class ClockBanner {

  private final TrainingClock clock;
  private final WorkingDays workingDays;
  private final Times times;
  private final Texts texts;

  ClockBanner(TrainingClock clock, WorkingDays workingDays, Times times, Texts texts) {
    this.clock = clock;
    this.workingDays = workingDays;
    this.times = times;
    this.texts = texts;
  }

  /** The time, and how far it is ahead; null while it is the real one. */
  public String words() {
    Duration ahead = clock.ahead();
    if (ahead.isZero()) return null;
    Instant now = clock.instant();
    int days = workingDays.between(day(clock.realTime()), day(now));
    String distance =
        days > 0
            ? texts.text("clock.ahead.days", days)
            : texts.text("clock.ahead.time", ahead.toHours(), ahead.toMinutesPart());
    return texts.text("clock.banner", times.minute(now), distance);
  }

  private LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, clock.getZone());
  }
}
