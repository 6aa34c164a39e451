package io.anlan.shared;

/** What may stand in a text: what one can type, not what only a program writes. */
public final class PlainText {

  private PlainText() {}

  /**
   * No control character but tab and line ends (the database refuses NUL), and no half of a
   * surrogate pair, which no encoding can carry.
   */
  public static boolean is(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      } else if (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r') {
        return false;
      }
    }
    return true;
  }
}
