package io.anlan.workflow;

import io.anlan.round.LevelPolicy;
import io.anlan.round.Policies;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import io.anlan.shared.Tier;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.stereotype.Component;

/**
 * The decision tables at a version. A version is that of the decision {@code review-policy} in the
 * engine: an upload makes the next one, a restart with an unchanged file makes none.
 */
@Component
class EnginePolicies implements Policies {

  private static final String REVIEW = "review-policy";
  private static final String ELIGIBILITY = "eligibility";

  private record Key(String version, Tier tier, Level level, String province) {}

  private final RepositoryService repository;
  private final DecisionService decisions;
  private final ProcessEngineConfigurationImpl engine;
  // A deployed version never changes.
  private final Map<Key, LevelPolicy> cache = new ConcurrentHashMap<>();

  EnginePolicies(
      RepositoryService repository,
      DecisionService decisions,
      ProcessEngineConfigurationImpl engine) {
    this.repository = repository;
    this.decisions = decisions;
    this.engine = engine;
  }

  @Override
  public String current() {
    return String.valueOf(
        withoutAuthorization(
            () ->
                repository
                    .createDecisionDefinitionQuery()
                    .decisionDefinitionKey(REVIEW)
                    .latestVersion()
                    .singleResult()
                    .getVersion()));
  }

  @Override
  public boolean exists(String version) {
    return version.matches("[0-9]{1,9}")
        && withoutAuthorization(
            () ->
                repository
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(REVIEW)
                        .decisionDefinitionVersion(Integer.valueOf(version))
                        .count()
                    == 1);
  }

  @Override
  public LevelPolicy level(String version, Tier tier, Level level, String province) {
    Key key = new Key(version, tier, level, province);
    LevelPolicy known = cache.get(key);
    if (known != null) return known;
    LevelPolicy read =
        withoutAuthorization(
            () ->
                policy(
                    decisions
                        .evaluateDecisionByKey(REVIEW)
                        .version(Integer.valueOf(version))
                        .variables(
                            Map.of(
                                "tier", tier.name(), "level", level.name(), "province", province))
                        .evaluate()));
    cache.put(key, read);
    return read;
  }

  @Override
  public BigDecimal threshold(String version, Tier tier) {
    Object points =
        withoutAuthorization(
            () ->
                decisions
                    .evaluateDecisionByKey(ELIGIBILITY)
                    .variables(Map.of("tier", tier.name()))
                    .evaluate()
                    .getSingleResult()
                    .getEntry("threshold"));
    return new BigDecimal(points.toString());
  }

  List<DecisionDefinition> versions() {
    return withoutAuthorization(
        () ->
            repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(REVIEW)
                .orderByDecisionDefinitionVersion()
                .desc()
                .listPage(0, 200));
  }

  /** Deploys an uploaded table as the next version, if it answers for every tier and level. */
  String upload(byte[] table) {
    return withoutAuthorization(
        () -> {
          try {
            repository
                .createDeployment()
                .name("policy upload")
                .addInputStream("review-policy.dmn", new java.io.ByteArrayInputStream(table))
                .deploy();
          } catch (RuntimeException broken) {
            throw Problem.field("file", "policy-unreadable");
          }
          String version = current();
          try {
            for (Tier tier : Tier.values()) {
              for (Level level : Level.values()) {
                if (level != Level.COMMUNITY) level(version, tier, level, "370000000000");
              }
            }
          } catch (RuntimeException broken) {
            throw Problem.field("file", "policy-incomplete");
          }
          return version;
        });
  }

  private static LevelPolicy policy(DmnDecisionResult result) {
    DmnDecisionResultEntries row = result.getSingleResult();
    String departments = row.getEntry("departments");
    return new LevelPolicy(
        row.getEntry("included"),
        number(row, "workingDays"),
        number(row, "reminderDays"),
        number(row, "correctionRounds"),
        number(row, "correctionDays"),
        row.getEntry("correctionRoute"),
        row.getEntry("siteVisit"),
        number(row, "siteVisitRatio"),
        departments.isBlank()
            ? List.of()
            : Arrays.stream(departments.split(",")).map(String::strip).toList(),
        number(row, "opinionDays"),
        row.getEntry("officialScore"),
        row.getEntry("selection"),
        number(row, "noticeDays"),
        row.getEntry("sealedScan"));
  }

  private static int number(DmnDecisionResultEntries row, String name) {
    return ((Number) row.getEntry(name)).intValue();
  }

  private <T> T withoutAuthorization(Callable<T> act) {
    return engine
        .getCommandExecutorTxRequired()
        .execute(context -> context.runWithoutAuthorization(act));
  }
}
