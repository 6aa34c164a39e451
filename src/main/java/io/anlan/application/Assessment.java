package io.anlan.application;

import io.anlan.evidence.EvidenceView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The whole scoring sheet as its reader may see it. */
public record Assessment(
    String number,
    BigDecimal threshold,
    BigDecimal total,
    BigDecimal officialTotal,
    String version,
    boolean editable,
    boolean scoring,
    List<ConditionView> conditions,
    List<ItemView> items,
    List<Gap> gaps) {

  /** {@code open}: the community may change it now; {@code returned}: why it came back, or null. */
  public record ConditionView(
      int no,
      String text,
      boolean official,
      String evidenceHint,
      Boolean met,
      String explanation,
      int version,
      boolean open,
      String returned,
      List<EvidenceView> evidence) {}

  /** {@code official}: whether the item's text comes from the official table. */
  public record ItemView(
      String code,
      String area,
      String indicator,
      String text,
      BigDecimal maxPoints,
      boolean official,
      String evidenceHint,
      BigDecimal points,
      String reason,
      int version,
      boolean open,
      String returned,
      Map<Stage, ScoreView> scores,
      List<EvidenceView> evidence) {}

  public record ScoreView(
      BigDecimal points, String reason, int version, String scoredBy, Instant scoredAt) {}

  /**
   * Something missing: {@code condition/3}, {@code item/1.3.1}, {@code profile/leader}, {@code
   * total}.
   */
  public record Gap(String where, String message) {}
}
