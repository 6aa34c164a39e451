package io.anlan.round;

import java.util.List;

/**
 * What the policy asks of one level. Days are working days; the numbers are the policy's, which an
 * administrator may replace for new rounds.
 *
 * @param correctionRoute {@code DISTRICT_FIRST} or {@code DIRECT}
 */
public record LevelPolicy(
    boolean included,
    int workingDays,
    int reminderDays,
    int correctionRounds,
    int correctionDays,
    String correctionRoute,
    VisitRule visit,
    List<String> departments,
    int opinionDays,
    boolean officialScore,
    String selection,
    int noticeDays,
    boolean sealedScan) {}
