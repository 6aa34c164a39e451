package io.anlan.shared.web;

import io.anlan.shared.Problem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;

/** Reads what was typed into a filter; nothing typed is null. */
public final class Typed {

  private Typed() {}

  public static String plain(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /**
   * @throws Problem 422 on {@code field}
   */
  public static LocalDate day(String field, String day) {
    try {
      return plain(day) == null ? null : LocalDate.parse(day.strip());
    } catch (DateTimeException wrong) {
      throw Problem.field(field, "not-a-date");
    }
  }

  /** Null where nothing is typed; 0 stands for what is no whole number. */
  public static Integer wholeNumber(String text) {
    String typed = plain(text);
    if (typed == null) return null;
    return typed.matches("[0-9]{1,9}") ? Integer.valueOf(typed) : Integer.valueOf(0);
  }

  /**
   * @throws Problem 422 on {@code field}
   */
  public static YearMonth month(String field, String month) {
    try {
      return plain(month) == null ? null : YearMonth.parse(month.strip());
    } catch (DateTimeException wrong) {
      throw Problem.field(field, "not-a-date");
    }
  }

  /**
   * @throws Problem 422 on {@code field}
   */
  public static <E extends Enum<E>> E constant(String field, Class<E> type, String name) {
    try {
      return plain(name) == null ? null : Enum.valueOf(type, name.strip());
    } catch (IllegalArgumentException unknown) {
      throw Problem.field(field, "unknown-value");
    }
  }
}
