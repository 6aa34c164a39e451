package io.anlan.calendar;

import io.anlan.shared.CsvFile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The shipped calendar, without a database. */
final class Calendars {

  private static final List<Integer> DIGITS = List.of(12, 9, 6, 4, 2, 0);

  private Calendars() {}

  static Calendar shipped(LocalDay... local) {
    return with(List.of(local));
  }

  static Calendar with(Collection<LocalDay> local) {
    Map<Integer, List<Holiday>> notices =
        notices().stream().collect(Collectors.toMap(Notice::year, Notice::days));
    return new Calendar(notices, local, Calendars.around());
  }

  static List<Notice> notices() {
    return HolidayImport.notices(CsvFile.of("data/holidays.csv"));
  }

  /** Every division stands where its code says. */
  private static Function<String, List<String>> around() {
    return code ->
        IntStream.range(0, DIGITS.size())
            .map(DIGITS::get)
            .mapToObj(n -> code.substring(0, n) + "0".repeat(code.length() - n))
            .distinct()
            .toList();
  }
}
