package io.anlan.visit;

import static io.anlan.visit.Verdict.Code.ADVISED;
import static io.anlan.visit.Verdict.Code.HAND;
import static io.anlan.visit.Verdict.Code.LIVES;
import static io.anlan.visit.Verdict.Code.NOT_ACTIVE;
import static io.anlan.visit.Verdict.Code.NOT_IN_POOL;
import static io.anlan.visit.Verdict.Code.OUTSIDE;
import static io.anlan.visit.Verdict.Code.RECUSED;
import static io.anlan.visit.Verdict.Code.STAFF;
import static io.anlan.visit.Verdict.Code.UNQUALIFIED;
import static io.anlan.visit.Verdict.Code.WORKED;
import static io.anlan.visit.Verdict.Code.WORKS;

import io.anlan.account.Grant;
import io.anlan.account.Role;
import io.anlan.visit.Expert.State;
import io.anlan.visit.Expert.Tie;
import io.anlan.visit.Verdict.Code;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Recusal (回避): facts in, grounds out. */
final class RecusalRule {

  /** The part on a file that visiting it is. */
  static final String EXPERT_PART = "EXPERT";

  private RecusalRule() {}

  /**
   * The file that is to be visited.
   *
   * @param streetOffices the offices at which its street is reviewed
   */
  record Dossier(String community, Set<String> streetOffices, LocalDate today, int lookBackYears) {}

  /**
   * What is known of somebody; of the account the first three, of the person all the rest.
   *
   * @param state null for whoever is not in the pool
   * @param grants of all accounts
   * @param parts played on the file
   * @param advised when the person advised the community
   * @param recused whether the person has recused himself on the file before
   */
  record Facts(
      State state,
      String territory,
      LocalDate qualifiedUntil,
      List<Tie> ties,
      List<Grant> grants,
      Set<String> parts,
      List<LocalDate> advised,
      boolean recused) {}

  /**
   * @param detail a state, a place, a grant's place or a part; null for some codes
   * @param day null for most codes
   */
  record Ground(Code code, String detail, LocalDate day) {}

  static List<Ground> of(Dossier dossier, Facts facts) {
    List<Ground> grounds = new ArrayList<>();
    pool(dossier, facts, grounds);
    for (Tie tie : facts.ties) tie(dossier, tie, grounds);
    for (Grant grant : facts.grants) {
      if (colleague(dossier, grant)) grounds.add(new Ground(STAFF, grant.office(), null));
    }
    for (String part : facts.parts) {
      if (!part.equals(EXPERT_PART)) grounds.add(new Ground(HAND, part, null));
    }
    for (LocalDate day : facts.advised) grounds.add(new Ground(ADVISED, null, day));
    if (facts.recused) grounds.add(new Ground(RECUSED, null, null));
    return grounds.stream().distinct().toList();
  }

  private static void pool(Dossier dossier, Facts facts, List<Ground> grounds) {
    if (facts.state == null) {
      grounds.add(new Ground(NOT_IN_POOL, null, null));
      return;
    }
    if (facts.state != State.ACTIVE) {
      grounds.add(new Ground(NOT_ACTIVE, facts.state.name(), null));
    }
    if (!Territory.contains(facts.territory, dossier.community)) {
      grounds.add(new Ground(OUTSIDE, facts.territory, null));
    }
    if (facts.qualifiedUntil != null && facts.qualifiedUntil.isBefore(dossier.today)) {
      grounds.add(new Ground(UNQUALIFIED, null, facts.qualifiedUntil));
    }
  }

  /** Whoever lives or works elsewhere in the street lives or works in it. */
  private static void tie(Dossier dossier, Tie tie, List<Ground> grounds) {
    if (!Territory.street(tie.place()).equals(Territory.street(dossier.community))) return;
    switch (tie.kind()) {
      case LIVES -> grounds.add(new Ground(LIVES, tie.place(), null));
      case WORKS -> grounds.add(new Ground(WORKS, tie.place(), null));
      case WORKED -> {
        if (tie.until().isAfter(dossier.today)) {
          grounds.add(new Ground(WORKS, tie.place(), null));
        } else if (!tie.until().isBefore(dossier.today.minusYears(dossier.lookBackYears))) {
          grounds.add(new Ground(WORKED, tie.place(), tie.until()));
        }
      }
    }
  }

  private static boolean colleague(Dossier dossier, Grant grant) {
    return grant.role() == Role.COMMUNITY
        ? dossier.community.equals(grant.office())
        : grant.office() != null && dossier.streetOffices.contains(grant.office());
  }
}
