package io.anlan.calendar;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;

/** A day that differs from its weekday: a public holiday, or a weekend day that is worked (调休). */
@Entity
class Holiday {

  @Id private LocalDate day;

  private boolean working;

  @Column(nullable = false)
  private String name;

  protected Holiday() {}

  Holiday(LocalDate day, boolean working, String name) {
    this.day = day;
    this.working = working;
    this.name = name;
  }

  LocalDate day() {
    return day;
  }

  boolean working() {
    return working;
  }
}
