package io.anlan.account;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks a password, for the login page and for HTTP Basic alike; unknown, disabled, locked and
 * wrong all look the same from outside.
 */
@Component
public class SignIn implements AuthenticationProvider {

  /** The authority of somebody who may use Anlan. */
  public static final String USER = "USER";

  /** The only authority of somebody who has to choose a new password first. */
  public static final String MUST_CHANGE_PASSWORD = "MUST_CHANGE_PASSWORD";

  private final AccountRepository accounts;
  private final PasswordEncoder encoder;
  private final VerifiedCredentials verified;
  private final SignInSettings settings;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final String nobodysHash;

  SignIn(
      AccountRepository accounts,
      PasswordEncoder encoder,
      VerifiedCredentials verified,
      SignInSettings settings,
      TransactionTemplate transaction,
      Clock clock) {
    this.accounts = accounts;
    this.encoder = encoder;
    this.verified = verified;
    this.settings = settings;
    this.transaction = transaction;
    this.clock = clock;
    this.nobodysHash = encoder.encode("nobody");
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    String username = attempt.getName();
    String password = String.valueOf(attempt.getCredentials());
    Account account = accounts.findByUsername(username).orElse(null);
    if (account == null) {
      // An unknown name must take as long as a known one.
      encoder.matches(password, nobodysHash);
      throw refused();
    }
    if (!account.open(clock.instant())) throw refused();
    if (!verified.contain(username, password, account.passwordHash())) verify(account, password);
    CurrentActor.remember(account.actor());
    return UsernamePasswordAuthenticationToken.authenticated(
        account.username(), null, authorities(account));
  }

  /** The same person with the rights of now; empty when the account is no longer active. */
  public Optional<Authentication> renew(Authentication remembered) {
    return accounts
        .findByUsername(remembered.getName())
        .filter(Account::active)
        .map(
            account -> {
              CurrentActor.remember(account.actor());
              var renewed =
                  UsernamePasswordAuthenticationToken.authenticated(
                      account.username(), null, authorities(account));
              renewed.setDetails(remembered.getDetails());
              return renewed;
            });
  }

  private void verify(Account account, String password) {
    String username = account.username();
    if (!encoder.matches(password, account.passwordHash())) {
      transaction.executeWithoutResult(
          tx ->
              accounts
                  .lock(username)
                  .ifPresent(a -> a.refuse(clock.instant(), settings.failures(), settings.lock())));
      throw refused();
    }
    if (account.remembersFailures()) {
      transaction.executeWithoutResult(
          tx -> accounts.lock(username).ifPresent(Account::forgetFailures));
    }
    verified.add(username, password, account.passwordHash());
  }

  private static BadCredentialsException refused() {
    return new BadCredentialsException("Refused");
  }

  private static List<GrantedAuthority> authorities(Account account) {
    if (account.mustChangePassword()) {
      return AuthorityUtils.createAuthorityList(MUST_CHANGE_PASSWORD);
    }
    return Stream.concat(
            Stream.of(USER), account.grants().stream().map(grant -> "ROLE_" + grant.role()))
        .distinct()
        .flatMap(name -> AuthorityUtils.createAuthorityList(name).stream())
        .toList();
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
