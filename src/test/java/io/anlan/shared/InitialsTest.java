package io.anlan.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InitialsTest {

  @Test
  void eachCharacterGivesTheFirstLetterOfItsReading() {
    assertThat(Initials.of("潘苑社区居民委员会")).isEqualTo("pysqjmwyh");
    assertThat(Initials.of("绿城·A区")).startsWith("lc").endsWith("aq");
    assertThat(Initials.of("")).isEmpty();
  }

  @Test
  void onlyLettersAreSearchedAsInitials() {
    assertThat(Initials.searchable("PYsq")).isTrue();
    assertThat(Initials.searchable("2026-3703")).isFalse();
    assertThat(Initials.searchable("潘苑")).isFalse();
    assertThat(Initials.searchable("p%")).isFalse();
    assertThat(Initials.startingWith(" PY ")).isEqualTo("py%");
  }
}
