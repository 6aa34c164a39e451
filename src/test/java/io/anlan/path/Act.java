package io.anlan.path;

/** One thing that a person, or time, can do to the files that are watched. */
record Act(String name, Kind kind, Runnable does) {

  enum Kind {
    /** A decision, an edit, a batch. */
    PERSON,
    /** A timer or a job: it may remind and inform, and never decides. */
    TIME,
    /** Withdrawal and cancellation: a way out, but no progress. */
    EXIT
  }

  static Act by(String name, Runnable does) {
    return new Act(name, Kind.PERSON, does);
  }
}
