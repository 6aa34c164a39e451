package io.anlan.account;

import java.util.List;

/**
 * An account as its administrators see it.
 *
 * @param locked whether too many wrong passwords keep it shut for the moment
 */
public record AccountView(
    String username,
    String name,
    boolean active,
    boolean locked,
    boolean mustChangePassword,
    List<Grant> grants) {}
