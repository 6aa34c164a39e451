package io.anlan.workflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;

/**
 * One cell that differs between two versions of a policy.
 *
 * @param row what the row asks for, such as {@code "STREET" · "370000000000"}
 * @param column its label
 * @param before null where the row is new
 * @param after null where the row is gone
 */
record PolicyChange(String row, String column, String before, String after) {

  /** The cells of a row by their column, and what it asks for. */
  private record Row(String name, Map<String, String> cells) {}

  static List<PolicyChange> between(DmnModelInstance former, DmnModelInstance later) {
    Map<String, Row> before = rows(former);
    Map<String, Row> after = rows(later);
    List<PolicyChange> changes = new ArrayList<>();
    before.forEach(
        (id, row) -> compare(row, after.getOrDefault(id, new Row(row.name, Map.of())), changes));
    after.forEach(
        (id, row) -> {
          if (!before.containsKey(id)) compare(new Row(row.name, Map.of()), row, changes);
        });
    return changes;
  }

  private static void compare(Row before, Row after, List<PolicyChange> changes) {
    Map<String, String> columns = new LinkedHashMap<>(before.cells);
    after.cells.forEach(columns::putIfAbsent);
    for (String column : columns.keySet()) {
      String was = before.cells.get(column);
      String is = after.cells.get(column);
      if (!Objects.equals(was, is)) changes.add(new PolicyChange(before.name, column, was, is));
    }
  }

  private static Map<String, Row> rows(DmnModelInstance model) {
    DecisionTable table = model.getModelElementsByType(DecisionTable.class).iterator().next();
    List<String> labels = new ArrayList<>();
    table.getInputs().forEach(input -> labels.add(input.getLabel()));
    table.getOutputs().forEach(output -> labels.add(output.getLabel()));
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Rule rule : table.getRules()) {
      List<String> texts = new ArrayList<>(texts(rule.getInputEntries()));
      String name =
          texts.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining(" · "));
      texts.addAll(texts(rule.getOutputEntries()));
      Map<String, String> cells = new LinkedHashMap<>();
      for (int i = 0; i < texts.size(); i++) cells.put(labels.get(i), texts.get(i));
      rows.put(rule.getId(), new Row(name, cells));
    }
    return rows;
  }

  private static List<String> texts(Collection<? extends DmnElement> entries) {
    return entries.stream()
        .map(
            entry ->
                entry.getChildElementsByType(Text.class).stream()
                    .map(text -> text.getTextContent().strip())
                    .collect(Collectors.joining()))
        .toList();
  }
}
