package io.anlan.visit;

/** The engine, as visits use it; the workflow module implements it. */
public interface VisitFlow {

  /** Whoever was asked to come is asked no more; the reviewer forms the team again. */
  void teamChanged(String number);

  /** What waits for the leader of the team now waits for this one. */
  void leaderChanged(String number, String leader);
}
