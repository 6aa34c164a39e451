package io.anlan.notification;

/** The processes that send batches of messages; the engine's package implements it. */
public interface SendingFlow {

  /** Starts one in the current transaction; it calls {@link Outbox#send} when this is committed. */
  void start(long batch);

  /** Whether the process of this batch runs, or will by itself. */
  boolean alive(long batch);

  /** Nothing is left of the batch: a process that has given up may end. */
  void settle(long batch);
}
