package io.anlan.account;

import java.util.Set;

/**
 * Somebody has lost rights, in the transaction that takes them; tasks of other groups go back.
 *
 * @param by who has taken them
 * @param kept the groups of which this person is still a member
 */
public record RightsTaken(Actor by, String username, Set<String> kept) {}
