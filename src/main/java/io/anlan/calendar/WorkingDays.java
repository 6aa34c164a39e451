package io.anlan.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/**
 * Counts working days by the State Council's holiday notices and the days of single places; a year
 * whose notice is not yet published has its weekends only.
 */
@Service
public class WorkingDays {

  /** Code of the whole country. */
  public static final String NATION = "000000000000";

  /** When a working day ends. */
  private static final LocalTime END = LocalTime.of(23, 59, 59);

  /** For so long, what is shown may be older than what another node has changed. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private record Known(Calendar calendar, String version, long seenAt) {}

  private final CalendarStore store;
  private final Clock clock;
  private volatile Known known;

  WorkingDays(CalendarStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** In the country as a whole. */
  public boolean isWorkingDay(LocalDate date) {
    return isWorkingDay(date, NATION);
  }

  /**
   * @param territory code of a division, an office or a community
   */
  public boolean isWorkingDay(LocalDate date, String territory) {
    return calendar().isWorkingDay(date, territory);
  }

  /** As {@link #plus(LocalDate, int, String)}, in the country as a whole. */
  public LocalDate plus(LocalDate from, int days) {
    return plus(from, days, NATION);
  }

  /**
   * The last day of a term: {@code from} itself is not counted.
   *
   * @param days working days, 0 or more; 0 is {@code from}
   */
  public LocalDate plus(LocalDate from, int days, String territory) {
    return calendar().last(new Term(from, days, territory));
  }

  /** So many working days after this day, or before it where they are negative. */
  public LocalDate shift(LocalDate day, int days, String territory) {
    return calendar().shift(day, days, territory);
  }

  /** As {@link #between(LocalDate, LocalDate, String)}, in the country as a whole. */
  public int between(LocalDate from, LocalDate to) {
    return between(from, to, NATION);
  }

  /**
   * Working days after {@code from} up to and including {@code to}; negative when {@code to} is
   * earlier.
   */
  public int between(LocalDate from, LocalDate to, String territory) {
    return calendar().between(from, to, territory);
  }

  /** Whether the year's notice is not known, so that it is reckoned by its weekends. */
  public boolean provisional(int year) {
    return calendar().provisional(year);
  }

  /**
   * Nothing that due dates depend on changes before the running transaction has ended, so that
   * whoever changes it finds, and moves, all that is stored.
   */
  public void hold() {
    store.hold();
  }

  /** Waits for every transaction that holds what due dates depend on. */
  public void alone() {
    store.alone();
  }

  /** The last second of the term, for a due date that is stored: {@link #hold holds} for it. */
  public Instant end(Term term) {
    store.hold();
    return end(latest(), term);
  }

  /** When terms end by the calendar as it is now, for a look that stores nothing. */
  public Function<Term, Instant> ends() {
    Calendar now = latest();
    return term -> end(now, term);
  }

  Instant end(Calendar calendar, Term term) {
    return calendar.last(term).atTime(END).atZone(clock.getZone()).toInstant();
  }

  private Calendar calendar() {
    Known last = known;
    boolean fresh = last != null && System.nanoTime() - last.seenAt < FRESH.toNanos();
    return fresh ? last.calendar : latest();
  }

  /** As the running transaction sees it. */
  Calendar latest() {
    Known last = known;
    String version = store.version();
    boolean same = last != null && last.version.equals(version);
    Known now = new Known(same ? last.calendar : store.read(), version, System.nanoTime());
    known = now;
    return now.calendar;
  }

  /** This node has changed the calendar. */
  void refresh() {
    known = null;
  }
}
