package io.anlan.round;

/** A round closes on another day; published in the same transaction. */
public record ClosingMoved(long roundId) {}
