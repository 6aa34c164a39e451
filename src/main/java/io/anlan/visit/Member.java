package io.anlan.visit;

import java.time.Instant;

/**
 * An expert of a visit's team, or who was.
 *
 * @param reason why the expert declined, or recused himself
 * @param substitute whom the expert named instead; null where nobody
 * @param finishedAt when the expert said whether the visit was made
 */
public record Member(
    long visit,
    String username,
    State state,
    Instant invitedAt,
    Instant answerDueAt,
    Instant answeredAt,
    String reason,
    String substitute,
    Instant finishedAt,
    String remark) {

  public enum State {
    INVITED,
    ACCEPTED,
    DECLINED,
    /** Is not impartial, and may not be asked about this file again. */
    RECUSED,
    /** Did not answer in time. */
    LATE,
    /** The reviewer has changed the team. */
    REPLACED,
    VISITED,
    /** Did not come, or did not say so in time. */
    ABSENT;

    /** Whether somebody in this state is asked to come, comes or came. */
    public boolean expected() {
      return this == INVITED || this == ACCEPTED || this == VISITED;
    }
  }

  /** Whether the expert comes or came. */
  public boolean takesPart() {
    return state == State.ACCEPTED || state == State.VISITED;
  }
}
