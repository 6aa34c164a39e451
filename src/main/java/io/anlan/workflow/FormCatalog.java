package io.anlan.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anlan.inbox.Fields;
import io.anlan.inbox.TaskForm.Element;
import io.anlan.inbox.TaskForm.Option;
import io.anlan.inbox.TaskForm.Visibility;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** Reads form files, and checks submitted fields against the same file that drew them. */
@Component
class FormCatalog {

  /** Shown, not filled. */
  private static final Set<String> SILENT = Set.of("text", "separator", "group", "button");

  /** The one kind of condition that our forms use: hidden unless another field has a value. */
  private static final Pattern HIDDEN_UNLESS =
      Pattern.compile("=(?<field>[a-zA-Z]+) != \"(?<value>[A-Z_]+)\"");

  private final RepositoryService repository;
  private final ObjectMapper json;
  private final Map<String, List<Element>> forms = new ConcurrentHashMap<>();

  FormCatalog(RepositoryService repository, ObjectMapper json) {
    this.repository = repository;
    this.json = json;
  }

  /**
   * The elements of a form, in order.
   *
   * @param deploymentId the deployment that the task's model belongs to
   */
  List<Element> elements(String deploymentId, String form) {
    return forms.computeIfAbsent(deploymentId + "/" + form, k -> read(deploymentId, form));
  }

  /**
   * @throws Problem 400 for a field that the form does not name or of a wrong type, 422 for a rule
   */
  Fields check(List<Element> elements, Map<String, Object> submitted) {
    Map<String, Element> fields = new LinkedHashMap<>();
    for (Element c : elements) if (!SILENT.contains(c.type())) fields.put(c.key(), c);
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
            if (field.required() && field.visibility() == null)
              faults.add(new Fault(name, "required"));
            return;
          }
          value = typed(name, field, value);
          if (value instanceof String text) {
            if (text.length() > field.maxLength()) {
              faults.add(new Fault(name, "form-maximum", field.maxLength()));
            }
            boolean unknown = field.options().stream().noneMatch(o -> o.value().equals(text));
            if (!field.options().isEmpty() && unknown) {
              faults.add(new Fault(name, "unknown-value"));
            }
            if (field.type().equals("datetime") && !isDate(text)) {
              faults.add(new Fault(name, "not-a-date"));
            }
          }
          values.put(name, value);
        });
    if (!faults.isEmpty()) throw Problem.fields(faults);
    return new Fields(values);
  }

  private static Object typed(String name, Element field, Object value) {
    boolean fits =
        switch (field.type()) {
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

  private List<Element> read(String deploymentId, String form) {
    String resource = resource(deploymentId, form + ".form");
    try (InputStream in = repository.getResourceAsStream(deploymentId, resource)) {
      List<Element> elements = new ArrayList<>();
      collect(json.readTree(in).path("components"), elements);
      return List.copyOf(elements);
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

  private static void collect(JsonNode nodes, List<Element> elements) {
    for (JsonNode node : nodes) {
      elements.add(element(node));
      if (node.has("components")) collect(node.path("components"), elements);
    }
  }

  private static Element element(JsonNode node) {
    List<Option> options = new ArrayList<>();
    node.path("values")
        .forEach(v -> options.add(new Option(v.path("value").asText(), v.path("label").asText())));
    JsonNode rules = node.path("validate");
    return new Element(
        node.path("type").asText(),
        node.path("id").asText(),
        node.path("key").asText(null),
        node.hasNonNull("dateLabel")
            ? node.path("dateLabel").asText()
            : node.path("label").asText(null),
        node.path("description").asText(null),
        node.path("text").asText(null),
        rules.path("required").asBoolean(false),
        rules.path("maxLength").asInt(2000),
        List.copyOf(options),
        node.path("valuesKey").asText(null),
        visibility(node.path("conditional").path("hide").asText(null)));
  }

  private static Visibility visibility(String hide) {
    if (hide == null) return null;
    Matcher condition = HIDDEN_UNLESS.matcher(hide);
    if (!condition.matches()) throw new IllegalStateException("Unknown condition " + hide);
    return new Visibility(condition.group("field"), condition.group("value"));
  }
}
