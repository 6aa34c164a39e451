package io.anlan.account;

/** The settings and the database do not go together; the message says what to do. */
class RefusedStart extends RuntimeException {

  RefusedStart(String message) {
    super(message);
  }
}
