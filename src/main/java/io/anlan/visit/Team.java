package io.anlan.visit;

import io.anlan.visit.Member.State;
import java.util.List;

/**
 * The experts of one visit against what the policy asks.
 *
 * @param size how many must have visited
 */
record Team(String leader, int size, List<Member> members) {

  /** Whether enough come or came, the leader among them. */
  boolean staffed() {
    return reaches(members.stream().filter(Member::takesPart).toList());
  }

  /** Whether enough have visited, the leader among them. */
  boolean enough() {
    return reaches(members.stream().filter(m -> m.state() == State.VISITED).toList());
  }

  private boolean reaches(List<Member> there) {
    return there.size() >= size && there.stream().anyMatch(m -> m.username().equals(leader));
  }

  /** Where the visit stands until its leader concludes it. */
  Visit.State state() {
    if (any(State.INVITED)) return Visit.State.INVITING;
    if (!staffed()) return Visit.State.FORMING;
    if (any(State.ACCEPTED)) return Visit.State.VISITING;
    return enough() ? Visit.State.CONCLUDING : Visit.State.FORMING;
  }

  private boolean any(State state) {
    return members.stream().anyMatch(m -> m.state() == state);
  }
}
