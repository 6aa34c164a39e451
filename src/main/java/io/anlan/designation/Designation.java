package io.anlan.designation;

import io.anlan.round.Round;
import io.anlan.shared.Tier;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;

/** One naming batch (命名批次). */
@Entity
class Designation {

  enum State {
    OPEN,
    PUBLISHED,
    EMPTIED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private long roundId;

  @Enumerated(EnumType.STRING)
  private Tier tier;

  private int year;
  private String office;

  @Enumerated(EnumType.STRING)
  private State state;

  private String documentNumber;
  private LocalDate namedOn;
  private String openedBy;
  private Instant openedAt;

  protected Designation() {}

  Designation(Round round, String office, String by, Instant at) {
    this.roundId = round.id();
    this.tier = round.tier();
    this.year = round.year();
    this.office = office;
    this.state = State.OPEN;
    this.openedBy = by;
    this.openedAt = at;
  }

  void publish(String documentNumber, LocalDate namedOn) {
    this.state = State.PUBLISHED;
    this.documentNumber = documentNumber;
    this.namedOn = namedOn;
  }

  boolean open() {
    return state == State.OPEN;
  }

  void empty() {
    state = State.EMPTIED;
  }

  String key() {
    return String.valueOf(id);
  }

  Long id() {
    return id;
  }

  Tier tier() {
    return tier;
  }

  int year() {
    return year;
  }

  long roundId() {
    return roundId;
  }

  String office() {
    return office;
  }

  State state() {
    return state;
  }

  String documentNumber() {
    return documentNumber;
  }

  LocalDate namedOn() {
    return namedOn;
  }
}
