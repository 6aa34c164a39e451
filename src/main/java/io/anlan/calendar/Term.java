package io.anlan.calendar;

import java.time.LocalDate;

/**
 * A time in which to do something.
 *
 * @param from not counted itself
 * @param days working days, 0 or more
 * @param territory code of the division whose calendar counts
 * @param latest when it ends at the latest, though never before its first working day; null where
 *     nothing cuts it short
 */
public record Term(LocalDate from, int days, String territory, LocalDate latest) {

  public Term(LocalDate from, int days, String territory) {
    this(from, days, territory, null);
  }

  /** The same, but over on this day at the latest. */
  public Term until(LocalDate latest) {
    return new Term(from, days, territory, latest);
  }

  /** The same with so many working days more. */
  public Term longer(int more) {
    return new Term(from, days + more, territory, latest);
  }
}
