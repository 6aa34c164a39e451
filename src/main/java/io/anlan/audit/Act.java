package io.anlan.audit;

import io.anlan.shared.Level;

/**
 * What somebody did to a case.
 *
 * @param chain the application number, {@code batch:<id>}, or {@code admin}
 * @param level null for what concerns no level
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
    DUE_MOVED,
    REMINDED,
    FELL_DUE,
    ESCALATED,
    SUPERVISED,
    SUPERVISION_ANSWERED,
    OVERDUE,
    OVERDUE_DECIDED,
    IN_TIME_AGAIN,
    EXTENSION_ASKED,
    EXTENDED,
    EXTENSION_REFUSED,
    OFFICE_EXTENDED,
    ASKED,
    ANSWERED,
    TEAM_FORMED,
    TEAM_CHANGED,
    LEADER_CHANGED,
    INVITED,
    INVITATION_REMINDED,
    INVITATION_ACCEPTED,
    INVITATION_DECLINED,
    INVITATION_RECUSED,
    INVITATION_UNANSWERED,
    VISITED,
    NOT_VISITED,
    VISIT_CONCLUDED,
    VISIT_CANCELLED,
    RECTIFIED,
    RECTIFICATION_CHECKED,
    CO_REVIEW_ASKED,
    CO_REVIEWED,
    CO_REVIEW_REMOVED,
    COPIED,
    EVIDENCE_ADDED,
    EVIDENCE_REMOVED,
    GIVEN_BACK,
    ACCOUNT_OPENED,
    ACCOUNT_DISABLED,
    ACCOUNT_ENABLED,
    ACCOUNT_UNLOCKED,
    PASSWORD_RESET,
    ROLE_GRANTED,
    ROLE_TAKEN,
    ABSENCE_ENTERED,
    ABSENCE_ENDED,
    OFFICE_ADDED,
    OFFICE_CHANGED,
    OFFICE_CLOSED,
    OFFICE_REOPENED,
    ROUND_CREATED,
    ROUND_OPENED,
    ROUND_EXTENDED,
    ROUND_LEVELS_SET,
    ROUND_CLOSED,
    CRITERIA_IMPORTED,
    POLICY_UPLOADED,
    CALENDAR_CHANGED,
    CLOCK_MOVED,
    DIVISIONS_IMPORTED,
    EXPERT_CHANGED,
    GUIDANCE_RECORDED,
    TEMPLATE_CHANGED,
    MESSAGE_RESENT,
    MESSAGE_DISCARDED,
    TRAIL_VERIFIED,
    TRAIL_EXPORTED
  }

  public static Act of(String chain, Level level, String office, Action action) {
    return new Act(chain, level, office, action, null, null);
  }
}
