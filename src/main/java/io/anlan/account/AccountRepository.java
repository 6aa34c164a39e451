package io.anlan.account;

import io.anlan.shared.Problem;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, String>, JpaSpecificationExecutor<Account> {

  @Query("select a from Account a left join fetch a.grants where a.username = :username")
  Optional<Account> findByUsername(String username);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select a from Account a where a.username = :username")
  Optional<Account> lock(String username);

  @Query(
      "select distinct g.kind from Account a join a.grants g"
          + " where a.active and g.role = io.anlan.account.Role.DEPARTMENT and g.office = :office")
  Set<String> departmentKinds(String office);

  @Query(
      "select distinct g.role as role, g.office as office, g.kind as kind"
          + " from Account a join a.grants g where a.active")
  List<GrantRow> activeGrants();

  /** All accounts of the human being behind this one, locked. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query(
      "select a from Account a where a.personId ="
          + " (select b.personId from Account b where b.username = :username) order by a.username")
  List<Account> lockPerson(String username);

  /**
   * Each of the three administrations keeps somebody who can do it.
   *
   * @param lost what an active account is about to lose
   * @throws Problem 409 when nobody else has it
   */
  default void requireAnother(Collection<Grant> lost) {
    for (Grant grant : lost) {
      if (!grant.role().administers()) continue;
      String group = grant.group().orElseThrow();
      if (count(AccountQuery.ofGroup(group).specification()) < 2) {
        throw Problem.conflict("last-administrator");
      }
    }
  }

  long count();

  void saveAll(Iterable<Account> accounts);

  Account save(Account account);

  /** One row of {@link #activeGrants()}. */
  interface GrantRow {
    Role getRole();

    String getOffice();

    String getKind();
  }

  interface Name {

    String getUsername();

    String getDisplayName();

    String getTelephone();
  }

  @Query(
      "select a.username as username, a.displayName as displayName,"
          + " a.telephone as telephone from Account a where a.username in :usernames")
  List<Name> names(Collection<String> usernames);
}
