package io.anlan.application;

import io.anlan.application.Assessment.Saved;
import io.anlan.round.Round;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import io.anlan.shared.Tier;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One community's application in one round. */
@Entity
public class Application {

  @Id private String number;
  private long roundId;

  @Enumerated(EnumType.STRING)
  private Tier tier;

  private int year;
  private String communityCode;
  private String communityName;
  private String province;
  private String criteriaVersion;
  private String policyVersion;
  private BigDecimal threshold;

  @Enumerated(EnumType.STRING)
  private Status status;

  @Enumerated(EnumType.STRING)
  private Level level;

  private String office;
  private int attempt;
  private int pass;
  private String statement;
  private String response;

  @JdbcTypeCode(SqlTypes.JSON)
  private Profile profile;

  private int profileVersion;
  private String profileBy;
  private Instant profileAt;

  private String openedBy;
  private Instant openedAt;
  private Instant submittedAt;

  /** When the community last changed what it claims; departments are asked again after it. */
  private Instant changedAt;

  @Version
  @Column(name = "lock_version")
  private long lockVersion;

  protected Application() {}

  Application(
      Round round,
      String communityCode,
      String communityName,
      String province,
      String by,
      Instant at) {
    this.number = number(round, communityCode);
    this.roundId = round.id();
    this.tier = round.tier();
    this.year = round.year();
    this.communityCode = communityCode;
    this.communityName = communityName;
    this.province = province;
    this.profile = Profile.EMPTY;
    this.attempt = 0;
    open(round, by, at);
  }

  static String number(Round round, String communityCode) {
    return round.year() + "-" + communityCode + "-" + round.tier().letter();
  }

  /** Opens the first attempt, or the next one after a withdrawal. */
  final void open(Round round, String by, Instant at) {
    criteriaVersion = round.criteriaVersion();
    policyVersion = round.policyVersion();
    threshold = round.threshold();
    status = Status.DRAFT;
    level = Level.COMMUNITY;
    office = null;
    attempt++;
    pass = 1;
    submittedAt = null;
    statement = null;
    openedBy = by;
    openedAt = at;
    changedAt = at;
  }

  void describe(Profile profile, String by, Instant at) {
    this.profile = profile;
    this.profileVersion++;
    this.profileBy = by;
    this.profileAt = at;
    this.changedAt = at;
  }

  void touched(Instant at) {
    changedAt = at;
  }

  void submitted(String statement, Instant at) {
    this.statement = statement;
    status = Status.IN_REVIEW;
    submittedAt = at;
  }

  /** Arrives at the next level of its route. */
  public void arrive(Level level, String office) {
    this.level = level;
    this.office = office;
    this.pass = 1;
    this.status = Status.IN_REVIEW;
  }

  public void returnForCorrection() {
    status = Status.IN_CORRECTION;
  }

  /** Nobody waits for the community's correction any more. */
  public void endCorrection() {
    status = Status.IN_REVIEW;
  }

  void corrected(String response) {
    this.response = response;
    status = Status.IN_REVIEW;
  }

  /** The leader has sent it back: the same level reviews it once more. */
  public void nextPass() {
    pass++;
  }

  public void awaitNaming() {
    status = Status.NAMING;
  }

  public void reject() {
    status = Status.REJECTED;
  }

  public void name() {
    status = Status.NAMED;
  }

  void withdraw() {
    if (!status.open()) throw Problem.conflict("application-ended", number);
    status = Status.WITHDRAWN;
  }

  void cancel() {
    if (!status.open()) throw Problem.conflict("application-ended", number);
    status = Status.CANCELLED;
  }

  void expire() {
    status = Status.EXPIRED;
  }

  /** Whether the community may change everything (a draft) or only what was reopened. */
  boolean inDraft() {
    return status == Status.DRAFT;
  }

  public String number() {
    return number;
  }

  public long roundId() {
    return roundId;
  }

  public Tier tier() {
    return tier;
  }

  public int year() {
    return year;
  }

  public String communityCode() {
    return communityCode;
  }

  public String communityName() {
    return communityName;
  }

  public String province() {
    return province;
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

  public Status status() {
    return status;
  }

  public Level level() {
    return level;
  }

  public String office() {
    return office;
  }

  public int attempt() {
    return attempt;
  }

  public int pass() {
    return pass;
  }

  public String statement() {
    return statement;
  }

  public String response() {
    return response;
  }

  public Profile profile() {
    return profile;
  }

  public int profileVersion() {
    return profileVersion;
  }

  /** Who last described the community; null before anybody has. */
  public Saved profileSaved() {
    return Saved.of(profileBy, profileAt);
  }

  public Instant openedAt() {
    return openedAt;
  }

  public Instant submittedAt() {
    return submittedAt;
  }

  public Instant changedAt() {
    return changedAt;
  }
}
