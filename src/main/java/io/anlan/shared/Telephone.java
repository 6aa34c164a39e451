package io.anlan.shared;

import io.anlan.shared.Problem.Fault;
import java.util.Optional;
import java.util.regex.Pattern;

/** Telephone numbers as people write them: digits with blanks and hyphens. */
public final class Telephone {

  private static final Pattern FORM = Pattern.compile("\\+?[0-9][0-9 -]{5,18}");

  private Telephone() {}

  /** Null for nothing; the caller has checked the rest by {@link #fault}. */
  public static String strip(String number) {
    return number == null || number.isBlank() ? null : number.strip();
  }

  /** What is wrong with the number in this field; nothing typed is nothing wrong. */
  public static Optional<Fault> fault(String field, String number) {
    String stripped = strip(number);
    return stripped == null || FORM.matcher(stripped).matches()
        ? Optional.empty()
        : Optional.of(new Fault(field, "not-a-phone"));
  }
}
