package io.anlan.inbox;

import java.time.Instant;

/** A task that somebody has completed; {@code decision} may be null. */
public record DoneTask(TaskItem task, String completedBy, Instant completedAt, String decision) {}
