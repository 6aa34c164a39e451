package io.anlan.account;

/**
 * How to reach somebody.
 *
 * @param telephone null where none has been entered
 */
public record Contact(String name, String telephone) {}
