package io.anlan.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Passwords verified a moment ago, so that HTTP Basic does not pay bcrypt at each request; the key
 * contains the stored hash, so a changed password is never found.
 */
@Component
class VerifiedCredentials {

  private static final int MOST = 10_000;

  private final Map<String, Instant> until = new ConcurrentHashMap<>();
  private final byte[] salt = new byte[32];
  private final Clock clock;
  private final SignInSettings settings;

  VerifiedCredentials(Clock clock, SignInSettings settings) {
    this.clock = clock;
    this.settings = settings;
    new SecureRandom().nextBytes(salt);
  }

  boolean contain(String username, String password, String hash) {
    Instant end = until.get(key(username, password, hash));
    return end != null && clock.instant().isBefore(end);
  }

  void add(String username, String password, String hash) {
    Instant now = clock.instant();
    if (until.size() >= MOST) until.values().removeIf(end -> !now.isBefore(end));
    if (until.size() >= MOST) until.clear();
    until.put(key(username, password, hash), now.plus(settings.remember()));
  }

  private String key(String username, String password, String hash) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      for (String part : new String[] {username, password, hash}) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
