package io.anlan.calendar;

import java.time.LocalDate;

/**
 * A day that a place, with everything below it, has otherwise than the nation.
 *
 * @param territory code of the division
 * @param working false where work rests by order, such as for a typhoon
 */
public record LocalDay(long id, LocalDate day, String territory, boolean working, String reason) {}
