package io.anlan.visit;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Division codes as the tree that they are: two digits for the province, then city, district,
 * street and community; a code stands for its division with everything below it.
 */
final class Territory {

  private static final int[] LEVELS = {0, 2, 4, 6, 9, 12};
  private static final int STREET = 9;

  private Territory() {}

  /** What all codes of the division begin with; empty for the nation. */
  static String prefix(String code) {
    return IntStream.of(LEVELS)
        .filter(n -> code.substring(n).chars().allMatch(c -> c == '0'))
        .mapToObj(n -> code.substring(0, n))
        .findFirst()
        .orElse(code);
  }

  static boolean contains(String territory, String code) {
    return code.startsWith(prefix(territory));
  }

  /** The codes of all divisions that contain this one, itself included. */
  static List<String> around(String code) {
    return IntStream.of(LEVELS)
        .mapToObj(n -> code.substring(0, n) + "0".repeat(code.length() - n))
        .distinct()
        .toList();
  }

  /** The code of the street to which a street or a community belongs. */
  static String street(String code) {
    return code.substring(0, STREET) + "0".repeat(code.length() - STREET);
  }

  /** Whether it is a street or a community. */
  static boolean local(String code) {
    return prefix(code).length() >= STREET;
  }
}
