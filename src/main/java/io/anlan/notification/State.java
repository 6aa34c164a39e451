package io.anlan.notification;

/**
 * Where a message stands. One that is {@code SENDING} is never sent by anybody else; where no
 * answer came it is {@code UNKNOWN}, and an administrator decides.
 */
public enum State {
  PENDING,
  SENDING,
  SENT,
  UNKNOWN,
  DEAD,
  DISCARDED
}
