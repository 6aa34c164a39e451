package io.anlan.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which days are worked where, as it stands at one moment. */
class Calendar {

  private final Map<Integer, List<Holiday>> notices;
  private final List<LocalDay> local;
  private final Function<String, List<String>> around;
  private final Map<LocalDate, Boolean> exceptions = new HashMap<>();
  private final Map<LocalDate, Map<String, Boolean>> elsewhere = new HashMap<>();

  /**
   * @param notices the days of each year whose notice is known
   * @param around a division and those above it, from the nearest to the nation
   */
  Calendar(
      Map<Integer, List<Holiday>> notices,
      Collection<LocalDay> local,
      Function<String, List<String>> around) {
    this.notices = Map.copyOf(notices);
    this.local = List.copyOf(local);
    this.around = around;
    notices.values().forEach(year -> year.forEach(h -> exceptions.put(h.day(), h.working())));
    for (LocalDay d : local) {
      elsewhere.computeIfAbsent(d.day(), k -> new HashMap<>()).put(d.territory(), d.working());
    }
  }

  Calendar withNotice(int year, List<Holiday> days) {
    Set<LocalDate> named = days.stream().map(Holiday::day).collect(Collectors.toSet());
    Map<Integer, List<Holiday>> after = new HashMap<>();
    notices.forEach((y, holidays) -> after.put(y, without(holidays, h -> named.contains(h.day()))));
    after.put(year, days);
    return new Calendar(after, local, around);
  }

  Calendar with(LocalDay day) {
    List<LocalDay> after = new ArrayList<>(local);
    after.add(day);
    return new Calendar(notices, after, around);
  }

  Calendar without(long localDay) {
    return new Calendar(notices, without(local, d -> d.id() == localDay), around);
  }

  private static <T> List<T> without(List<T> all, Predicate<T> those) {
    return all.stream().filter(those.negate()).toList();
  }

  /** Whether the notice of this year is not known, so that only its weekends are. */
  boolean provisional(int year) {
    return !notices.containsKey(year);
  }

  boolean isWorkingDay(LocalDate date, String territory) {
    Map<String, Boolean> places = elsewhere.get(date);
    if (places != null) {
      for (String place : around.apply(territory)) {
        Boolean working = places.get(place);
        if (working != null) return working;
      }
    }
    boolean weekday =
        date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
    return exceptions.getOrDefault(date, weekday);
  }

  LocalDate last(Term term) {
    LocalDate last = shift(term.from(), term.days(), term.territory());
    LocalDate latest = term.latest();
    if (latest == null || !last.isAfter(latest)) return last;
    LocalDate first = shift(term.from(), Math.min(1, term.days()), term.territory());
    if (!latest.isAfter(first)) return first;
    return isWorkingDay(latest, term.territory()) ? latest : shift(latest, -1, term.territory());
  }

  /** So many working days after this day, or before it where they are negative. */
  LocalDate shift(LocalDate day, int days, String territory) {
    int step = Integer.signum(days);
    LocalDate date = day;
    for (int left = Math.abs(days); left > 0; ) {
      date = date.plusDays(step);
      if (isWorkingDay(date, territory)) left--;
    }
    return date;
  }

  int between(LocalDate from, LocalDate to, String territory) {
    if (to.isBefore(from)) return -between(to, from, territory);
    return (int)
        from.plusDays(1)
            .datesUntil(to.plusDays(1))
            .filter(day -> isWorkingDay(day, territory))
            .count();
  }
}
