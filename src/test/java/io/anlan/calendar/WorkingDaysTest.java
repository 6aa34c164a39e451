package io.anlan.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The State Council's calendar of 2020 to 2026, against its table. */
class WorkingDaysTest {

  private static final Map<LocalDate, String> LIST = new HashMap<>();

  private final Calendar calendar = Calendars.shipped();

  /** Read past all code of ours. */
  @BeforeAll
  static void list() throws IOException {
    for (String line :
        Files.readAllLines(Path.of("src/main/resources/data/holidays.csv")).stream()
            .skip(1)
            .toList()) {
      String[] cells = line.split(",");
      LIST.put(LocalDate.parse(cells[0]), cells[1]);
    }
  }

  @Test
  void everyDayIsAsTheListSays() {
    LocalDate.of(2020, 1, 1)
        .datesUntil(LocalDate.of(2027, 1, 1))
        .forEach(
            day -> {
              boolean weekend =
                  List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(day.getDayOfWeek());
              String said = LIST.getOrDefault(day, weekend ? "holiday" : "workday");
              assertThat(works(day)).as(day.toString()).isEqualTo(said.equals("workday"));
            });
    assertThat(LIST).hasSize(254);
  }

  @ParameterizedTest
  @CsvSource({"2020,249", "2021,250", "2022,249", "2023,249", "2024,251", "2025,248", "2026,248"})
  void aYearHasSoManyWorkingDays(int year, int working) {
    LocalDate last = LocalDate.of(year, 12, 31);
    assertThat(between(LocalDate.of(year - 1, 12, 31), last)).isEqualTo(working);
    assertThat(plus(LocalDate.of(year - 1, 12, 31), working)).isBeforeOrEqualTo(last);
    assertThat(plus(LocalDate.of(year - 1, 12, 31), working + 1)).isAfter(last);
  }

  @Test
  void everyMakeUpDayIsAWeekendDayThatIsWorked() {
    List<LocalDate> makeUp =
        LIST.entrySet().stream()
            .filter(e -> e.getValue().equals("workday"))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(makeUp)
        .hasSizeGreaterThan(30)
        .allSatisfy(day -> assertThat(day.getDayOfWeek()).isGreaterThan(DayOfWeek.FRIDAY))
        .allMatch(this::works);
    assertThat(works(LocalDate.of(2026, 10, 10)))
        .as("the Saturday after the National Day")
        .isTrue();
    assertThat(works(LocalDate.of(2026, 10, 17))).isFalse();
  }

  /** From the last Friday before to the same days of the following weeks. */
  @ParameterizedTest
  @CsvSource({
    // The epidemic lengthened it to 2 February.
    "2020-01-23, 1, 2020-02-03",
    "2021-02-10, 1, 2021-02-18",
    "2021-02-10, 3, 2021-02-20",
    "2022-01-30, 1, 2022-02-07",
    "2023-01-20, 2, 2023-01-29",
    "2024-02-09, 1, 2024-02-18",
    "2025-01-27, 3, 2025-02-07",
    "2026-02-13, 1, 2026-02-14",
    "2026-02-14, 5, 2026-02-28"
  })
  void aTermGoesAroundTheSpringFestival(LocalDate from, int days, LocalDate last) {
    assertThat(plus(from, days)).isEqualTo(last);
    assertThat(between(from, last)).isEqualTo(days);
  }

  @Test
  void aTermDoesNotCountItsFirstDay() {
    assertThat(plus(LocalDate.of(2026, 11, 23), 5)).isEqualTo(LocalDate.of(2026, 11, 30));
    assertThat(plus(LocalDate.of(2026, 11, 21), 0)).isEqualTo(LocalDate.of(2026, 11, 21));
    // 09-30, then 10-08, 10-09 and the worked Saturday 10-10.
    assertThat(plus(LocalDate.of(2026, 9, 29), 4)).isEqualTo(LocalDate.of(2026, 10, 10));
  }

  @Test
  void daysLeftCountTheLastDayAndTurnNegative() {
    LocalDate today = LocalDate.of(2026, 11, 23);
    assertThat(between(today, LocalDate.of(2026, 11, 30))).isEqualTo(5);
    assertThat(between(today, today)).isZero();
    assertThat(between(LocalDate.of(2026, 11, 30), today)).isEqualTo(-5);
  }

  @Test
  void aYearWithoutANoticeHasItsWeekendsAndSaysSo() {
    assertThat(plus(LocalDate.of(2030, 1, 4), 1)).isEqualTo(LocalDate.of(2030, 1, 7));
    assertThat(IntStream.rangeClosed(2019, 2028).filter(calendar::provisional))
        .containsExactly(2019, 2027, 2028);
    Calendar known =
        calendar.withNotice(
            2027,
            List.of(
                new Holiday(LocalDate.of(2026, 12, 31), false, "元旦"),
                new Holiday(LocalDate.of(2027, 1, 1), false, "元旦")));
    assertThat(known.provisional(2027)).isFalse();
    assertThat(known.last(new Term(LocalDate.of(2026, 12, 30), 1, WorkingDays.NATION)))
        .isEqualTo(LocalDate.of(2027, 1, 4));
  }

  /** Replacing a year takes what its former notice said, and leaves the others alone. */
  @Test
  void aYearIsReplacedAsAWhole() {
    Calendar emptied = calendar.withNotice(2026, List.of());
    long weekdays =
        Year.of(2026)
            .atDay(1)
            .datesUntil(LocalDate.of(2027, 1, 1))
            .filter(day -> day.getDayOfWeek().getValue() < 6)
            .count();
    assertThat(
            emptied.between(
                LocalDate.of(2025, 12, 31), LocalDate.of(2026, 12, 31), WorkingDays.NATION))
        .isEqualTo((int) weekdays);
    assertThat(emptied.isWorkingDay(LocalDate.of(2025, 10, 1), WorkingDays.NATION)).isFalse();
  }

  @Test
  void whatTheTableSaysIsWhatItsNoticeReadsAgain() {
    for (Notice notice : Calendars.notices()) {
      assertThat(Notice.read(notice.year(), notice.text())).isEqualTo(notice);
      assertThat(notice.days().stream().map(Holiday::name).collect(Collectors.toSet()))
          .isNotEmpty();
    }
  }

  private boolean works(LocalDate day) {
    return calendar.isWorkingDay(day, WorkingDays.NATION);
  }

  private LocalDate plus(LocalDate from, int days) {
    return calendar.last(new Term(from, days, WorkingDays.NATION));
  }

  private int between(LocalDate from, LocalDate to) {
    return calendar.between(from, to, WorkingDays.NATION);
  }
}
