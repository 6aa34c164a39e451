package io.anlan.account;

import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Asks for active people; what is null does not restrict.
 *
 * @param usernameLike with {@code %} as wildcard, upper and lower case alike
 * @param nameLike likewise, on the display name
 * @param page sorted by {@code username} or {@code displayName}
 */
public record AccountQuery(
    Set<String> usernames, String usernameLike, String nameLike, String group, Pageable page) {

  static AccountQuery ofGroup(String group) {
    return new AccountQuery(null, null, null, group, Pageable.unpaged());
  }

  Specification<Account> specification() {
    return (account, query, build) -> {
      List<Predicate> all = new ArrayList<>();
      all.add(build.isTrue(account.get("active")));
      if (usernames != null) all.add(account.get("username").in(usernames));
      if (usernameLike != null) {
        all.add(build.like(build.lower(account.get("username")), usernameLike.toLowerCase()));
      }
      if (nameLike != null) {
        all.add(build.like(build.lower(account.get("displayName")), nameLike.toLowerCase()));
      }
      if (group != null) {
        Optional<String> expert = Actor.expert(group);
        expert.ifPresent(name -> all.add(build.equal(account.get("username"), name)));
        Grant grant =
            expert
                .map(name -> new Grant(Role.EXPERT, null, null))
                .or(() -> Grant.of(group))
                .orElse(null);
        if (grant == null) return build.disjunction();
        var holders = query.subquery(Integer.class);
        var granted = holders.correlate(account).join("grants");
        List<Predicate> same = new ArrayList<>();
        same.add(build.equal(granted.get("role"), grant.role()));
        if (grant.office() != null) same.add(build.equal(granted.get("office"), grant.office()));
        if (grant.kind() != null) same.add(build.equal(granted.get("kind"), grant.kind()));
        holders.select(build.literal(1)).where(same.toArray(Predicate[]::new));
        all.add(build.exists(holders));
      }
      return build.and(all.toArray(Predicate[]::new));
    };
  }
}
