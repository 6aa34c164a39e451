package io.anlan.round;

import io.anlan.shared.Level;
import java.util.Set;

/**
 * The closing dates of some levels of a round have been set, moved or removed; published in the
 * same transaction.
 */
public record LevelDatesChanged(long roundId, Set<Level> levels) {}
