package io.anlan.account;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * At least 10 characters of three kinds, without the user name (GB/T 22239-2019 asks for complex
 * passwords and leaves the numbers open).
 */
final class PasswordRule {

  /** bcrypt reads no further. */
  private static final int MOST_BYTES = 72;

  private PasswordRule() {}

  static boolean allows(String username, String password) {
    long kinds =
        Stream.of("\\p{Lower}", "\\p{Upper}", "\\d", "[^\\p{Lower}\\p{Upper}\\d]")
            .filter(kind -> password.matches("(?s).*" + kind + ".*"))
            .count();
    return password.length() >= 10
        && password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
        && kinds >= 3
        && !password.toLowerCase().contains(username.toLowerCase());
  }
}
