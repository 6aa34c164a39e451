package io.anlan.account;

import static io.anlan.account.Role.BODY;
import static io.anlan.account.Role.COMMUNITY;
import static io.anlan.account.Role.DEPARTMENT;
import static io.anlan.account.Role.LEADER;
import static io.anlan.account.Role.REVIEWER;

import io.anlan.division.Divisions;
import io.anlan.division.Offices;
import io.anlan.shared.Administered;
import io.anlan.shared.Problem;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The one place where roles are granted and taken; it acts at the person's next request. */
@Service
@Transactional
public class RoleDesk {

  /** The bodies that sign a national naming together. */
  public static final List<String> BODIES = List.of("NCDR", "MEM", "CMA", "CEA");

  private final AccountRepository accounts;
  private final Divisions divisions;
  private final Offices offices;
  private final ApplicationEventPublisher events;

  RoleDesk(
      AccountRepository accounts,
      Divisions divisions,
      Offices offices,
      ApplicationEventPublisher events) {
    this.accounts = accounts;
    this.divisions = divisions;
    this.offices = offices;
    this.events = events;
  }

  /**
   * @throws Problem 404 when there is no such account, 409 when a rule forbids this person the
   *     role, 422 on {@code role}, {@code office} or {@code kind}
   */
  public void grant(Actor by, String username, Grant grant) {
    List<Account> person = person(by, username);
    requirePlace(grant);
    Account account = of(person, username);
    if (account.grants().contains(grant)) throw Problem.conflict("role-held");
    person.stream().flatMap(a -> a.grants().stream()).forEach(held -> requireTogether(held, grant));
    account.grant(grant);
    events.publishEvent(new Administered("ROLE_GRANTED", username + " " + words(grant)));
  }

  /**
   * @throws Problem 404 when there is no such account, 409 when it has no such role or nobody else
   *     could do it
   */
  public void take(Actor by, String username, Grant grant) {
    Account account = of(person(by, username), username);
    if (!account.grants().contains(grant)) throw Problem.conflict("role-not-held");
    if (account.active()) accounts.requireAnother(List.of(grant));
    account.take(grant);
    events.publishEvent(new Administered("ROLE_TAKEN", username + " " + words(grant)));
    events.publishEvent(new RightsTaken(by, username, account.actor().groups()));
  }

  private List<Account> person(Actor by, String username) {
    List<Account> person = accounts.lockPerson(username);
    if (person.isEmpty()) throw Problem.notFound();
    if (person.get(0).actor().personId().equals(by.personId())) {
      throw Problem.conflict("own-roles");
    }
    return person;
  }

  private static Account of(List<Account> person, String username) {
    return person.stream().filter(a -> a.username().equals(username)).findFirst().orElseThrow();
  }

  /** Each role has the place that it needs, and no other. */
  private void requirePlace(Grant grant) {
    if (grant.role() == null) throw Problem.field("role", "required");
    String office = grant.office();
    switch (grant.role()) {
      case COMMUNITY -> {
        if (office == null || !divisions.community(office)) {
          throw Problem.field("office", "not-a-community");
        }
      }
      case REVIEWER, LEADER, MANAGER, DEPARTMENT, EXPERT -> {
        if (office == null || !offices.works(office)) throw Problem.field("office", "no-office");
      }
      case BODY, SYSTEM_ADMIN, SECURITY_ADMIN, AUDITOR -> {
        if (office != null) throw Problem.field("office", "role-without-office");
      }
    }
    switch (grant.role()) {
      case DEPARTMENT -> {
        if (grant.kind() == null || !offices.departments(office).contains(grant.kind())) {
          throw Problem.field("kind", "no-department");
        }
      }
      case EXPERT -> {
        if (grant.kind() == null || !Offices.DEPARTMENTS.contains(grant.kind())) {
          throw Problem.field("kind", "no-department");
        }
      }
      case BODY -> {
        if (grant.kind() == null || !BODIES.contains(grant.kind())) {
          throw Problem.field("kind", "no-body");
        }
      }
      default -> {
        if (grant.kind() != null) throw Problem.field("kind", "role-without-kind");
      }
    }
  }

  private void requireTogether(Grant held, Grant grant) {
    if (held.role().administers() && grant.role().administers() && held.role() != grant.role()) {
      throw Problem.conflict("two-administrations");
    }
    if (twoParts(held, grant) || twoParts(grant, held)) throw Problem.conflict("two-parts");
  }

  /** Whoever has both would meet a file twice: as its applicant, reviewer or signer. */
  private boolean twoParts(Grant one, Grant other) {
    if (one.role() == REVIEWER && other.role() == LEADER) {
      return one.office().equals(other.office());
    }
    if (one.role() != COMMUNITY) return false;
    return other.role() == BODY
        || Set.of(REVIEWER, LEADER, DEPARTMENT).contains(other.role())
            && divisions.within(one.office(), other.office());
  }

  private static String words(Grant grant) {
    return String.join(
        " ",
        List.of(
                grant.role().name(),
                grant.office() == null ? "" : grant.office(),
                grant.kind() == null ? "" : grant.kind())
            .stream()
            .filter(part -> !part.isEmpty())
            .toList());
  }
}
