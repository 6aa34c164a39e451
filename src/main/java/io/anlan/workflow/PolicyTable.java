package io.anlan.workflow;

import io.anlan.division.Offices;
import io.anlan.round.LevelPolicy;
import io.anlan.round.LevelPolicy.CorrectionClock;
import io.anlan.round.VisitRule;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import io.anlan.shared.Tier;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.xml.instance.DomElement;

/**
 * Judges an uploaded policy before the engine knows of it: one table, no scripts, and for everybody
 * an answer that the models can follow.
 */
final class PolicyTable {

  static final String ID = "review-policy";

  /** A year and a day: beyond that a number is a slip of the hand. */
  private static final int MOST_DAYS = 366;

  private static final Pattern PROVINCE = Pattern.compile("\"([0-9]{12})\"");
  private static final Pattern FEEL =
      Pattern.compile("(?i)feel|https?://www\\.omg\\.org/spec/(FEEL/[0-9]+|DMN/[0-9]+/FEEL/)");
  private static final Pattern LINE = Pattern.compile("Line=([0-9]+)");
  private static final String ANY_OTHER_PROVINCE = "000000000000";

  private PolicyTable() {}

  /**
   * @throws Problem 422 on {@code file}
   */
  static void check(byte[] table) {
    DmnEngine engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    DmnDecision decision = decision(table, engine);
    for (String province : provinces(table)) {
      for (Tier tier : Tier.values()) {
        for (Level level : EnumSet.range(Level.STREET, Level.NATION)) {
          Map<String, Object> question =
              Map.of("tier", tier.name(), "level", level.name(), "province", province);
          try {
            requireSense(read(engine.evaluateDecision(decision, question)));
          } catch (RuntimeException broken) {
            throw Problem.field("file", "policy-incomplete", tier, level, province);
          }
        }
      }
    }
  }

  private static DmnDecision decision(byte[] table, DmnEngine engine) {
    try {
      DmnModelInstance model = Dmn.readModelFromStream(new ByteArrayInputStream(table));
      requireNoScript(model.getDocument().getRootElement());
      Collection<DmnDecision> decisions = engine.parseDecisions(model);
      // A second decision in the file would become the next version of another table.
      DmnDecision only = decisions.iterator().next();
      if (decisions.size() == 1 && only.getKey().equals(ID) && only.isDecisionTable()) return only;
    } catch (RuntimeException broken) {
      for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
        // The model's reader keeps the line in its words only.
        Matcher line = LINE.matcher(String.valueOf(cause.getMessage()));
        if (line.find()) throw Problem.field("file", "policy-line", line.group(1));
      }
      throw Problem.field("file", "policy-unreadable");
    }
    throw Problem.field("file", "policy-unreadable");
  }

  private static void requireNoScript(DomElement element) {
    String language = element.getAttribute("expressionLanguage");
    if (language != null && !FEEL.matcher(language).matches()) {
      throw new IllegalArgumentException(language);
    }
    element.getChildElements().forEach(PolicyTable::requireNoScript);
  }

  /** Those that the table names, and one for all the others. */
  private static Set<String> provinces(byte[] table) {
    Set<String> provinces = new TreeSet<>(Set.of(ANY_OTHER_PROVINCE));
    PROVINCE
        .matcher(new String(table, StandardCharsets.UTF_8))
        .results()
        .forEach(r -> provinces.add(r.group(1)));
    return provinces;
  }

  private static void requireSense(LevelPolicy level) {
    boolean counts =
        IntStream.of(
                level.workingDays(),
                level.reminderDays(),
                level.leaderDays(),
                level.superviseDays(),
                level.correctionRounds(),
                level.correctionDays(),
                level.opinionDays(),
                level.noticeDays())
            .allMatch(n -> n >= 0 && n <= MOST_DAYS);
    if (!counts
        || !Offices.DEPARTMENTS.containsAll(level.departments())
        || !Set.of("DIRECT", "DISTRICT_FIRST").contains(level.correctionRoute())
        || !level.selection().equals("NONE")) {
      throw new IllegalArgumentException(level.toString());
    }
    requireSense(level.visit());
  }

  private static void requireSense(VisitRule visit) {
    boolean counts =
        IntStream.of(
                visit.minimum(),
                visit.team(),
                visit.invitationDays(),
                visit.visitDays(),
                visit.rectificationRounds(),
                visit.rectificationDays(),
                visit.scoreDifference(),
                visit.lookBackYears())
            .allMatch(n -> n >= 0 && n <= MOST_DAYS);
    boolean staffed = !visit.asked() || visit.team() >= 1;
    if (!counts
        || !staffed
        || visit.ratio() < 0
        || visit.ratio() > 100
        || !Set.of("NONE", "SAMPLE", "ALL").contains(visit.extent())
        || !Set.of("FIRST", "DIFFERENCE", "COMPLAINT").containsAll(visit.must())) {
      throw new IllegalArgumentException(visit.toString());
    }
  }

  static LevelPolicy read(DmnDecisionResult result) {
    DmnDecisionResultEntries row = result.getSingleResult();
    return new LevelPolicy(
        row.getEntry("included"),
        number(row, "workingDays"),
        number(row, "reminderDays"),
        later(row, "leaderDays"),
        later(row, "superviseDays"),
        number(row, "correctionRounds"),
        number(row, "correctionDays"),
        row.getEntry("correctionRoute"),
        clock(row),
        visit(row),
        words(row, "departments"),
        number(row, "opinionDays"),
        row.getEntry("officialScore"),
        row.getEntry("selection"),
        number(row, "noticeDays"),
        row.getEntry("sealedScan"));
  }

  /** A table that was uploaded before there were visits has no columns for them. */
  private static VisitRule visit(DmnDecisionResultEntries row) {
    if (!row.containsKey("visitTeam")) return VisitRule.NONE;
    return new VisitRule(
        row.getEntry("siteVisit"),
        number(row, "siteVisitRatio"),
        number(row, "siteVisitMinimum"),
        new LinkedHashSet<>(words(row, "siteVisitMust")),
        number(row, "visitTeam"),
        number(row, "invitationDays"),
        number(row, "visitDays"),
        number(row, "rectificationRounds"),
        number(row, "rectificationDays"),
        number(row, "scoreDifference"),
        number(row, "lookBackYears"));
  }

  /** A column that tables of before do not have: nothing of the kind happens. */
  private static int later(DmnDecisionResultEntries row, String name) {
    return row.containsKey(name) ? number(row, name) : 0;
  }

  private static CorrectionClock clock(DmnDecisionResultEntries row) {
    return row.containsKey("correctionClock")
        ? CorrectionClock.valueOf(row.getEntry("correctionClock"))
        : CorrectionClock.RESTART;
  }

  private static List<String> words(DmnDecisionResultEntries row, String name) {
    String words = row.getEntry(name);
    return words.isBlank()
        ? List.of()
        : Arrays.stream(words.split(",")).map(String::strip).toList();
  }

  private static int number(DmnDecisionResultEntries row, String name) {
    return ((Number) row.getEntry(name)).intValue();
  }
}
