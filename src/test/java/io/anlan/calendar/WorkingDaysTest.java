package io.anlan.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.shared.CsvFile;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Terms over the State Council's calendar of 2026. */
class WorkingDaysTest {

  private final WorkingDays days = new WorkingDays(new Shipped());

  @Test
  void knowsHolidaysAndMakeUpWorkdays() {
    assertThat(days.isWorkingDay(LocalDate.of(2026, 10, 1))).isFalse();
    assertThat(days.isWorkingDay(LocalDate.of(2026, 10, 10))).as("a Saturday, worked").isTrue();
    assertThat(days.isWorkingDay(LocalDate.of(2026, 11, 23))).isTrue();
    assertThat(days.isWorkingDay(LocalDate.of(2026, 11, 22))).isFalse();
  }

  @Test
  void aTermDoesNotCountItsFirstDay() {
    assertThat(days.plus(LocalDate.of(2026, 11, 23), 5)).isEqualTo(LocalDate.of(2026, 11, 30));
    assertThat(days.plus(LocalDate.of(2026, 11, 21), 0)).isEqualTo(LocalDate.of(2026, 11, 21));
  }

  @Test
  void aTermGoesAroundTheNationalDay() {
    // 09-30, then 10-08, 10-09 and the worked Saturday 10-10.
    assertThat(days.plus(LocalDate.of(2026, 9, 29), 4)).isEqualTo(LocalDate.of(2026, 10, 10));
  }

  @Test
  void aYearWithoutANoticeHasItsWeekends() {
    assertThat(days.plus(LocalDate.of(2030, 1, 4), 1)).isEqualTo(LocalDate.of(2030, 1, 7));
  }

  @Test
  void daysLeftCountTheLastDayAndTurnNegative() {
    LocalDate today = LocalDate.of(2026, 11, 23);
    assertThat(days.between(today, LocalDate.of(2026, 11, 30))).isEqualTo(5);
    assertThat(days.between(today, today)).isZero();
    assertThat(days.between(LocalDate.of(2026, 11, 30), today)).isEqualTo(-5);
  }

  private static class Shipped implements HolidayRepository {

    @Override
    public List<Holiday> findAll() {
      return HolidayImport.holidays(CsvFile.of("data/holidays.csv"));
    }

    @Override
    public void saveAll(Iterable<Holiday> holidays) {
      throw new UnsupportedOperationException();
    }
  }
}
