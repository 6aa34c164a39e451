package io.anlan.application;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.time.Instant;

/** The answer to one basic condition. */
@Entity
class ConditionAnswer {

  @Embeddable
  record Key(String number, int no) implements Serializable {}

  @EmbeddedId private Key key;
  private Boolean met;
  private String explanation;
  private int version;
  private String answeredBy;
  private Instant answeredAt;

  protected ConditionAnswer() {}

  ConditionAnswer(Key key) {
    this.key = key;
  }

  void answer(Boolean met, String explanation, String by, Instant at) {
    this.met = met;
    this.explanation = explanation;
    this.version++;
    this.answeredBy = by;
    this.answeredAt = at;
  }

  int no() {
    return key.no();
  }

  Boolean met() {
    return met;
  }

  String explanation() {
    return explanation;
  }

  int version() {
    return version;
  }

  /** Null for what was answered before this was kept. */
  String answeredBy() {
    return answeredBy;
  }

  Instant answeredAt() {
    return answeredAt;
  }
}
