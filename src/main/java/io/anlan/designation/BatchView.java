package io.anlan.designation;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A naming batch in a list.
 *
 * @param state {@code OPEN}, {@code PUBLISHED} or {@code EMPTIED}
 * @param files how many are still in it, or were named by it
 * @param documentNumber null until published
 * @param namedOn null until published
 */
public record BatchView(
    long id,
    String round,
    String state,
    int files,
    String documentNumber,
    LocalDate namedOn,
    Instant openedAt) {}
