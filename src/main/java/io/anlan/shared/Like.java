package io.anlan.shared;

/** What people search for, as a pattern of SQL's {@code like} with the backslash as its escape. */
public final class Like {

  private Like() {}

  /** The words anywhere; its wildcards are only characters. */
  public static String containing(String words) {
    return "%" + literally(words) + "%";
  }

  /** The words themselves, without wildcards around them. */
  public static String literally(String words) {
    return words.strip().replaceAll("([\\\\%_])", "\\\\$1");
  }
}
