package io.anlan.inbox;

import io.anlan.shared.Problem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fields of a form as submitted; absent, null and blank are the same. */
public record Fields(Map<String, Object> values) {

  /** The text, trimmed, or null. */
  public String text(String field) {
    Object value = values.get(field);
    if (value == null) return null;
    if (!(value instanceof String text)) throw Problem.unreadableField(field, "wrong-type");
    return text.isBlank() ? null : text.strip();
  }

  public String required(String field) {
    String text = text(field);
    if (text == null) throw Problem.field(field, "required");
    return text;
  }

  public boolean flag(String field) {
    Object value = values.get(field);
    if (value == null) return false;
    if (!(value instanceof Boolean flag)) throw Problem.unreadableField(field, "wrong-type");
    return flag;
  }

  public LocalDate date(String field) {
    try {
      return LocalDate.parse(required(field));
    } catch (DateTimeParseException e) {
      throw Problem.field(field, "not-a-date");
    }
  }

  /** The elements of a list field: texts, or objects as maps. */
  public List<Object> list(String field) {
    Object value = values.get(field);
    if (value == null) return List.of();
    if (!(value instanceof List<?> list)) throw Problem.unreadableField(field, "wrong-type");
    return new ArrayList<>(list);
  }

  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (Object element : list(field)) {
      if (!(element instanceof String text)) throw Problem.unreadableField(field, "wrong-type");
      texts.add(text);
    }
    return texts;
  }
}
