package io.anlan.audit;

import io.anlan.shared.Level;

/**
 * What somebody did to a case.
 *
 * @param chain the application number, or {@code batch:<id>}
 * @param decision may be null
 * @param opinion may be null
 */
public record Act(
    String chain, Level level, String office, Action action, String decision, String opinion) {

  public enum Action {
    OPENED,
    SUBMITTED,
    FORWARDED,
    RETURNED,
    CORRECTED,
    CONFIRMED,
    OPINION_GIVEN,
    OPINION_WAIVED,
    SCORED,
    PROPOSED,
    SIGNED,
    SENT_BACK,
    REJECTED,
    WITHDRAWN,
    CANCELLED,
    EXPIRED,
    ENDED_OUTSIDE,
    BATCHED,
    CO_SIGNED,
    NAMED,
    TRANSFERRED,
    DELEGATED,
    TAKEN_BACK,
    NUDGED,
    ASKED,
    ANSWERED,
    EVIDENCE_ADDED,
    EVIDENCE_REMOVED
  }

  public static Act of(String chain, Level level, String office, Action action) {
    return new Act(chain, level, office, action, null, null);
  }
}
