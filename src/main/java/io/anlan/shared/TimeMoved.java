package io.anlan.shared;

import java.time.Duration;

/**
 * The demo's time has moved forward.
 *
 * @param ahead by how much it is ahead of the real time now
 */
public record TimeMoved(Duration ahead) {}
