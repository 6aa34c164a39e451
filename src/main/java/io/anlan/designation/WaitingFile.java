package io.anlan.designation;

import java.time.Instant;

/** A file that has passed every review and waits for its naming batch. */
public record WaitingFile(
    String number, String community, Instant submittedAt, long roundId, String round) {}
