package io.anlan.deadline;

import io.anlan.shared.Level;

/** The process of a deadline case (期限处置); the engine's package implements it. */
public interface DeadlineFlow {

  /**
   * @param level of the office that decides
   * @return the instance of the process, in which one task is open now
   */
  String open(DeadlineCase.Kind kind, String number, String community, Level level, String office);

  /** The task that the case is about is done: nobody has to decide any more. */
  void settle(String instance);

  /** The terms of the file's open tasks have changed: dates and timers follow at once. */
  void moved(String number);
}
