package io.anlan.deadline;

/** A number of days as somebody types it. */
public final class Days {

  private Days() {}

  /** Null where nothing is typed; what is no whole number is none that could be granted. */
  public static Integer of(String typed) {
    if (typed == null || typed.isBlank()) return null;
    return typed.strip().matches("[0-9]{1,9}") ? Integer.valueOf(typed.strip()) : 0;
  }
}
