package io.anlan.visit;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * An account with the role EXPERT and its entry in the pool.
 *
 * @param offices whose experts they are: these keep the entry
 * @param department a kind such as {@code FIRE}
 * @param territory the code of a division, sent anywhere in it
 * @param state null while nobody has made the entry
 * @param version counts the changes of the entry; 0 while there is none
 */
public record Expert(
    String username,
    String name,
    List<String> offices,
    String unit,
    String department,
    Set<Speciality> specialities,
    String territory,
    String qualification,
    LocalDate qualifiedUntil,
    State state,
    List<Tie> ties,
    int version) {

  public enum State {
    ACTIVE,
    PAUSED,
    RETIRED
  }

  /** What ties somebody to a place. */
  public enum TieKind {
    LIVES,
    WORKS,
    WORKED
  }

  /**
   * @param place the code of a street or of a community
   * @param until the last day; for WORKED alone
   */
  public record Tie(TieKind kind, String place, LocalDate until) {}

  public boolean entered() {
    return state != null;
  }
}
