package io.anlan.notification;

/** When somebody wants to be told of something. */
public enum Timing {
  NOW,
  DIGEST,
  NEVER
}
