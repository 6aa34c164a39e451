package io.anlan.notification;

/**
 * What became of one attempt.
 *
 * @param state {@code PENDING} where it certainly was not sent and may be tried again
 * @param failure in few words, without addresses; null when it was sent
 * @param reachable whether the others need be tried at all
 */
record Outcome(State state, String failure, boolean reachable) {

  static final Outcome SENT = new Outcome(State.SENT, null, true);

  static Outcome unreachable(String failure) {
    return new Outcome(State.PENDING, failure, false);
  }

  static Outcome notTaken(String failure) {
    return new Outcome(State.PENDING, failure, true);
  }

  static Outcome unknown(String failure) {
    return new Outcome(State.UNKNOWN, failure, true);
  }

  static Outcome refusedForGood(String failure) {
    return new Outcome(State.DEAD, failure, true);
  }

  static Outcome discarded(String failure) {
    return new Outcome(State.DISCARDED, failure, true);
  }
}
