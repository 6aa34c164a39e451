package io.anlan.visit;

/**
 * An expert's duty record, over all visits.
 *
 * @param late invitations left without an answer
 * @param open visits that are still before the expert
 */
public record Duty(int done, int declined, int recused, int late, int absent, int open) {

  static final Duty NONE = new Duty(0, 0, 0, 0, 0, 0);
}
