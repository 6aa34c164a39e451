package io.anlan.round;

import java.util.List;

/**
 * What the policy asks of one level. Days are working days; the numbers are the policy's, which an
 * administrator may replace for new rounds.
 *
 * @param reminderDays how long before its end a task is reminded of; 0 for not at all
 * @param leaderDays how late a task is when the office's leader is told; 0 for never
 * @param superviseDays how late it is when the office above takes it up; 0 for never
 * @param correctionClock what a correction does to the time of the review
 * @param correctionRoute {@code DISTRICT_FIRST} or {@code DIRECT}
 */
public record LevelPolicy(
    boolean included,
    int workingDays,
    int reminderDays,
    int leaderDays,
    int superviseDays,
    int correctionRounds,
    int correctionDays,
    String correctionRoute,
    CorrectionClock correctionClock,
    VisitRule visit,
    List<String> departments,
    int opinionDays,
    boolean officialScore,
    String selection,
    int noticeDays,
    boolean sealedScan) {

  /** What happens to the time of a review while the file is with its community. */
  public enum CorrectionClock {
    /** It stands still: the review has left what it had left. */
    PAUSE,
    /** It begins anew. */
    RESTART,
    /** It runs on. */
    RUN
  }
}
