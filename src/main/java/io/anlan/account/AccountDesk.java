package io.anlan.account;

import io.anlan.account.AccountTable.NewAccount;
import io.anlan.shared.Administered;
import io.anlan.shared.Like;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What the system administrator does with accounts; what they may do is not his to say. */
@Service
public class AccountDesk {

  /** An account with its new password, which nobody can read again. */
  public record Handout(String username, String name, String password) {}

  private record Hashed(Handout handout, String hash) {}

  private final AccountRepository accounts;
  private final JdbcClient jdbc;
  private final PasswordEncoder encoder;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  AccountDesk(
      AccountRepository accounts,
      JdbcClient jdbc,
      PasswordEncoder encoder,
      TransactionTemplate transaction,
      Clock clock,
      ApplicationEventPublisher events) {
    this.accounts = accounts;
    this.jdbc = jdbc;
    this.encoder = encoder;
    this.transaction = transaction;
    this.clock = clock;
    this.events = events;
  }

  /**
   * @param q part of a user name or of a name; may be null
   */
  @Transactional(readOnly = true)
  public Page<AccountView> search(String q, Pageable page) {
    Specification<Account> found =
        (account, query, build) -> {
          if (q == null || q.isBlank()) return build.conjunction();
          String like = Like.containing(q.toLowerCase());
          return build.or(
              build.like(account.get("username"), like, '\\'),
              build.like(build.lower(account.get("displayName")), like, '\\'));
        };
    return accounts.findAll(found, page).map(this::view);
  }

  /**
   * @throws Problem 404 when there is no such account
   */
  @Transactional(readOnly = true)
  public AccountView get(String username) {
    return accounts.findByUsername(username).map(this::view).orElseThrow(Problem::notFound);
  }

  /**
   * @throws Problem 422 on {@code username} or {@code name}
   */
  public Handout open(String username, String name) {
    NewAccount account = new NewAccount(username, name);
    List<Fault> faults = account.faults("");
    if (faults.isEmpty()) {
      accounts
          .names(List.of(account.username()))
          .forEach(taken -> faults.add(new Fault("username", "username-taken", username)));
    }
    if (!faults.isEmpty()) throw Problem.fields(faults);
    return store(List.of(account)).get(0);
  }

  /**
   * Checks a table without storing anything.
   *
   * @return the number of accounts in it
   * @throws Problem 422 with a fault {@code table/<line>/<column>} for each broken rule
   */
  public int check(AccountTable table) {
    List<Fault> faults = table.faults();
    accounts
        .names(table.usernames())
        .forEach(taken -> faults.add(table.taken(taken.getUsername())));
    if (!faults.isEmpty()) throw Problem.fields(faults);
    return table.accounts().size();
  }

  /**
   * Opens all accounts of a table or none.
   *
   * @throws Problem as {@link #check}
   */
  public List<Handout> openAll(AccountTable table) {
    check(table);
    return store(table.accounts());
  }

  private List<Handout> store(List<NewAccount> opened) {
    // Hashes take their time on purpose; no transaction waits for them.
    List<Hashed> hashed = opened.parallelStream().map(this::hashed).toList();
    transaction.executeWithoutResult(status -> hashed.forEach(this::insert));
    return hashed.stream().map(Hashed::handout).toList();
  }

  private Hashed hashed(NewAccount account) {
    String password = RandomPassword.of(account.username());
    return new Hashed(
        new Handout(account.username(), account.name(), password), encoder.encode(password));
  }

  private void insert(Hashed account) {
    String username = account.handout.username;
    int stored =
        jdbc.sql(
                """
                insert into account (username, person_id, display_name, password_hash, active,
                  must_change_password, failed_logins)
                values (?, ?, ?, ?, true, true, 0) on conflict do nothing""")
            .params(username, username, account.handout.name, account.hash)
            .update();
    if (stored == 0) throw Problem.field("username", "username-taken", username);
    events.publishEvent(new Administered("ACCOUNT_OPENED", username));
  }

  /** Gives a new password, to be changed at the next sign-in; open sessions lead there too. */
  @Transactional
  public Handout reset(Actor by, String username) {
    Account account = lock(username);
    if (by.username().equals(username)) throw Problem.conflict("own-password");
    String password = RandomPassword.of(username);
    account.changePassword(encoder.encode(password));
    account.expirePassword();
    account.forgetFailures();
    events.publishEvent(new Administered("PASSWORD_RESET", username));
    return new Handout(username, account.actor().name(), password);
  }

  /** Shuts an account at once, or opens it again; open tasks of who is gone go back. */
  @Transactional
  public void activate(Actor by, String username, boolean active) {
    Account account = lock(username);
    if (by.username().equals(username)) throw Problem.conflict("own-account");
    if (account.active() == active) return;
    if (!active) accounts.requireAnother(account.grants());
    account.activate(active);
    events.publishEvent(
        new Administered(active ? "ACCOUNT_ENABLED" : "ACCOUNT_DISABLED", username));
    if (!active) events.publishEvent(new RightsTaken(by, username, Set.of()));
  }

  /** Lets somebody try again who has mistyped too often. */
  @Transactional
  public void unlock(String username) {
    lock(username).forgetFailures();
    events.publishEvent(new Administered("ACCOUNT_UNLOCKED", username));
  }

  private Account lock(String username) {
    return accounts.lock(username).orElseThrow(Problem::notFound);
  }

  private AccountView view(Account a) {
    return new AccountView(
        a.username(),
        a.actor().name(),
        a.active(),
        a.active() && !a.open(clock.instant()),
        a.mustChangePassword(),
        a.grants());
  }
}
