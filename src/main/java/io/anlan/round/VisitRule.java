package io.anlan.round;

import java.util.Set;

/**
 * What the policy asks of visits on the spot at one level. Days are working days.
 *
 * @param extent {@code NONE}, {@code SAMPLE} or {@code ALL}
 * @param ratio how many of a hundred files are drawn; read where the extent is SAMPLE
 * @param minimum how many are drawn at least
 * @param must whoever is visited whatever is drawn: {@code FIRST}, {@code DIFFERENCE}, {@code
 *     COMPLAINT}
 * @param team how many experts must have visited
 * @param invitationDays how long an expert may take to answer
 * @param visitDays how long after its date a visit may stay open before the team is formed again
 * @param rectificationRounds how often the community may mend its findings
 * @param scoreDifference points of one item from which a difference is flagged
 * @param lookBackYears how long an earlier employment is warned of
 */
public record VisitRule(
    String extent,
    int ratio,
    int minimum,
    Set<String> must,
    int team,
    int invitationDays,
    int visitDays,
    int rectificationRounds,
    int rectificationDays,
    int scoreDifference,
    int lookBackYears) {

  /** What a table of before the visits says: nobody is visited. */
  public static final VisitRule NONE = new VisitRule("NONE", 0, 0, Set.of(), 0, 0, 0, 0, 0, 0, 0);

  public boolean asked() {
    return !extent.equals("NONE");
  }
}
