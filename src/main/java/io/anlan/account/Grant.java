package io.anlan.account;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Locale;
import java.util.Optional;

/**
 * A role somewhere.
 *
 * @param office 12-digit code of the office, for COMMUNITY of the community; null where the role
 *     has no place
 * @param kind the department's kind, the body, or the expert's field; else null
 */
@Embeddable
public record Grant(@Enumerated(EnumType.STRING) Role role, String office, String kind) {

  /**
   * The candidate group of this grant, such as {@code reviewer:370303000000}; experts are asked by
   * name, see {@link Actor#expertGroup}.
   */
  public Optional<String> group() {
    String prefix = role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return switch (role) {
      case COMMUNITY, REVIEWER, LEADER, MANAGER -> Optional.of(prefix + ":" + office);
      case DEPARTMENT -> Optional.of(prefix + ":" + kind + ":" + office);
      case BODY -> Optional.of(prefix + ":" + kind);
      case SYSTEM_ADMIN, SECURITY_ADMIN, AUDITOR -> Optional.of(prefix);
      case EXPERT -> Optional.empty();
    };
  }

  /** The grant that stands behind a group; empty when no such group can exist. */
  static Optional<Grant> of(String group) {
    String[] parts = group.split(":", -1);
    for (Role role : Role.values()) {
      Grant grant =
          switch (parts.length) {
            case 1 -> new Grant(role, null, null);
            case 2 ->
                role == Role.BODY
                    ? new Grant(role, null, parts[1])
                    : new Grant(role, parts[1], null);
            case 3 -> new Grant(role, parts[2], parts[1]);
            default -> null;
          };
      if (grant != null && grant.group().filter(group::equals).isPresent()) {
        return Optional.of(grant);
      }
    }
    return Optional.empty();
  }
}
