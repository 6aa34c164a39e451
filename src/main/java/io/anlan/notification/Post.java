package io.anlan.notification;

/** Carries letters by one channel. */
interface Post {

  Channel channel();

  /** Whether this installation has it at all. */
  boolean open();

  /** Tries once; whatever happens is an outcome. */
  Outcome send(Letter letter);
}
