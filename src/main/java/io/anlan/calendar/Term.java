package io.anlan.calendar;

import java.time.LocalDate;

/**
 * A time in which to do something.
 *
 * @param from not counted itself
 * @param days working days, 0 or more
 * @param territory code of the division whose calendar counts
 */
public record Term(LocalDate from, int days, String territory) {}
