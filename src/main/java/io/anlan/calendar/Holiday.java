package io.anlan.calendar;

import java.time.LocalDate;

/** A day that differs from its weekday: a public holiday, or a weekend day that is worked (调休). */
public record Holiday(LocalDate day, boolean working, String name) {}
