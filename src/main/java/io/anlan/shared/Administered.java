package io.anlan.shared;

/**
 * What an administrator does to the installation itself; the trail notes it in the same
 * transaction.
 *
 * @param action a name of the trail's actions, such as {@code ROUND_OPENED}
 * @param subject whom or what it concerns, and what changed
 */
public record Administered(String action, String subject) {}
