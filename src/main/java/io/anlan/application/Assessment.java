package io.anlan.application;

import io.anlan.evidence.EvidenceView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

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
    List<Reopened> reopened,
    List<EvidenceView> seals,
    List<Gap> gaps) {

  /**
   * The same for an expert at a visit, who gives points before others' are shown.
   *
   * @param scored the items that the expert has given points for
   */
  public Assessment blind(Set<String> scored) {
    return new Assessment(
        number,
        threshold,
        null,
        null,
        version,
        false,
        false,
        List.of(),
        items.stream().map(i -> scored.contains(i.code()) ? i : i.blind()).toList(),
        List.of(),
        List.of(),
        List.of());
  }

  /**
   * {@code open}: the community may change it now; {@code returned}: why it came back, or null;
   * {@code saved}: null before anybody has.
   */
  public record ConditionView(
      int no,
      String text,
      boolean official,
      String evidenceHint,
      Boolean met,
      String explanation,
      int version,
      Saved saved,
      boolean open,
      String returned,
      Change change,
      List<EvidenceView> evidence) {}

  /**
   * {@code official}: whether the item's text comes from the official table; {@code departments}:
   * the kinds of department that look at it first; {@code changedSinceScored}: whether claim or
   * evidence is younger than the official score.
   */
  public record ItemView(
      String code,
      String area,
      String indicator,
      String text,
      BigDecimal maxPoints,
      boolean official,
      String evidenceHint,
      List<String> departments,
      BigDecimal points,
      String reason,
      int version,
      Saved saved,
      boolean open,
      String returned,
      Change change,
      Map<Stage, ScoreView> scores,
      boolean changedSinceScored,
      List<EvidenceView> evidence) {

    private ItemView blind() {
      return new ItemView(
          code,
          area,
          indicator,
          text,
          maxPoints,
          official,
          evidenceHint,
          departments,
          null,
          reason,
          0,
          null,
          false,
          null,
          null,
          Map.of(),
          false,
          evidence);
    }
  }

  /**
   * What has become of a returned item or condition; null where nothing was returned. Old beside
   * new: what stands there now is in the view itself.
   *
   * @param removed files that were there and are no more
   */
  public record Change(
      Instant since,
      BigDecimal points,
      boolean otherPoints,
      Boolean met,
      boolean otherMet,
      String words,
      boolean otherWords,
      List<EvidenceView> removed) {

    /** Whether this file came after the return. */
    public boolean added(EvidenceView file) {
      return file.uploadedAt().isAfter(since);
    }

    /** Whether anything but new files is different. */
    public boolean differs() {
      return otherPoints || otherMet || otherWords || !removed.isEmpty();
    }

    static Change of(
        Reopened.Before before,
        BigDecimal points,
        Boolean met,
        String words,
        List<EvidenceView> removed) {
      return new Change(
          before.at(),
          before.points(),
          before.points() != null && points != null && before.points().compareTo(points) != 0,
          before.met(),
          before.met() != null && !before.met().equals(met),
          before.words(),
          !Objects.equals(blank(before.words()), blank(words)),
          removed);
    }

    private static String blank(String words) {
      return words == null ? "" : words;
    }
  }

  /** Who last saved a part, by user name, and when. */
  public record Saved(String by, Instant at) {

    /** Null where nobody has. */
    static Saved of(String by, Instant at) {
      return by == null ? null : new Saved(by, at);
    }
  }

  public record ScoreView(
      BigDecimal points, String reason, int version, String scoredBy, Instant scoredAt) {}

  /**
   * Something missing: {@code condition/3}, {@code item/1.3.1}, {@code profile/leader}, {@code
   * total}.
   */
  public record Gap(String where, String message) {}
}
