package io.anlan.shared;

import com.ibm.icu.text.Transliterator;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The first letters of a Chinese name in pinyin, as people type them to search: 潘苑社区 is found by
 * {@code pysq}. A character with several readings has the commonest one.
 */
public final class Initials {

  private static final Transliterator PINYIN =
      Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower()");

  private Initials() {}

  public static String of(String name) {
    // Blanks between the characters, or the library would join their readings to words.
    String apart = name.codePoints().mapToObj(Character::toString).collect(Collectors.joining(" "));
    return Arrays.stream(PINYIN.transliterate(apart).split("\\s+"))
        .filter(reading -> !reading.isEmpty())
        .map(reading -> reading.substring(0, 1))
        .collect(Collectors.joining());
  }

  /** Whether these words can be initials: letters alone. */
  public static boolean searchable(String words) {
    return words.strip().matches("[A-Za-z]{1,20}");
  }

  /** The pattern for SQL's {@code like} on the column {@code name_initials.initials}. */
  public static String startingWith(String words) {
    return words.strip().toLowerCase(Locale.ROOT) + "%";
  }
}
