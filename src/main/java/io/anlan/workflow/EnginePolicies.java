package io.anlan.workflow;

import io.anlan.round.LevelPolicy;
import io.anlan.round.Policies;
import io.anlan.shared.Administered;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import io.anlan.shared.Tier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.MultipartFile;

/**
 * The decision tables at a version. A version is that of the decision {@code review-policy} in the
 * engine: an upload makes the next one, a restart with an unchanged file makes none.
 */
@Component
class EnginePolicies implements Policies {

  private static final String ELIGIBILITY = "eligibility";
  private static final DataSize MAX_SIZE = DataSize.ofMegabytes(1);

  private record Key(String version, Tier tier, Level level, String province) {}

  private final RepositoryService repository;
  private final DecisionService decisions;
  private final EngineCommands engine;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  // A deployed version never changes.
  private final Map<Key, LevelPolicy> cache = new ConcurrentHashMap<>();

  EnginePolicies(
      RepositoryService repository,
      DecisionService decisions,
      EngineCommands engine,
      TransactionTemplate transaction,
      ApplicationEventPublisher events) {
    this.repository = repository;
    this.decisions = decisions;
    this.engine = engine;
    this.transaction = transaction;
    this.events = events;
  }

  @Override
  public String current() {
    Integer latest =
        engine.run(
            context ->
                repository
                    .createDecisionDefinitionQuery()
                    .decisionDefinitionKey(PolicyTable.ID)
                    .latestVersion()
                    .singleResult()
                    .getVersion());
    return latest.toString();
  }

  @Override
  public boolean exists(String version) {
    return version.matches("[0-9]{1,9}")
        && engine.run(
            context ->
                repository
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(PolicyTable.ID)
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
        engine.run(
            context ->
                PolicyTable.read(
                    decisions
                        .evaluateDecisionByKey(PolicyTable.ID)
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
        engine.run(
            context ->
                decisions
                    .evaluateDecisionByKey(ELIGIBILITY)
                    .variables(Map.of("tier", tier.name()))
                    .evaluate()
                    .getSingleResult()
                    .getEntry("threshold"));
    return new BigDecimal(points.toString());
  }

  @Override
  public List<String> versions() {
    return engine.run(
        context ->
            repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(PolicyTable.ID)
                .orderByDecisionDefinitionVersion()
                .desc()
                .listPage(0, 200)
                .stream()
                .map(definition -> String.valueOf(definition.getVersion()))
                .toList());
  }

  /** The cells in which the later of two known versions differs from the former. */
  List<PolicyChange> changes(String former, String later) {
    return PolicyChange.between(model(former), model(later));
  }

  private DmnModelInstance model(String version) {
    return engine.run(
        context ->
            repository.getDmnModelInstance(
                repository
                    .createDecisionDefinitionQuery()
                    .decisionDefinitionKey(PolicyTable.ID)
                    .decisionDefinitionVersion(Integer.valueOf(version))
                    .singleResult()
                    .getId()));
  }

  /**
   * Deploys an uploaded table as the next version.
   *
   * @throws Problem 413 or 422 on {@code file}; nothing is deployed then
   */
  String upload(MultipartFile file) throws IOException {
    if (file.getSize() > MAX_SIZE.toBytes()) throw Problem.tooLarge("file", MAX_SIZE);
    byte[] table = file.getBytes();
    PolicyTable.check(table);
    return transaction.execute(
        status -> {
          String version = deploy(table);
          events.publishEvent(new Administered("POLICY_UPLOADED", version));
          return version;
        });
  }

  private String deploy(byte[] table) {
    return engine.run(
        context -> {
          try {
            return String.valueOf(
                repository
                    .createDeployment()
                    .name("policy upload")
                    .addInputStream(PolicyTable.ID + ".dmn", new ByteArrayInputStream(table))
                    .deployWithResult()
                    .getDeployedDecisionDefinitions()
                    .get(0)
                    .getVersion());
          } catch (RuntimeException broken) {
            throw Problem.field("file", "policy-unreadable");
          }
        });
  }
}
