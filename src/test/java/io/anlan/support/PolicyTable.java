package io.anlan.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.OutputEntry;

/** The shipped review policy, with some of its cells changed. */
public class PolicyTable {

  private final DmnModelInstance table =
      Dmn.readModelFromFile(Path.of("bpmn/review-policy.dmn").toFile());

  /**
   * @param rule as it is called in the table, without {@code rule_}
   */
  public PolicyTable with(String rule, String column, String value) {
    OutputEntry cell = table.getModelElementById("then_" + rule + "_" + column);
    cell.getText().setTextContent(value);
    return this;
  }

  /** The same, and nobody is visited. */
  public PolicyTable withoutVisits() {
    table.getModelElementsByType(OutputEntry.class).stream()
        .filter(cell -> cell.getId().endsWith("_siteVisit"))
        .forEach(cell -> cell.getText().setTextContent("\"NONE\""));
    return this;
  }

  /** The same, and nobody is told of a deadline before its last day or after it. */
  public PolicyTable withoutStages() {
    table.getModelElementsByType(OutputEntry.class).stream()
        .filter(cell -> cell.getId().matches("then_\\w+_(reminder|leader|supervise)Days"))
        .forEach(cell -> cell.getText().setTextContent("0"));
    return this;
  }

  /** The version under which this table was uploaded; the current one is the shipped one again. */
  public String uploaded(Client client) {
    String version = upload(client, this);
    upload(client, new PolicyTable());
    return version;
  }

  private static String upload(Client client, PolicyTable table) {
    var answer =
        client.as("admin").upload("/api/policies", Map.of(), "review-policy.dmn", table.bytes());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.body().path("version").asText();
  }

  private byte[] bytes() {
    return Dmn.convertToString(table).getBytes(StandardCharsets.UTF_8);
  }
}
