package io.anlan.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anlan.inbox.Fields;
import io.anlan.shared.PlainText;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** Checks submitted fields against the same form file that drew them. */
@Component
class FormCatalog {

  private static final Set<String> SILENT = Set.of("text", "separator", "group", "button");

  private record Field(String type, boolean required, int maxLength, Set<String> values) {}

  private final RepositoryService repository;
  private final ObjectMapper json;
  private final Map<String, Map<String, Field>> forms = new ConcurrentHashMap<>();

  FormCatalog(RepositoryService repository, ObjectMapper json) {
    this.repository = repository;
    this.json = json;
  }

  /**
   * @param deploymentId the deployment that the task's model belongs to
   * @throws Problem 400 for a field that the form does not name or of a wrong type, 422 for a rule
   */
  Fields check(String deploymentId, String form, Map<String, Object> submitted) {
    Map<String, Field> fields =
        forms.computeIfAbsent(deploymentId + "/" + form, k -> read(deploymentId, form));
    for (String name : submitted.keySet()) {
      if (!fields.containsKey(name)) throw Problem.unreadableField(name, "unknown-property");
    }
    List<Fault> faults = new ArrayList<>();
    Map<String, Object> values = new HashMap<>();
    fields.forEach(
        (name, field) -> {
          Object value = submitted.get(name);
          if (value instanceof String text && text.isBlank()) value = null;
          if (value instanceof List<?> list && list.isEmpty()) value = null;
          if (value == null) {
            if (field.required) faults.add(new Fault(name, "required"));
            return;
          }
          value = typed(name, field, value);
          if (value instanceof String text) {
            if (text.length() > field.maxLength) {
              faults.add(new Fault(name, "form-maximum", field.maxLength));
            }
            if (!field.values.isEmpty() && !field.values.contains(text)) {
              faults.add(new Fault(name, "unknown-value"));
            }
            if (field.type.equals("datetime") && !isDate(text)) {
              faults.add(new Fault(name, "not-a-date"));
            }
          }
          values.put(name, value);
        });
    if (!faults.isEmpty()) throw Problem.fields(faults);
    return new Fields(values);
  }

  private static Object typed(String name, Field field, Object value) {
    boolean fits =
        switch (field.type) {
          case "checkbox" -> value instanceof Boolean;
          case "taglist" -> value instanceof List;
          case "number" -> value instanceof Number;
          default -> value instanceof String;
        };
    if (!fits) throw Problem.unreadableField(name, "wrong-type");
    if (value instanceof List<?> list && list.size() > 500)
      throw Problem.field(name, "unknown-value");
    if (!plain(value)) throw Problem.unreadableField(name, "wrong-type");
    return value;
  }

  /** Lists come with texts inside, by the engine's own interface unread by us. */
  private static boolean plain(Object value) {
    if (value instanceof String text) return PlainText.is(text);
    if (value instanceof List<?> list) return list.stream().allMatch(FormCatalog::plain);
    return !(value instanceof Map<?, ?> map) || map.values().stream().allMatch(FormCatalog::plain);
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private Map<String, Field> read(String deploymentId, String form) {
    String resource = resource(deploymentId, form + ".form");
    try (InputStream in = repository.getResourceAsStream(deploymentId, resource)) {
      Map<String, Field> fields = new LinkedHashMap<>();
      collect(json.readTree(in).path("components"), fields);
      return fields;
    } catch (IOException e) {
      throw new IllegalStateException(form, e);
    }
  }

  /** Deployments of earlier versions named their files with the folder that they came from. */
  private String resource(String deploymentId, String file) {
    return repository.getDeploymentResourceNames(deploymentId).stream()
        .filter(name -> name.equals(file) || name.endsWith("/" + file))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No form " + file));
  }

  private static void collect(JsonNode components, Map<String, Field> fields) {
    for (JsonNode component : components) {
      String type = component.path("type").asText();
      if (component.has("components")) collect(component.path("components"), fields);
      if (SILENT.contains(type)) continue;
      JsonNode rules = component.path("validate");
      Set<String> values = new TreeSet<>();
      component.path("values").forEach(v -> values.add(v.path("value").asText()));
      fields.put(
          component.path("key").asText(),
          new Field(
              type,
              rules.path("required").asBoolean(false) && !component.has("conditional"),
              rules.path("maxLength").asInt(2000),
              values));
    }
  }
}
