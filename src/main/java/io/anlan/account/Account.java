package io.anlan.account;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.BatchSize;

/** A way to sign in, and what it opens. */
@Entity
class Account {

  @Id private String username;

  @Column(nullable = false)
  private String personId;

  @Column(nullable = false)
  private String displayName;

  @Column(nullable = false)
  private String passwordHash;

  private String telephone;
  private boolean active;
  private boolean mustChangePassword;
  private int failedLogins;
  private Instant lockedUntil;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(name = "account_role", joinColumns = @JoinColumn(name = "username"))
  @BatchSize(size = 100)
  private List<Grant> grants = new ArrayList<>();

  protected Account() {}

  Account(String username, String personId, String displayName, String hash, List<Grant> grants) {
    this.username = username;
    this.personId = personId;
    this.displayName = displayName;
    this.passwordHash = hash;
    this.active = true;
    this.grants.addAll(grants);
  }

  String username() {
    return username;
  }

  String passwordHash() {
    return passwordHash;
  }

  List<Grant> grants() {
    return List.copyOf(grants);
  }

  boolean mustChangePassword() {
    return mustChangePassword;
  }

  /** The next sign-in leads to the password page and nowhere else. */
  void expirePassword() {
    mustChangePassword = true;
  }

  void changePassword(String hash) {
    passwordHash = hash;
    mustChangePassword = false;
  }

  void call(String telephone) {
    this.telephone = telephone;
  }

  boolean active() {
    return active;
  }

  void activate(boolean active) {
    this.active = active;
  }

  void grant(Grant grant) {
    grants.add(grant);
  }

  void take(Grant grant) {
    grants.remove(grant);
  }

  boolean open(Instant now) {
    return active && (lockedUntil == null || !now.isBefore(lockedUntil));
  }

  /** A wrong password; the last one allowed locks the account for a while. */
  void refuse(Instant now, int allowed, Duration lock) {
    failedLogins++;
    if (failedLogins >= allowed) {
      failedLogins = 0;
      lockedUntil = now.plus(lock);
    }
  }

  boolean remembersFailures() {
    return failedLogins > 0 || lockedUntil != null;
  }

  void forgetFailures() {
    failedLogins = 0;
    lockedUntil = null;
  }

  Actor actor() {
    return new Actor(username, personId, displayName, grants);
  }
}
