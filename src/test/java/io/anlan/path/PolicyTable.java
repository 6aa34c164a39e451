package io.anlan.path;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.OutputEntry;

/** The shipped review policy, with some of its cells changed. */
class PolicyTable {

  private final DmnModelInstance table =
      Dmn.readModelFromFile(Path.of("bpmn/review-policy.dmn").toFile());

  /**
   * @param rule as it is called in the table, without {@code rule_}
   */
  PolicyTable with(String rule, String column, String value) {
    OutputEntry cell = table.getModelElementById("then_" + rule + "_" + column);
    cell.getText().setTextContent(value);
    return this;
  }

  /** The same, and nobody is visited. */
  PolicyTable withoutVisits() {
    table.getModelElementsByType(OutputEntry.class).stream()
        .filter(cell -> cell.getId().endsWith("_siteVisit"))
        .forEach(cell -> cell.getText().setTextContent("\"NONE\""));
    return this;
  }

  byte[] bytes() {
    return Dmn.convertToString(table).getBytes(StandardCharsets.UTF_8);
  }
}
