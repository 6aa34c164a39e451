package io.anlan.round;

import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import io.anlan.shared.Tier;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;

/** One year's round of one tier (年度批次). */
@Entity
public class Round {

  /** DRAFT until opened; CLOSING while the drafts expire. */
  public enum State {
    DRAFT,
    OPEN,
    CLOSING,
    CLOSED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private int year;

  @Enumerated(EnumType.STRING)
  private Tier tier;

  private String name;

  @Enumerated(EnumType.STRING)
  private State state;

  private LocalDate closesOn;
  private String criteriaVersion;
  private String policyVersion;
  private BigDecimal threshold;

  protected Round() {}

  Round(
      int year,
      Tier tier,
      String name,
      LocalDate closesOn,
      String criteriaVersion,
      String policyVersion,
      BigDecimal threshold) {
    this.year = year;
    this.tier = tier;
    this.name = name;
    this.state = State.DRAFT;
    this.closesOn = closesOn;
    this.criteriaVersion = criteriaVersion;
    this.policyVersion = policyVersion;
    this.threshold = threshold;
  }

  void open() {
    require(State.DRAFT);
    state = State.OPEN;
  }

  /** A later closing date also unlocks a round whose date has passed. */
  void extend(LocalDate closesOn) {
    require(State.OPEN);
    if (!closesOn.isAfter(this.closesOn)) throw Problem.field("closesOn", "extension-earlier");
    this.closesOn = closesOn;
  }

  void startClosing() {
    if (state != State.CLOSING) require(State.OPEN);
    state = State.CLOSING;
  }

  void close() {
    require(State.CLOSING);
    state = State.CLOSED;
  }

  private void require(State expected) {
    if (state != expected) throw Problem.conflict("round-state", state);
  }

  /** The closing date itself still counts. */
  public boolean acceptsSubmission(LocalDate today) {
    return state == State.OPEN && !today.isAfter(closesOn);
  }

  /** The levels that review its files, the lowest first. */
  public Set<Level> levels() {
    return EnumSet.range(Level.STREET, tier.namingLevel());
  }

  public long id() {
    return id;
  }

  public int year() {
    return year;
  }

  public Tier tier() {
    return tier;
  }

  public String name() {
    return name;
  }

  public State state() {
    return state;
  }

  public LocalDate closesOn() {
    return closesOn;
  }

  public String criteriaVersion() {
    return criteriaVersion;
  }

  public String policyVersion() {
    return policyVersion;
  }

  public BigDecimal threshold() {
    return threshold;
  }
}
