package io.anlan.visit;

/**
 * What one person sees of a visit.
 *
 * @param expert whether it is somebody of the team, who gives points before others' are shown
 * @param works whether the expert comes, or came, and so looks at the proofs
 * @param results whether findings, photographs and points are to be seen
 */
record Sight(Visit visit, boolean expert, boolean works, boolean results) {

  /** Whether others' points are hidden item by item until one's own are given. */
  boolean blind() {
    return expert && visit.writable();
  }

  boolean writes() {
    return works && visit.writable();
  }
}
