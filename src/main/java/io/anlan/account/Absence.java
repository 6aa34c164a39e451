package io.anlan.account;

import java.time.LocalDate;

/**
 * Somebody is away, and a colleague of the same group acts for him or her (代办).
 *
 * @param name display name of whoever is away
 * @param group the candidate group whose tasks the deputy may act on
 * @param deputyName display name of whoever acts
 * @param until the last day of it
 */
public record Absence(
    long id,
    String username,
    String name,
    String group,
    String deputy,
    String deputyName,
    LocalDate from,
    LocalDate until,
    String reason) {

  /** Whether it covers a task of this group that this person holds. */
  public boolean covers(String holder, String candidateGroup) {
    return username.equals(holder) && group.equals(candidateGroup);
  }
}
