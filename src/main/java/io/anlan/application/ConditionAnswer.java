package io.anlan.application;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;

/** The answer to one basic condition. */
@Entity
class ConditionAnswer {

  @Embeddable
  record Key(String number, int no) implements Serializable {}

  @EmbeddedId private Key key;
  private Boolean met;
  private String explanation;
  private int version;

  protected ConditionAnswer() {}

  ConditionAnswer(Key key) {
    this.key = key;
  }

  void answer(Boolean met, String explanation) {
    this.met = met;
    this.explanation = explanation;
    this.version++;
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
}
