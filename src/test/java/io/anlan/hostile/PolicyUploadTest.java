package io.anlan.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.anlan.round.LevelPolicy;
import io.anlan.round.Policies;
import io.anlan.round.Round;
import io.anlan.round.Rounds;
import io.anlan.shared.Level;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Samples;
import io.anlan.support.Walk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A new policy is deployed when every level can follow it, and leaves no trace otherwise. */
@RunningAnlan
class PolicyUploadTest {

  private static final String STREET = "<outputEntry id=\"then_streetShandong_workingDays\">";
  private static final String SHANDONG = "370000000000";

  @Autowired Client client;
  @Autowired Policies policies;
  @Autowired RepositoryService repository;
  @Autowired Rounds rounds;
  @Autowired Walk walk;

  private static String shipped() {
    try {
      return Files.readString(Path.of("bpmn/review-policy.dmn"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** With another text in the cell that holds the street's working days. */
  private static String days(String text) {
    int cell = shipped().indexOf(STREET);
    int from = shipped().indexOf("<text>", cell) + "<text>".length();
    return shipped().substring(0, from)
        + text
        + shipped().substring(shipped().indexOf("</text>", from));
  }

  private Answer upload(String table) {
    return client
        .as("admin")
        .upload("/api/policies", Map.of(), "政策.dmn", table.getBytes(StandardCharsets.UTF_8));
  }

  private int streetDays(String version) {
    return policies.level(version, Tier.NATIONAL, Level.STREET, SHANDONG).workingDays();
  }

  /** As tables were before there was this column. */
  private static String without(String table, String column) {
    return table
        .replaceAll("(?s)<output id=\"output_" + column + "\"[^>]*?(/>|>.*?</output>)", "")
        .replaceAll("(?s)<outputEntry id=\"then_\\w+_" + column + "\">.*?</outputEntry>", "");
  }

  @Test
  void aTableOfBeforeTellsNobodyButTheHolderAndBeginsTheReviewAnew() {
    String former = shipped();
    for (String column : List.of("leaderDays", "superviseDays", "correctionClock")) {
      String less = without(former, column);
      assertThat(less).doesNotContain(column).isNotEqualTo(former);
      former = less;
    }
    Answer answer = upload(former);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    LevelPolicy street =
        policies.level(
            answer.body().path("version").asText(), Tier.NATIONAL, Level.STREET, SHANDONG);
    assertThat(street.leaderDays()).isZero();
    assertThat(street.superviseDays()).isZero();
    assertThat(street.correctionClock()).isEqualTo(LevelPolicy.CorrectionClock.RESTART);
    assertThat(upload(shipped()).status()).isEqualTo(201);
  }

  @Test
  void aChangedCellIsTheNextVersionForNewRoundsOnly() {
    Round running = walk.freshRound(Tier.MUNICIPAL);
    String before = policies.current();
    int days = streetDays(before);
    Answer answer = upload(days("9"));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    String after = answer.body().path("version").asText();
    assertThat(Integer.parseInt(after)).isEqualTo(Integer.parseInt(before) + 1);
    assertThat(policies.current()).isEqualTo(after);
    assertThat(streetDays(after)).isEqualTo(9);
    assertThat(streetDays(before)).isEqualTo(days);
    assertThat(walk.freshRound(Tier.MUNICIPAL).policyVersion()).isEqualTo(after);
    assertThat(rounds.get(running.id()).policyVersion()).isEqualTo(before);
  }

  static Stream<Arguments> broken() {
    String good = shipped();
    String script = " expressionLanguage=\"%s\"><text>java.lang.System.exit(1)</text>";
    return Stream.of(
        arguments("nothing", ""),
        arguments("words", "words"),
        arguments("half", good.substring(0, good.length() / 2)),
        arguments("a process", read("bpmn/application.bpmn")),
        arguments("another table", read("bpmn/eligibility.dmn")),
        arguments("another id", good.replace("\"review-policy\"", "\"review-policy-2\"")),
        arguments(
            "a second table beside it",
            good.replace(
                "</definitions>",
                read("bpmn/eligibility.dmn").replaceAll("(?s).*?(<decision .*</decision>).*", "$1")
                    + "</definitions>")),
        arguments(
            "no answer for one level", withoutRule(good, "rule_otherwise", "rule_nationNational")),
        arguments(
            "no answer for other provinces", withoutRule(good, "rule_otherwise", "rule_street")),
        arguments("a text for a number", days("\"five\"")),
        arguments("less than no days", days("-1")),
        arguments("days without end", days("99999")),
        arguments("no days", days("")),
        arguments("a formula that fails", days("1 / nothing")),
        arguments("a text for yes", good.replace("<text>true</text>", "<text>\"yes\"</text>")),
        arguments("an unknown department", good.replace("METEOROLOGY", "ASTROLOGY")),
        arguments("an unknown route", good.replace("\"DISTRICT_FIRST\"", "\"ANYHOW\"")),
        arguments("a column less", good.replaceFirst("name=\"opinionDays\"", "name=\"days\"")),
        arguments("groovy", cell(good, script.formatted("groovy"))),
        arguments("javascript", cell(good, script.formatted("javascript"))),
        arguments("juel", cell(good, script.formatted("juel"))),
        arguments(
            "a script language for all",
            good.replaceFirst("<definitions ", "<definitions expressionLanguage=\"groovy\" ")),
        arguments(
            "no time to live", good.replaceFirst(" camunda:historyTimeToLive=\"[^\"]*\"", "")),
        arguments(
            "an entity that reads a file",
            good.replaceFirst(
                    "\\?>", "?><!DOCTYPE definitions [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")
                .replaceFirst("<description>", "<description>&x;")),
        arguments(
            "a document type elsewhere",
            good.replaceFirst(
                "\\?>", "?><!DOCTYPE definitions SYSTEM \"http://localhost:1/x.dtd\">")),
        arguments(
            "a thousand laughs",
            good.replaceFirst(
                    "\\?>",
                    "?><!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b"
                        + " \"&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>")
                .replaceFirst("<description>", "<description>&c;")));
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String withoutRule(String table, String... ids) {
    for (String id : ids) {
      String without = table.replaceFirst("(?s)<rule id=\"" + id + "\">.*?</rule>", "");
      assertThat(without).isNotEqualTo(table);
      table = without;
    }
    return table;
  }

  private static String cell(String table, String content) {
    String start = STREET.substring(0, STREET.length() - 1);
    return table.replaceFirst(
        "(?s)" + start + ">\\s*<text>5</text>",
        java.util.regex.Matcher.quoteReplacement(start + content));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void aPolicyThatNobodyCouldFollowLeavesNothing(String what, String table) {
    assertThat(table).as("differs from the shipped one").isNotEqualTo(shipped());
    String current = policies.current();
    long deployments = repository.createDeploymentQuery().count();
    long definitions = repository.createDecisionDefinitionQuery().count();
    Answer answer = upload(table);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.errors()).containsOnlyKeys("file");
    assertThat(answer.text()).doesNotContain("root:");
    assertThat(policies.current()).isEqualTo(current);
    assertThat(repository.createDeploymentQuery().count()).isEqualTo(deployments);
    assertThat(repository.createDecisionDefinitionQuery().count()).isEqualTo(definitions);
    assertThat(policies.exists(String.valueOf(Integer.parseInt(current) + 1))).isFalse();
  }

  @Test
  void afterABrokenOneTheGoodOneIsTheNextAndItsOwn() {
    String current = policies.current();
    // Broken at the last level only: whatever was read of it before must be forgotten.
    String broken = withoutRule(days("1"), "rule_otherwise", "rule_aboveMunicipal");
    assertThat(upload(broken).status()).isEqualTo(422);
    Answer good = upload(days("8"));
    assertThat(good.status()).as(good.toString()).isEqualTo(201);
    String version = good.body().path("version").asText();
    assertThat(Integer.parseInt(version)).isEqualTo(Integer.parseInt(current) + 1);
    assertThat(streetDays(version)).isEqualTo(8);
  }

  @Test
  void aPolicyBeyondTheLimitNamesIt() {
    Answer answer = upload(shipped() + " ".repeat(1 << 20));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.errors().get("file")).contains("1 MB");
    assertThat(
            client.as("admin").upload("/api/policies", Map.of(), "a.dmn", Samples.png()).status())
        .isEqualTo(422);
  }
}
