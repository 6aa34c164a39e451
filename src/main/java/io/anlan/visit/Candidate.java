package io.anlan.visit;

import java.util.Set;

/**
 * An expert who could be sent, and what speaks for and against it.
 *
 * @param departmentFits whether the policy asks for this department
 * @param hazardsFit how many of the specialities answer the community's hazards
 * @param load visits that are still before the expert
 * @param taken whether another visit is on the same day
 * @param substitute whether somebody who declined has named the expert
 * @param asked what the expert already is on the file's open visit; null for nothing
 * @param proposed whether the expert is in the team that Anlan proposes
 */
public record Candidate(
    String username,
    String name,
    String unit,
    String department,
    Set<Speciality> specialities,
    boolean departmentFits,
    int hazardsFit,
    int load,
    boolean taken,
    boolean substitute,
    String asked,
    boolean proposed,
    Verdict verdict) {

  boolean free() {
    return verdict.eligible() && !taken && asked == null;
  }

  Candidate with(Verdict verdict) {
    return with(proposed, verdict);
  }

  Candidate proposed(boolean proposed) {
    return with(proposed, verdict);
  }

  private Candidate with(boolean proposed, Verdict verdict) {
    return new Candidate(
        username,
        name,
        unit,
        department,
        specialities,
        departmentFits,
        hazardsFit,
        load,
        taken,
        substitute,
        asked,
        proposed,
        verdict);
  }
}
