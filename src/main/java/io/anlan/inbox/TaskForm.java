package io.anlan.inbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An open task with its form, to be drawn.
 *
 * @param name the form file's name without its ending
 * @param sheet what the form's texts and choices show: maps, lists and texts
 */
public record TaskForm(
    TaskItem task, String name, List<Element> elements, Map<String, Object> sheet) {

  /**
   * One element of a {@code .form} file.
   *
   * @param type form-js type, such as {@code textarea}; {@code text} shows {@code text} and has no
   *     key
   * @param text Markdown with {@code {{path}}} places, for texts
   * @param maxLength characters
   * @param options the fixed choices
   * @param optionsKey where the sheet keeps the choices, or null
   * @param visibility null when always shown
   */
  public record Element(
      String type,
      String id,
      String key,
      String label,
      String description,
      String text,
      boolean required,
      int maxLength,
      List<Option> options,
      String optionsKey,
      Visibility visibility) {}

  public record Option(String value, String label) {}

  /** Shown only while another field has this value. */
  public record Visibility(String field, String value) {}

  /** What the sheet proposes for the form's fields, until somebody types something else. */
  public Map<String, Object> proposed() {
    Map<String, Object> proposed = new HashMap<>();
    for (Element element : elements) {
      Object value = element.key == null ? null : sheet.get(element.key);
      if (value != null) proposed.put(element.key, value);
    }
    return proposed;
  }

  /** The choices of an element, the form's own or the sheet's. */
  public List<Option> options(Element element) {
    if (element.optionsKey == null) return element.options;
    if (!(sheet.get(element.optionsKey) instanceof List<?> choices)) return List.of();
    return choices.stream()
        .map(Map.class::cast)
        .map(c -> new Option(String.valueOf(c.get("value")), String.valueOf(c.get("label"))))
        .toList();
  }
}
