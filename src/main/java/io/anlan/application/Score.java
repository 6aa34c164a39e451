package io.anlan.application;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;

/** The points of one item at one stage, with the words that go with them. */
@Entity
class Score {

  @Embeddable
  record Key(String number, @Enumerated(EnumType.STRING) Stage stage, String item)
      implements Serializable {}

  @EmbeddedId private Key key;
  private BigDecimal points;
  private String reason;
  private int version;
  private String scoredBy;
  private Instant scoredAt;

  protected Score() {}

  Score(Key key) {
    this.key = key;
  }

  void set(BigDecimal points, String reason, String by, Instant at) {
    this.points = points;
    this.reason = reason;
    this.version++;
    this.scoredBy = by;
    this.scoredAt = at;
  }

  String item() {
    return key.item();
  }

  Stage stage() {
    return key.stage();
  }

  BigDecimal points() {
    return points;
  }

  String reason() {
    return reason;
  }

  int version() {
    return version;
  }

  String scoredBy() {
    return scoredBy;
  }

  Instant scoredAt() {
    return scoredAt;
  }
}
