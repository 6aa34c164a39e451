package io.anlan.visit;

/**
 * What one person sees of a visit.
 *
 * @param expert whether it is somebody of the team, who gives points before others' are shown
 * @param works whether the expert comes, or came, and so looks at the proofs
 * @param leads whether the expert leads the team
 * @param results whether findings, photographs and points are to be seen
 */
record Sight(Visit visit, boolean expert, boolean works, boolean leads, boolean results) {

  /**
   * Whether others' points are hidden item by item until one's own are given. Who has to conclude
   * sees them all.
   */
  boolean blind() {
    boolean concludes = leads && visit.state() == Visit.State.CONCLUDING;
    return expert && visit.writable() && !concludes;
  }

  boolean writes() {
    return works && visit.writable();
  }
}
