package io.anlan.account;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.anlan.shared.Problem;
import io.anlan.shared.Telephone;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who exists and who may do what; reads the database each time, so that disabling somebody acts at
 * once.
 */
@Service
@Transactional(readOnly = true)
public class Accounts {

  private final AccountRepository repository;
  private final JdbcClient jdbc;
  private final PasswordEncoder encoder;

  Accounts(AccountRepository repository, JdbcClient jdbc, PasswordEncoder encoder) {
    this.repository = repository;
    this.jdbc = jdbc;
    this.encoder = encoder;
  }

  /** An active account; a disabled one is as good as none. Asked on every request, in one read. */
  @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
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

  /** The ids of the active people in each reviewers' and leaders' group of these offices. */
  public Map<String, Set<String>> staff(Collection<String> offices) {
    return jdbc
        .sql(
            """
            select r.role, r.office, a.person_id from account_role r
            join account a on a.username = r.username
            where a.active and r.role in ('REVIEWER', 'LEADER') and r.office = any(?)""")
        .param(offices.toArray(String[]::new))
        .query(
            (rs, n) ->
                Map.entry(
                    new Grant(Role.valueOf(rs.getString(1)), rs.getString(2), null)
                        .group()
                        .orElseThrow(),
                    rs.getString(3)))
        .stream()
        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toSet())));
  }

  /** Display names by user name, in one query; who is unknown keeps the user name. */
  public Map<String, String> names(Collection<String> usernames) {
    Map<String, String> names = new HashMap<>();
    for (String username : usernames) if (username != null) names.put(username, username);
    if (!names.isEmpty()) {
      repository
          .names(List.copyOf(names.keySet()))
          .forEach(n -> names.put(n.getUsername(), n.getDisplayName()));
    }
    return names;
  }

  /** Names and telephones by user name, in one query; who is unknown keeps the user name. */
  public Map<String, Contact> contacts(Collection<String> usernames) {
    Map<String, Contact> contacts = new HashMap<>();
    for (String username : usernames) contacts.put(username, new Contact(username, null));
    if (!contacts.isEmpty()) {
      repository
          .names(List.copyOf(contacts.keySet()))
          .forEach(
              n ->
                  contacts.put(n.getUsername(), new Contact(n.getDisplayName(), n.getTelephone())));
    }
    return contacts;
  }

  /** Null where none has been entered. */
  public String telephone(String username) {
    return contacts(List.of(username)).get(username).telephone();
  }

  /**
   * @throws Problem 422 on {@code telephone}
   */
  @Transactional
  public void changeTelephone(String username, String telephone) {
    Telephone.fault("telephone", telephone)
        .ifPresent(
            fault -> {
              throw Problem.fields(List.of(fault));
            });
    repository.lock(username).orElseThrow(Problem::notFound).call(Telephone.strip(telephone));
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
