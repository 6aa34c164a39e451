package io.anlan.review;

import io.anlan.application.Application;
import org.springframework.stereotype.Component;

/** What the reviewer of the level proposes to its leader. */
@Component
public class Proposals {

  private final Decisions decisions;

  Proposals(Decisions decisions) {
    this.decisions = decisions;
  }

  /** The reviewer proposes not to recommend the file; its leader has to sign that. */
  public void reject(Application a, String opinion, String by) {
    decisions.record(a, Decisions.REVIEW, "REJECT", opinion, null, null, by);
  }

  /** Whether the file is proposed for forwarding, rather than for rejection. */
  public boolean recommended(Application a) {
    return decisions.proposal(a).filter(d -> d.decision().equals("FORWARD")).isPresent();
  }
}
