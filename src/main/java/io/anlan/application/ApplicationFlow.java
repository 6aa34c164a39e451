package io.anlan.application;

/** What the application asks of whoever moves it on; the engine's package implements it. */
public interface ApplicationFlow {

  /** Gives a new attempt its first task. */
  void start(String number, String communityCode);

  /** Ends the running attempt. */
  void end(String number, End how);

  enum End {
    WITHDRAWN,
    CANCELLED,
    ROUND_CLOSED
  }
}
