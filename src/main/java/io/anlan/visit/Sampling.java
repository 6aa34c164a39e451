package io.anlan.visit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Draws files in a way that anybody can repeat: sorted by the SHA-256 of the seed, a colon and the
 * number of the file, the first ones are visited.
 */
public final class Sampling {

  private record Hashed(String hash, String number) {}

  private Sampling() {}

  /**
   * How many of so many files are visited at least.
   *
   * @param ratio how many of a hundred, rounded up
   */
  public static int needed(int total, int ratio, int minimum) {
    long byRatio = ((long) total * ratio + 99) / 100;
    return (int) Math.max(Math.min(minimum, total), byRatio);
  }

  /** The numbers in the order in which they are drawn. */
  public static List<String> order(String seed, Collection<String> numbers) {
    return numbers.stream()
        .map(number -> new Hashed(hash(seed, number), number))
        .sorted(Comparator.comparing(Hashed::hash).thenComparing(Hashed::number))
        .map(Hashed::number)
        .toList();
  }

  /** Those that must be visited, and as many of the others as are missing, in drawn order. */
  public static Set<String> select(
      String seed, Collection<String> candidates, Set<String> must, int needed) {
    Set<String> selected = new LinkedHashSet<>(candidates);
    selected.retainAll(must);
    for (String number : order(seed, candidates)) {
      if (selected.size() >= needed) break;
      selected.add(number);
    }
    return selected;
  }

  /** What the order goes by: 64 hexadecimal digits. */
  public static String hash(String seed, String number) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((seed + ":" + number).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
