package io.anlan.audit;

/**
 * An act has just been recorded, in the same transaction.
 *
 * @param actor user name, or {@code system}
 */
public record Acted(Act act, String actor) {}
