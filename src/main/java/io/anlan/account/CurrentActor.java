package io.anlan.account;

import java.util.Optional;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The person behind the request. */
@Component
public class CurrentActor {

  private static final String KEY = CurrentActor.class.getName() + " ";

  private final Accounts accounts;

  CurrentActor(Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * @throws org.springframework.security.core.AuthenticationException when nobody is signed in, or
   *     the account has been disabled since
   */
  public Actor get() {
    return find().orElseThrow(() -> new DisabledException("No active account"));
  }

  /** Empty on public pages. */
  public Optional<Actor> find() {
    Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
    if (signedIn == null
        || !signedIn.isAuthenticated()
        || signedIn instanceof AnonymousAuthenticationToken) {
      return Optional.empty();
    }
    return ofRequest(signedIn.getName());
  }

  /**
   * Sign-in, rights, controller and page ask in turn; the account is read once for each request.
   */
  private Optional<Actor> ofRequest(String username) {
    return PerRequest.get(KEY + username, () -> accounts.find(username));
  }

  /** What was just read of an active account holds until the request ends. */
  static void remember(Actor actor) {
    PerRequest.put(KEY + actor.username(), Optional.of(actor));
  }

  /** For the layout: the display name, null when nobody is signed in. */
  public String name() {
    return find().map(Actor::name).orElse(null);
  }
}
