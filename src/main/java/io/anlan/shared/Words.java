package io.anlan.shared;

/** What people must write. */
public final class Words {

  private Words() {}

  /**
   * The text without blanks around it.
   *
   * @param longest in characters
   * @throws Problem 422 on {@code field} when there is nothing, or more than that
   */
  public static String required(String field, String text, int longest) {
    if (text == null || text.isBlank()) throw Problem.field(field, "required");
    String words = text.strip();
    if (words.length() > longest) throw Problem.field(field, "too-long", longest);
    return words;
  }
}
