package io.anlan.application;

/**
 * What a return opened again.
 *
 * @param target {@code item/1.3.1} or {@code condition/3}
 * @param changed whether the community has changed it since
 */
public record Reopened(String target, String reason, boolean changed) {}
