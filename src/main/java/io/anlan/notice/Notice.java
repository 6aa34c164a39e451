package io.anlan.notice;

import io.anlan.audit.Act;
import java.time.Instant;

/**
 * @param number the application number
 * @param actor user name of who did it, or {@code system}
 * @param words what they wrote, or null
 * @param fresh whether this person has not looked at it yet
 */
public record Notice(
    Instant at, String number, Act.Action action, String actor, String words, boolean fresh) {

  /** Whether it speaks of one application, whose page tells more. */
  public boolean ofFile() {
    return number.indexOf(':') < 0 && number.indexOf('-') > 0;
  }
}
