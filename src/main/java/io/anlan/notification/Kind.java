package io.anlan.notification;

import io.anlan.audit.Act;

/** What a message is about, as people choose it. */
public enum Kind {
  RETURNED,
  TASK,
  DUE,
  DECIDED,
  QUESTION;

  static Kind of(Act.Action action) {
    return switch (action) {
      case RETURNED -> RETURNED;
      case TRANSFERRED,
          DELEGATED,
          CO_REVIEW_ASKED,
          INVITED,
          LEADER_CHANGED,
          EXTENSION_ASKED,
          ABSENCE_ENTERED ->
          TASK;
      case NUDGED,
          DUE_MOVED,
          REMINDED,
          FELL_DUE,
          ESCALATED,
          SUPERVISED,
          OVERDUE,
          INVITATION_REMINDED,
          INVITATION_UNANSWERED ->
          DUE;
      case REJECTED,
          CANCELLED,
          EXPIRED,
          ENDED_OUTSIDE,
          NAMED,
          SUPERVISION_ANSWERED,
          OVERDUE_DECIDED,
          EXTENDED,
          EXTENSION_REFUSED,
          TEAM_FORMED,
          VISIT_CONCLUDED,
          VISIT_CANCELLED,
          RECTIFICATION_CHECKED ->
          DECIDED;
      default -> QUESTION;
    };
  }
}
