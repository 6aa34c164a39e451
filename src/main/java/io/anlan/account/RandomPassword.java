package io.anlan.account;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** First passwords: chance alone, without what is easily misread. */
final class RandomPassword {

  private static final String LETTERS =
      "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-+=#";
  private static final int LENGTH = 14;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomPassword() {}

  static String of(String username) {
    String password;
    do {
      password =
          RANDOM
              .ints(LENGTH, 0, LETTERS.length())
              .mapToObj(i -> LETTERS.substring(i, i + 1))
              .collect(Collectors.joining());
      // A spreadsheet would take the password for a formula.
    } while (!Character.isLetter(password.charAt(0)) || !PasswordRule.allows(username, password));
    return password;
  }
}
