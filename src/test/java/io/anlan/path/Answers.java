package io.anlan.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every way to fill the form of a task that could make a difference, read from the form itself. */
class Answers {

  private static final Pattern HIDDEN = Pattern.compile("=decision != \"(\\w+)\"");

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, JsonNode> forms = new ConcurrentHashMap<>();

  /**
   * @param choices what the lists of the form offer, by field: each element is one choice
   */
  List<Map<String, Object>> to(String taskKey, Map<String, ? extends List<?>> choices) {
    List<Map<String, Object>> answers = new ArrayList<>(List.of(Map.of()));
    for (JsonNode component : forms.computeIfAbsent(taskKey, this::form).path("components")) {
      String field = component.path("key").asText();
      Matcher only = HIDDEN.matcher(component.path("conditional").path("hide").asText());
      String decision = only.matches() ? only.group(1) : null;
      List<Object> values = new ArrayList<>();
      boolean required = component.path("validate").path("required").asBoolean();
      switch (component.path("type").asText()) {
        case "radio" -> component.path("values").forEach(v -> values.add(v.path("value").asText()));
        case "textarea" -> values.add("意见");
        case "textfield" -> {
          if (choices.containsKey(field)) values.addAll(choices.get(field));
          else values.add("意见");
        }
        case "datetime" -> {
          if (choices.containsKey(field)) values.addAll(choices.get(field));
          else values.add(LocalDate.now().toString());
        }
        case "taglist", "select" -> {
          if (choices.containsKey(field)) values.addAll(choices.get(field));
        }
        case "checkbox" -> {
          values.add(true);
          if (!required) values.add(false);
        }
        case "text", "separator" -> {
          continue;
        }
        default -> throw new IllegalStateException("How is " + field + " filled?");
      }
      answers =
          answers.stream()
              .flatMap(
                  a ->
                      values.isEmpty() || decision != null && !decision.equals(a.get("decision"))
                          ? List.of(a).stream()
                          : values.stream().map(v -> with(a, field, v)))
              .toList();
    }
    return answers;
  }

  private static Map<String, Object> with(Map<String, Object> answer, String field, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(answer);
    more.put(field, value);
    return more;
  }

  private JsonNode form(String taskKey) {
    String name =
        taskKey
            .replace("userTask_", "")
            .replaceAll("([A-Z])", "-$1")
            .toLowerCase(java.util.Locale.ROOT);
    try {
      return json.readTree(Path.of("forms", name + ".form").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
