package io.anlan.application;

import io.anlan.account.Actor;
import io.anlan.evidence.EvidenceView;
import io.anlan.shared.Problem;
import java.util.Optional;

/** What a visit on the spot lets people see of a file; the module of the visits answers. */
public interface VisitGuests {

  /** Whether this person works on a visit of the file now, and so may look at its proofs. */
  boolean worksOn(Actor actor, String number);

  /**
   * @param taken a photograph or a signature of a visit
   * @throws Problem 404 when this person may not look at it
   */
  void requireSeen(Actor actor, EvidenceView taken);

  /** The stage at which experts write now: its points are not yet the community's to see. */
  Optional<Stage> writing(String number);
}
