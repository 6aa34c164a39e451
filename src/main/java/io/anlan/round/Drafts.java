package io.anlan.round;

/** The drafts of a round; the application module implements it. */
public interface Drafts {

  /** Expires some drafts of a round in one transaction and says how many; 0 when none is left. */
  int expire(long roundId, int atMost);
}
