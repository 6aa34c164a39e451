package io.anlan.account;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An active person with everything that he or she may be.
 *
 * @param personId the human being behind the account: applicant and reviewers of one file differ in
 *     it
 */
public record Actor(String username, String personId, String name, List<Grant> grants) {

  private static final Set<Role> OFFICIALS = EnumSet.of(Role.REVIEWER, Role.LEADER, Role.MANAGER);

  public Actor {
    grants = List.copyOf(grants);
  }

  public boolean has(Role role) {
    return grants.stream().anyMatch(grant -> grant.role() == role);
  }

  /** The engine's candidate groups. */
  public Set<String> groups() {
    return grants.stream()
        .map(Grant::group)
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  public boolean member(String group) {
    return groups().contains(group);
  }

  /** Offices in which one reviews, signs or manages. */
  public Set<String> offices() {
    return grants.stream()
        .filter(grant -> OFFICIALS.contains(grant.role()))
        .map(Grant::office)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Communities for which one applies. */
  public Set<String> communities() {
    return grants.stream()
        .filter(grant -> grant.role() == Role.COMMUNITY)
        .map(Grant::office)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
