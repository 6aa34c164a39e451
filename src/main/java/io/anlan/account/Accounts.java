package io.anlan.account;

import io.anlan.shared.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Sort;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who exists and who may do what; reads the database each time, so that disabling somebody acts at
 * once.
 */
@Service
@Transactional(readOnly = true)
public class Accounts {

  private final AccountRepository repository;
  private final PasswordEncoder encoder;

  Accounts(AccountRepository repository, PasswordEncoder encoder) {
    this.repository = repository;
    this.encoder = encoder;
  }

  /** An active account; a disabled one is as good as none. */
  public Optional<Actor> find(String username) {
    return repository.findByUsername(username).filter(Account::active).map(Account::actor);
  }

  public boolean hasActive(String group) {
    return repository.exists(AccountQuery.ofGroup(group).specification());
  }

  /** The active people of a group, by user name. */
  public List<Actor> members(String group) {
    return repository
        .findAll(AccountQuery.ofGroup(group).specification(), Sort.by("username"))
        .stream()
        .map(Account::actor)
        .toList();
  }

  public Page<Actor> search(AccountQuery query) {
    return repository.findAll(query.specification(), query.page()).map(Account::actor);
  }

  /** Every group that has an active member. */
  public List<String> groups() {
    return repository.activeGrants().stream()
        .map(row -> new Grant(row.getRole(), row.getOffice(), row.getKind()).group())
        .flatMap(Optional::stream)
        .sorted()
        .toList();
  }

  /** The kinds of department with at least one active officer at that office. */
  public Set<String> departmentKinds(String office) {
    return repository.departmentKinds(office);
  }

  /**
   * @throws Problem 422 on {@code current} or {@code next}
   */
  @Transactional
  public void changePassword(String username, String current, String next) {
    Account account = repository.lock(username).orElseThrow(Problem::notFound);
    if (!encoder.matches(current, account.passwordHash())) {
      throw Problem.field("current", "wrong-password");
    }
    if (next.equals(current)) throw Problem.field("next", "same-password");
    if (!PasswordRule.allows(username, next)) throw Problem.field("next", "weak-password");
    account.changePassword(encoder.encode(next));
  }
}
