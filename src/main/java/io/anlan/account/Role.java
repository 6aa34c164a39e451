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
  AUDITOR
}
