package io.anlan.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.account.Accounts;
import io.anlan.application.Status;
import io.anlan.audit.Trail;
import io.anlan.path.Watched.Detail;
import io.anlan.round.Round;
import io.anlan.shared.Level;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.PolicyTable;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The invariant of the design, proved on the real engine and database: whatever people and time do,
 * no application is lost. Levels are explored one by one under each kind of policy, the way through
 * all levels with each level's outcomes in its place; each half ends only where the other goes on.
 */
@RunningAnlan
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StateSpaceTest {

  /** The policies, by what is changed in the shipped one. */
  private enum Policy {
    SHIPPED {
      @Override
      PolicyTable table() {
        return new PolicyTable();
      }
    },
    /**
     * The shipped one without visits, which are explored by themselves, with two moments of a
     * deadline, for each is one more thing that happens in every state, and with one return above
     * the district, which has two like the street.
     */
    PLAIN {
      @Override
      PolicyTable table() {
        return new PolicyTable()
            .withoutVisits()
            .withoutStages()
            .with("cityNational", "correctionRounds", "1")
            .with("provinceNational", "correctionRounds", "1")
            .with("nationNational", "correctionRounds", "1");
      }
    },
    /** Visits, and little else: two experts, one round of rectification. */
    VISITS {
      @Override
      PolicyTable table() {
        return new PolicyTable()
            .withoutStages()
            .with("districtNational", "correctionRounds", "0")
            .with("districtNational", "departments", "\"\"")
            .with("districtNational", "rectificationRounds", "1");
      }
    },
    /** Sealed scans, one correction, other routes; the street's department has no officer. */
    STRICT {
      @Override
      PolicyTable table() {
        return PLAIN
            .table()
            .with("streetShandong", "superviseDays", "3")
            .with("streetShandong", "sealedScan", "true")
            .with("streetShandong", "correctionRounds", "1")
            .with("streetShandong", "departments", "\"FIRE\"")
            .with("districtNational", "sealedScan", "true")
            .with("districtNational", "correctionRounds", "1")
            .with("districtNational", "departments", "\"\"")
            .with("cityNational", "correctionRounds", "1")
            .with("cityNational", "correctionRoute", "\"DIRECT\"")
            .with("cityNational", "departments", "\"METEOROLOGY,FIRE\"")
            .with("provinceNational", "sealedScan", "true")
            .with("provinceNational", "correctionRounds", "1")
            .with("provinceNational", "departments", "\"\"")
            .with("nationNational", "correctionRounds", "0")
            .with("nationNational", "departments", "\"FIRE\"");
      }
    },
    /** Nothing is returned. */
    FINAL {
      @Override
      PolicyTable table() {
        return PLAIN
            .table()
            .with("streetShandong", "correctionRounds", "0")
            .with("districtNational", "correctionRounds", "0")
            .with("districtNational", "departments", "\"METEOROLOGY,FIRE\"")
            .with("cityNational", "correctionRounds", "0")
            .with("cityNational", "departments", "\"\"");
      }
    },
    /** The national measures know no street. */
    WITHOUT_STREET {
      @Override
      PolicyTable table() {
        return PLAIN.table().with("streetShandong", "included", "false");
      }
    },
    /** The city does the district's work. */
    CITY_SCORES {
      @Override
      PolicyTable table() {
        return WITHOUT_STREET
            .table()
            .with("districtNational", "included", "false")
            .with("cityNational", "correctionRounds", "1")
            .with("cityNational", "departments", "\"METEOROLOGY,FIRE\"")
            .with("provinceNational", "correctionRounds", "1")
            .with("provinceNational", "departments", "\"FIRE\"");
      }
    };

    abstract PolicyTable table();
  }

  /** One level under one policy. */
  private enum Inside {
    STREET(Policy.PLAIN, Level.STREET),
    DISTRICT(Policy.PLAIN, Level.DISTRICT),
    CITY(Policy.PLAIN, Level.CITY),
    PROVINCE(Policy.PLAIN, Level.PROVINCE),
    NATION(Policy.PLAIN, Level.NATION),
    MUNICIPAL_CITY(Policy.PLAIN, Tier.MUNICIPAL, Level.CITY, Detail.LEVEL),
    STRICT_STREET(Policy.STRICT, Tier.NATIONAL, Level.STREET, Detail.LEVEL_WITH_CLAIMS),
    STRICT_DISTRICT(Policy.STRICT, Level.DISTRICT),
    STRICT_CITY(Policy.STRICT, Level.CITY),
    STRICT_PROVINCE(Policy.STRICT, Level.PROVINCE),
    STRICT_NATION(Policy.STRICT, Level.NATION),
    FINAL_STREET(Policy.FINAL, Level.STREET),
    FINAL_DISTRICT(Policy.FINAL, Level.DISTRICT),
    FINAL_CITY(Policy.FINAL, Level.CITY),
    SCORING_CITY(Policy.CITY_SCORES, Level.CITY),
    VISITED_DISTRICT(Policy.VISITS, Level.DISTRICT),
    ABOVE_SCORING_CITY(Policy.CITY_SCORES, Tier.NATIONAL, Level.PROVINCE, Detail.LEVEL_IN_FULL);

    final Policy policy;
    final Tier tier;
    final Level level;
    final Detail detail;

    Inside(Policy policy, Level level) {
      this(policy, Tier.NATIONAL, level, Detail.LEVEL);
    }

    Inside(Policy policy, Tier tier, Level level, Detail detail) {
      this.policy = policy;
      this.tier = tier;
      this.level = level;
      this.detail = detail;
    }

    boolean holds(String state) {
      return stands(state, level, "IN_REVIEW", "IN_CORRECTION")
          || level == tier.namingLevel() && stands(state, level, "NAMING");
    }
  }

  /** The way from the draft on, or of two files that wait for their naming. */
  private enum Way {
    NATIONAL(Policy.PLAIN, Tier.NATIONAL, false),
    PROVINCIAL(Policy.PLAIN, Tier.PROVINCIAL, false),
    MUNICIPAL(Policy.PLAIN, Tier.MUNICIPAL, false),
    WITHOUT_STREET(Policy.WITHOUT_STREET, Tier.NATIONAL, false),
    CITY_SCORES(Policy.CITY_SCORES, Tier.NATIONAL, false),
    TWO_NATIONAL(Policy.PLAIN, Tier.NATIONAL, true),
    TWO_MUNICIPAL(Policy.PLAIN, Tier.MUNICIPAL, true);

    final Policy policy;
    final Tier tier;
    final boolean two;

    Way(Policy policy, Tier tier, boolean two) {
      this.policy = policy;
      this.tier = tier;
      this.two = two;
    }
  }

  private static boolean stands(String state, Level level, String... statuses) {
    return Arrays.stream(statuses).anyMatch(s -> state.startsWith(level + " " + s + " "));
  }

  @Autowired ApplicationContext anlan;
  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Accounts accounts;
  @Autowired Trail trail;
  @Autowired EntityManager entities;
  @Autowired RuntimeService runtime;
  @Autowired JdbcClient jdbc;

  private final Map<Policy, String> versions = new EnumMap<>(Policy.class);
  private final Map<Inside, Graph> insides = new EnumMap<>(Inside.class);
  private final Map<Way, Graph> ways = new EnumMap<>(Way.class);
  private AnnotationConfigApplicationContext ours;
  private Situations situations;
  private Invariant invariant;
  private Acts acts;
  private Explorer explorer;
  private Instant began;

  @BeforeAll
  void takeOurPlaces() {
    began = Instant.now();
    ours = new AnnotationConfigApplicationContext();
    ours.setParent(anlan);
    ours.register(Situations.class, Invariant.class, People.class, Acts.class, Explorer.class);
    ours.refresh();
    situations = ours.getBean(Situations.class);
    invariant = ours.getBean(Invariant.class);
    acts = ours.getBean(Acts.class);
    explorer = ours.getBean(Explorer.class);
  }

  @BeforeAll
  void uploadThePolicies() {
    for (Policy policy : Policy.values()) versions.put(policy, policy.table().uploaded(client));
  }

  @ParameterizedTest
  @EnumSource
  void noFileIsLostInsideALevel(Inside inside) {
    Graph graph = explored(inside);
    assertThat(graph.faults()).isEmpty();
    assertThat(graph.stuck(s -> !inside.holds(s), StateSpaceTest::goesOn)).isEmpty();
    assertThat(decidedByTime(graph)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void noFileIsLostOnItsWay(Way way) {
    Graph graph = explored(way);
    assertThat(graph.faults()).isEmpty();
    assertThat(graph.stuck(StateSpaceTest::ended, StateSpaceTest::goesOn)).isEmpty();
    assertThat(decidedByTime(graph)).isEmpty();
  }

  @Test
  void eachHalfEndsOnlyWhereTheOtherGoesOn() {
    Set<String> onTheWay =
        explored(Way.NATIONAL).states().stream()
            .map(s -> s.replace(" round-closed", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    List<Inside> levels =
        List.of(Inside.STREET, Inside.DISTRICT, Inside.CITY, Inside.PROVINCE, Inside.NATION);
    Inside visited = Inside.VISITED_DISTRICT;
    // Whoever is not impartial about the file is so at the next level, too.
    assertThat(
            explored(visited).states().stream()
                .filter(s -> !visited.holds(s))
                .map(s -> s.replace(" visit expert-urban RECUSED", "")))
        .as("where a level that is visited is left, the way goes on")
        .isSubsetOf(onTheWay);
    Set<String> insideLevels = new TreeSet<>();
    for (Inside inside : levels) {
      Graph graph = explored(inside);
      insideLevels.addAll(graph.states());
      assertThat(onTheWay)
          .as("the way enters the level where it was explored from")
          .contains(graph.start());
      assertThat(graph.states().stream().filter(s -> !inside.holds(s)))
          .as("where " + inside + " is left, the way goes on")
          .isSubsetOf(onTheWay);
    }
    // Inside a batch the naming itself is explored on the way.
    assertThat(
            onTheWay.stream()
                .filter(
                    s -> levels.stream().anyMatch(i -> i.holds(s)) && !s.contains(" in batch ")))
        .as("what the way does at once was explored inside the level")
        .isSubsetOf(insideLevels);
  }

  @Test
  void statesThatLookAlikeDoAlike() {
    Inside full = Inside.ABOVE_SCORING_CITY;
    Graph graph = explored(full);
    long looks = graph.states().stream().map(StateSpaceTest::look).distinct().count();
    assertThat(looks).as("something was left out").isLessThan(graph.states().size());
    assertThat(graph.unlike(StateSpaceTest::look, full::holds)).isEmpty();
  }

  /** What could go wrong, done on purpose to a file, and what is said about it. */
  private enum Broken {
    NOT_IN_THE_INBOX("delete from inbox_task where number = ?", "the inbox of the file shows []"),
    FORGOTTEN_STATUS(
        "update application set status = 'NAMING' where number = ?",
        "NAMING at DISTRICT, but the process is at"),
    ENDED_BUT_RUNNING(
        "update application set status = 'WITHDRAWN' where number = ?",
        "WITHDRAWN, but its process runs on"),
    OTHER_OFFICE(
        "update application set office = '370305000000' where number = ?",
        "it is with 370305000000"),
    NOBODY_THERE(
        "update account set active = false where ? <> '' and username in (select username from account_role where kind = 'FIRE' and office = '370303000000' and role = 'DEPARTMENT')",
        "nobody can do userTask_giveOpinion"),
    BARRED(
        "insert into application_hand select ?, person_id, 'LEADER' from account where username in (select username from account_role where kind = 'FIRE' and office = '370303000000' and role = 'DEPARTMENT')",
        "nobody can do userTask_giveOpinion"),
    HELD_BY_A_STRANGER(
        "update act_ru_task set assignee_ = 'linzi' where proc_inst_id_ in (select id_ from act_ru_execution where business_key_ = ?)",
        "is held by linzi, who is gone"),
    JOB_WITHOUT_RETRIES(
        "update act_ru_job set retries_ = 0 where process_instance_id_ in (select id_ from act_ru_execution where business_key_ = ?)",
        "startEvent_opinionsOverdue will never run");

    final String sql;
    final String told;

    Broken(String sql, String told) {
      this.sql = sql;
      this.told = told;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenFileIsTold(Broken broken) {
    explorer.takenBack(
        () -> {
          String number = consulting();
          jdbc.sql(broken.sql).param(number).update();
          assertThat(faults(number)).anyMatch(f -> f.contains(broken.told));
          return null;
        });
  }

  @Test
  void aFileWhoseProcessIsGoneHasEnded() {
    explorer.takenBack(
        () -> {
          String number = consulting();
          runtime
              .createProcessInstanceQuery()
              .processInstanceBusinessKey(number)
              .rootProcessInstances()
              .list()
              .forEach(p -> runtime.deleteProcessInstance(p.getId(), "broken"));
          assertThat(faults(number)).isEmpty();
          assertThat(walk.status(number)).isEqualTo(Status.CANCELLED);
          jdbc.sql("update application set status = 'IN_REVIEW' where number = ?")
              .param(number)
              .update();
          assertThat(faults(number))
              .contains(
                  "an open file has 0 processes", "nobody and nothing moves the open file on");
          return null;
        });
  }

  /** A file whose departments are asked in its district, and with which nothing is wrong. */
  private String consulting() {
    String number = submitted("panzhuang", walk.roundToName(Tier.NATIONAL));
    acts.forward(number);
    acts.scoring(situations.of(number)).get(0).does().run();
    walk.does("zhangdian", number, "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
    committed();
    assertThat(faults(number)).isEmpty();
    return number;
  }

  private List<String> faults(String number) {
    return new Invariant(new People(accounts)).faults(situations.of(number));
  }

  private static String look(String full) {
    return full.substring(0, full.indexOf(Situation.MORE));
  }

  private static boolean goesOn(Graph.Step step) {
    return step.kind() != Act.Kind.EXIT;
  }

  private static boolean ended(String state) {
    return Arrays.stream(state.split(" \\| "))
        .allMatch(
            s ->
                s.matches("\\w+ (NAMED|REJECTED|WITHDRAWN|CANCELLED|EXPIRED)( .*)?")
                    && !s.contains("informing"));
  }

  /** Nothing is approved or refused because time ran out. */
  private static List<Graph.Step> decidedByTime(Graph graph) {
    return graph.steps().stream()
        .filter(s -> s.kind() == Act.Kind.TIME && !standing(s.from()).equals(standing(s.to())))
        .toList();
  }

  /** Level and status of each file. */
  private static List<String> standing(String state) {
    return Arrays.stream(state.split(" \\| "))
        .map(s -> s.replaceAll("^(\\w+ \\w+).*", "$1"))
        .toList();
  }

  private Graph timed(String name, Supplier<Explorer.World> arranged, Predicate<String> inside) {
    Instant start = Instant.now();
    Graph graph = explorer.explore(arranged, inside);
    System.out.printf(
        "state space of %s: %s; %d s%n",
        name, sum(Map.of(name, graph)), Duration.between(start, Instant.now()).toSeconds());
    return graph;
  }

  private Graph explored(Inside inside) {
    return insides.computeIfAbsent(
        inside,
        key ->
            timed(
                key.name(),
                () -> {
                  Round round = walk.roundToName(key.tier, versions.get(key.policy));
                  String number = submitted("panzhuang", round);
                  while (walk.file(number).level() != key.level) acts.forward(number);
                  return watched(key.detail, List.of(number));
                },
                key::holds));
  }

  private Graph explored(Way way) {
    return ways.computeIfAbsent(
        way,
        key ->
            timed(
                key.name(),
                () -> {
                  Round round = walk.roundToName(key.tier, versions.get(key.policy));
                  List<String> numbers = new ArrayList<>();
                  if (key.two) {
                    for (String community : List.of("panzhuang", "panyuan")) {
                      String number = submitted(community, round);
                      while (walk.status(number) != Status.NAMING) acts.forward(number);
                      numbers.add(number);
                    }
                  } else {
                    numbers.add(walk.draft("panzhuang", round));
                    committed();
                  }
                  return watched(Detail.WAY, numbers);
                },
                s -> true));
  }

  private String submitted(String community, Round round) {
    String number = walk.submitted(community, round);
    committed();
    return number;
  }

  private void committed() {
    entities.flush();
    entities.clear();
  }

  private Watched watched(Detail detail, List<String> numbers) {
    return new Watched(situations, invariant, acts, trail, detail, numbers);
  }

  @AfterAll
  void tell() {
    System.out.printf(
        "state space: level-review %s; application and designation %s; %d s%n",
        sum(insides), sum(ways), Duration.between(began, Instant.now()).toSeconds());
    ours.close();
  }

  private static String sum(Map<?, Graph> graphs) {
    return String.format(
        "%d variants, %,d states, %,d transitions, %,d refusals",
        graphs.size(),
        graphs.values().stream().mapToInt(g -> g.states().size()).sum(),
        graphs.values().stream().mapToInt(Graph::transitions).sum(),
        graphs.values().stream().mapToInt(Graph::refusals).sum());
  }
}
