package io.anlan.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Counts working days by the State Council's holiday notices; a year whose notice is not yet
 * published has its weekends only.
 */
@Service
public class WorkingDays {

  private final HolidayRepository repository;
  private volatile Map<LocalDate, Boolean> exceptions;

  WorkingDays(HolidayRepository repository) {
    this.repository = repository;
  }

  public boolean isWorkingDay(LocalDate date) {
    boolean weekday =
        date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
    return exceptions().getOrDefault(date, weekday);
  }

  /**
   * The last day of a term: {@code from} itself is not counted.
   *
   * @param days working days, 0 or more; 0 is {@code from}
   */
  public LocalDate plus(LocalDate from, int days) {
    LocalDate date = from;
    for (int left = days; left > 0; ) {
      date = date.plusDays(1);
      if (isWorkingDay(date)) left--;
    }
    return date;
  }

  /**
   * Working days after {@code from} up to and including {@code to}; negative when {@code to} is
   * earlier.
   */
  public int between(LocalDate from, LocalDate to) {
    if (to.isBefore(from)) return -between(to, from);
    return (int) from.plusDays(1).datesUntil(to.plusDays(1)).filter(this::isWorkingDay).count();
  }

  private Map<LocalDate, Boolean> exceptions() {
    Map<LocalDate, Boolean> known = exceptions;
    if (known == null) {
      known =
          repository.findAll().stream().collect(Collectors.toMap(Holiday::day, Holiday::working));
      exceptions = known;
    }
    return known;
  }

  /** The calendar has changed: read it again. */
  void refresh() {
    exceptions = null;
  }
}
