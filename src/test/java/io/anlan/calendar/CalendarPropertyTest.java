package io.anlan.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of every term, with days of single places too. */
class CalendarPropertyTest {

  private static final String ZHANGDIAN = "370303000000";
  private static final String KEYUAN = "370303005000";
  private static final String PANYUAN = "370303005003";
  private static final List<String> PLACES =
      List.of(
          WorkingDays.NATION,
          "370000000000",
          "370300000000",
          ZHANGDIAN,
          KEYUAN,
          PANYUAN,
          "370305000000");

  private final Random random = new Random(20261125);

  @Test
  void aTermEndsOnAWorkedDayAndCountsBack() {
    for (int round = 0; round < 60; round++) {
      Calendar calendar = any();
      for (int n = 0; n < 40; n++) {
        Term term = new Term(day(), random.nextInt(60), place());
        LocalDate last = calendar.last(term);
        if (term.days() > 0) {
          assertThat(calendar.isWorkingDay(last, term.territory())).as("%s", term).isTrue();
        }
        assertThat(calendar.between(term.from(), last, term.territory()))
            .as("%s", term)
            .isEqualTo(term.days());
        assertThat(calendar.between(last, term.from(), term.territory())).isEqualTo(-term.days());
      }
    }
  }

  @Test
  void laterOrLongerIsNeverEarlier() {
    for (int round = 0; round < 60; round++) {
      Calendar calendar = any();
      String place = place();
      LocalDate from = day();
      LocalDate former = from;
      for (int days = 1; days < 40; days++) {
        LocalDate last = calendar.last(new Term(from, days, place));
        assertThat(last).isAfter(former);
        assertThat(calendar.last(new Term(from.plusDays(1), days, place))).isAfterOrEqualTo(last);
        // One term after another is the term of both together.
        int part = random.nextInt(days);
        LocalDate between = calendar.last(new Term(from, part, place));
        assertThat(calendar.last(new Term(between, days - part, place))).isEqualTo(last);
        former = last;
      }
    }
  }

  @Test
  void aDayMovesTheTermsOverItThereAndNoOthers() {
    for (int round = 0; round < 400; round++) {
      Calendar before = any();
      Term term = new Term(day(), 1 + random.nextInt(30), place());
      LocalDate day = term.from().plusDays(random.nextInt(50) - 5);
      String place = place();
      LocalDay local = new LocalDay(-1, day, place, !before.isWorkingDay(day, place), "试验");
      Calendar after = before.with(local);
      LocalDate was = before.last(term);
      LocalDate is = after.last(term);
      boolean there =
          before.isWorkingDay(day, term.territory()) != after.isWorkingDay(day, term.territory());
      boolean over = day.isAfter(term.from()) && !day.isAfter(was);
      assertThat(!is.equals(was)).as("%s with %s", term, local).isEqualTo(there && over);
      assertThat(after.without(-1).last(term)).isEqualTo(was);
    }
  }

  @Test
  void aTermThatIsCutEndsOnTheLastWorkedDayUntilThenButNotBeforeItsFirst() {
    for (int round = 0; round < 400; round++) {
      Calendar calendar = any();
      Term term = new Term(day(), 1 + random.nextInt(30), place());
      LocalDate whole = calendar.last(term);
      LocalDate latest = term.from().plusDays(random.nextInt(60) - 10);
      LocalDate cut = calendar.last(term.until(latest));
      LocalDate first = calendar.last(new Term(term.from(), 1, term.territory()));
      assertThat(cut).as("%s until %s", term, latest).isBetween(first, whole);
      assertThat(calendar.isWorkingDay(cut, term.territory())).isTrue();
      if (!latest.isBefore(whole)) assertThat(cut).isEqualTo(whole);
      else if (cut.isAfter(first)) {
        assertThat(cut).isBeforeOrEqualTo(latest);
        assertThat(calendar.between(cut, latest, term.territory())).isZero();
      }
    }
  }

  @Test
  void workingDaysAheadAreTheSameAsBehind() {
    for (int round = 0; round < 400; round++) {
      Calendar calendar = any();
      String place = place();
      LocalDate day = calendar.last(new Term(day(), 1, place));
      int days = random.nextInt(40);
      LocalDate before = calendar.shift(day, -days, place);
      assertThat(calendar.shift(before, days, place)).isEqualTo(day);
      assertThat(calendar.between(before, day, place)).isEqualTo(days);
    }
  }

  @Test
  void thePlaceItselfGoesBeforeWhatContainsIt() {
    LocalDate day = LocalDate.of(2026, 8, 10);
    Calendar calendar =
        Calendars.shipped(
            new LocalDay(1, day, ZHANGDIAN, false, "台风"), new LocalDay(2, day, KEYUAN, true, "值守"));
    assertThat(calendar.isWorkingDay(day, ZHANGDIAN)).isFalse();
    assertThat(calendar.isWorkingDay(day, "370303004000")).isFalse();
    assertThat(calendar.isWorkingDay(day, KEYUAN)).isTrue();
    assertThat(calendar.isWorkingDay(day, PANYUAN)).isTrue();
    assertThat(calendar.isWorkingDay(day, "370300000000")).isTrue();
    assertThat(calendar.isWorkingDay(day, "370305000000")).isTrue();
  }

  /** The shipped one with some days of single places, one of each day and place. */
  private Calendar any() {
    List<LocalDay> local = new ArrayList<>();
    int most = random.nextInt(200);
    for (int id = 0; id < most; id++) {
      LocalDate day = day();
      String place = place();
      if (local.stream().anyMatch(l -> l.day().equals(day) && l.territory().equals(place))) {
        continue;
      }
      local.add(new LocalDay(id, day, place, random.nextBoolean(), "试验"));
    }
    return Calendars.with(local);
  }

  private LocalDate day() {
    return LocalDate.of(2020, 1, 1).plusDays(random.nextInt(365 * 8));
  }

  private String place() {
    return PLACES.get(random.nextInt(PLACES.size()));
  }
}
