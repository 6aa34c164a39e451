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
 * @param onBehalfOf user name of whoever has delegated what is being done; null as a rule
 */
public record Actor(
    String username, String personId, String name, List<Grant> grants, String onBehalfOf) {

  private static final String EXPERT = "expert:";
  private static final Set<Role> OFFICIALS = EnumSet.of(Role.REVIEWER, Role.LEADER, Role.MANAGER);

  public Actor {
    grants = List.copyOf(grants);
  }

  public Actor(String username, String personId, String name, List<Grant> grants) {
    this(username, personId, name, grants, null);
  }

  /** The same person, acting for somebody else: both names stand on every act. */
  public Actor actingFor(String owner) {
    return new Actor(username, personId, name, grants, owner);
  }

  public boolean has(Role role) {
    return grants.stream().anyMatch(grant -> grant.role() == role);
  }

  /** Whether this is one of the three administrators. */
  public boolean administers() {
    return grants.stream().anyMatch(grant -> grant.role().administers());
  }

  /** The engine's candidate groups; an expert is a group of one. */
  public Set<String> groups() {
    Set<String> groups =
        grants.stream()
            .map(Grant::group)
            .flatMap(Optional::stream)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (has(Role.EXPERT)) groups.add(expertGroup(username));
    return groups;
  }

  /** The group in which an expert is asked by name. */
  public static String expertGroup(String username) {
    return EXPERT + username;
  }

  /** Who is asked by name in this group; empty for any other group. */
  static Optional<String> expert(String group) {
    return group.startsWith(EXPERT)
        ? Optional.of(group.substring(EXPERT.length()))
        : Optional.empty();
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
    return offices(Role.COMMUNITY);
  }

  /** Where one has this role. */
  public Set<String> offices(Role role) {
    return grants.stream()
        .filter(grant -> grant.role() == role)
        .map(Grant::office)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
