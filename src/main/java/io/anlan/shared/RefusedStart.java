package io.anlan.shared;

/**
 * Anlan does not start like this; the message, {@link Texts#inBothLanguages}, says what to do.
 * Shown as it is, without a stack trace.
 */
public class RefusedStart extends RuntimeException {

  public RefusedStart(String message) {
    super(message);
  }

  public RefusedStart(String message, Throwable cause) {
    super(message, cause);
  }
}
