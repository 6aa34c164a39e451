package io.anlan.notification;

/** How somebody is reached outside of Anlan. */
public enum Channel {
  MAIL,
  WEBHOOK
}
