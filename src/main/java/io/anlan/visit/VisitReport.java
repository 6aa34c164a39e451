package io.anlan.visit;

import io.anlan.application.Stage;
import io.anlan.visit.VisitSheet.FindingView;
import io.anlan.visit.VisitSheet.MinuteView;
import io.anlan.visit.VisitSheet.PhotoView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that is known of a visit, for whoever decides on it.
 *
 * @param office what the office that arranged it is called
 * @param stage whose points the visit's are
 * @param stages that gave points besides, in their order
 * @param scorers the names of those of the team who gave points
 * @param limit points of one item from which a difference is flagged; 0 flags none
 * @param names of whoever wrote something, by user name
 */
public record VisitReport(
    Visit visit,
    String community,
    String address,
    String office,
    Stage stage,
    List<Stage> stages,
    List<String> scorers,
    int limit,
    List<Person> team,
    List<Line> lines,
    Totals totals,
    List<Finding> findings,
    List<PhotoView> photos,
    List<MinuteView> minutes,
    Map<String, String> names) {

  /**
   * Somebody of the team.
   *
   * @param signature the evidence that it is; null where it is missing
   */
  public record Person(
      String name,
      boolean leader,
      Member.State state,
      Instant finishedAt,
      String remark,
      String signature,
      Instant signedAt) {}

  /**
   * The points of one item side by side.
   *
   * @param others the points of each stage of the report; null where there are none
   * @param members the points of each scorer; null where there are none
   * @param result what counts of the members' points: the leader's, or else the last
   * @param difference of the result from the official points, or from the claim where there are
   *     none; null where either is missing
   */
  public record Line(
      String code,
      String area,
      String text,
      BigDecimal most,
      List<BigDecimal> others,
      List<BigDecimal> members,
      BigDecimal result,
      BigDecimal difference,
      boolean flagged,
      List<Reason> reasons) {}

  /** Why somebody gave the points. */
  public record Reason(String by, String words) {}

  /** The sums of the columns, and how many items are flagged. */
  public record Totals(
      List<BigDecimal> others, List<BigDecimal> members, BigDecimal result, long flagged) {}

  /** What was found, what has become of it, and how it looked. */
  public record Finding(FindingView found, List<PhotoView> photos) {}
}
