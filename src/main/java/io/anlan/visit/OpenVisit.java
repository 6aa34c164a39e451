package io.anlan.visit;

import java.time.LocalDate;

/**
 * A visit that is still before an expert.
 *
 * @param number of the file; null like its community where it is another office's
 * @param office that sends the expert
 * @param state {@code INVITED} or {@code ACCEPTED}
 */
public record OpenVisit(
    String number, String community, String office, LocalDate plannedOn, String state) {}
