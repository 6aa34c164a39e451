package io.anlan.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anlan.shared.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An uploaded year, with everything that may be wrong with it. */
class NoticeTest {

  @Test
  void everyFaultIsNamedAtOnceByLineAndColumn() {
    assertThat(
            faults(
                """
                date,type,name
                2027-01-01,holiday,元旦
                2027-02-30,holiday,春节
                2026-11-30,holiday,春节
                2027-01-01,holiday,元旦
                2027-01-04,workday,元旦
                2027-01-05,free,
                """))
        .containsExactly(
            "file/3/date calendar-date",
            "file/4/date calendar-other-year",
            "file/5/date calendar-twice",
            "file/6/type calendar-worked-anyway",
            "file/7/type calendar-type",
            "file/7/name required");
  }

  @Test
  void theLastDaysOfTheYearBeforeMayBeNamed() {
    assertThat(
            Notice.read(2027, "date,type,name\n2026-12-31,holiday,元旦\n2027-01-01,holiday,元旦\n")
                .days())
        .hasSize(2);
  }

  @Test
  void whatIsNoSuchTableIsRefused() {
    assertThat(faults("date,type\n2027-01-01,holiday\n")).containsExactly("file/1/name no-column");
    assertThat(faults("date,type,name\n")).containsExactly("file table-empty");
    assertThat(faults("")).hasSize(1);
    assertThatThrownBy(() -> Notice.read(1999, "date,type,name\n"))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.faults().get(0).code()).isEqualTo("calendar-year"));
    assertThat(faults("date,type,name\n2027-01-01,holiday," + "长".repeat(51) + "\n"))
        .containsExactly("file/2/name calendar-name");
  }

  private static List<String> faults(String table) {
    try {
      Notice.read(2027, table);
    } catch (Problem problem) {
      return problem.faults().stream().map(f -> f.field() + " " + f.code()).toList();
    }
    return List.of();
  }
}
