package io.anlan.visit;

import io.anlan.shared.Level;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A verification on the spot (现场核查), from its first team to the verdict.
 *
 * @param plannedOn the day on which the team comes
 * @param leader the user name of the team's leader
 * @param rounds how often the community has mended what was found
 * @param report the leader's words; null until the visit is concluded
 * @param closedAt null while it goes on
 */
public record Visit(
    long id,
    String number,
    int attempt,
    Level level,
    String office,
    State state,
    LocalDate plannedOn,
    String leader,
    int rounds,
    String report,
    Instant openedAt,
    Instant concludedAt,
    Instant closedAt) {

  public enum State {
    /** The reviewer has to form the team (again). */
    FORMING,
    /** Experts have not answered yet. */
    INVITING,
    /** Experts who come have not visited yet. */
    VISITING,
    /** The leader has to conclude. */
    CONCLUDING,
    /** The community mends what was found. */
    RECTIFYING,
    /** The leader checks what was mended. */
    CHECKING,
    PASSED,
    FAILED,
    CANCELLED;

    /** Whether the leader has said what the visit has shown. */
    public boolean concluded() {
      return this == RECTIFYING || this == CHECKING || this == PASSED || this == FAILED;
    }
  }

  public boolean open() {
    return closedAt == null;
  }

  /** Whether the experts may still write what they saw. */
  public boolean writable() {
    return open() && concludedAt == null;
  }
}
