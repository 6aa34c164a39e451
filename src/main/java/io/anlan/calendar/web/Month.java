package io.anlan.calendar.web;

import io.anlan.calendar.Holiday;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A month as its page shows it, in weeks from Monday to Sunday.
 *
 * @param weeks of seven days each; null outside the month
 */
record Month(int number, List<List<Day>> weeks, List<Named> named) {

  /**
   * @param free whether no work is done in the whole country
   * @param makeUp whether it is a weekend day that is worked
   * @param local whether a single place has it otherwise
   */
  record Day(int number, boolean free, boolean makeUp, boolean local) {}

  /**
   * The days of the month to which one holiday gives another use.
   *
   * @param free such as {@code 1–3}; empty where none is
   * @param worked weekend days that are worked for it
   */
  record Named(String name, String free, String worked) {}

  private static final int WEEK = 7;

  static Month of(
      YearMonth month,
      Collection<Holiday> holidays,
      Predicate<LocalDate> worked,
      Set<LocalDate> local) {
    List<Holiday> here =
        holidays.stream().filter(h -> YearMonth.from(h.day()).equals(month)).toList();
    Set<LocalDate> makeUp =
        here.stream().filter(Holiday::working).map(Holiday::day).collect(Collectors.toSet());
    List<Day> days = new ArrayList<>();
    for (int blank = 1; blank < month.atDay(1).getDayOfWeek().getValue(); blank++) days.add(null);
    for (int number = 1; number <= month.lengthOfMonth(); number++) {
      LocalDate day = month.atDay(number);
      days.add(new Day(number, !worked.test(day), makeUp.contains(day), local.contains(day)));
    }
    while (days.size() % WEEK != 0) days.add(null);
    List<List<Day>> weeks = new ArrayList<>();
    for (int i = 0; i < days.size(); i += WEEK) weeks.add(days.subList(i, i + WEEK));
    return new Month(month.getMonthValue(), weeks, named(here));
  }

  private static List<Named> named(List<Holiday> holidays) {
    Map<String, List<Holiday>> names = new LinkedHashMap<>();
    holidays.forEach(h -> names.computeIfAbsent(h.name(), n -> new ArrayList<>()).add(h));
    return names.entrySet().stream()
        .map(
            e ->
                new Named(
                    e.getKey(),
                    spans(e.getValue().stream().filter(h -> !h.working())),
                    spans(e.getValue().stream().filter(Holiday::working))))
        .toList();
  }

  /** Days of one month that follow each other are one span. */
  private static String spans(Stream<Holiday> days) {
    List<int[]> spans = new ArrayList<>();
    days.mapToInt(h -> h.day().getDayOfMonth())
        .sorted()
        .forEach(
            day -> {
              int[] last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
              if (last != null && last[1] == day - 1) last[1] = day;
              else spans.add(new int[] {day, day});
            });
    return String.join(
        ", ", spans.stream().map(s -> s[0] == s[1] ? s[0] + "" : s[0] + "–" + s[1]).toList());
  }
}
