package io.anlan.account;

/** What somebody is to an application, or to the installation. */
public enum Role {
  COMMUNITY,
  REVIEWER,
  LEADER,
  DEPARTMENT,
  EXPERT,
  BODY,
  MANAGER,
  SYSTEM_ADMIN,
  SECURITY_ADMIN,
  AUDITOR;

  /** Whether it is one of the three administrations, which three people hold (三员分立). */
  public boolean administers() {
    return this == SYSTEM_ADMIN || this == SECURITY_ADMIN || this == AUDITOR;
  }
}
