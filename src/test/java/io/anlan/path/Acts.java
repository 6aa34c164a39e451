package io.anlan.path;

import io.anlan.account.Actor;
import io.anlan.application.Application;
import io.anlan.application.Applications;
import io.anlan.application.Assessments;
import io.anlan.application.Assessments.ScoreCommand;
import io.anlan.application.Files;
import io.anlan.application.Stage;
import io.anlan.application.Status;
import io.anlan.calendar.WorkingDays;
import io.anlan.criteria.Criteria;
import io.anlan.criteria.Item;
import io.anlan.deadline.ExtensionDesk;
import io.anlan.designation.Designations;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskDesk;
import io.anlan.path.Situation.Job;
import io.anlan.path.Situation.OpenTask;
import io.anlan.path.Situation.Running;
import io.anlan.round.Policies;
import io.anlan.round.Rounds;
import io.anlan.support.MovableClock;
import io.anlan.support.Walk;
import io.anlan.visit.Visit;
import io.anlan.visit.VisitDesk;
import io.anlan.visit.Visits;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;

/**
 * Everything that can happen to a file, as the people and the clock do it. What a rule forbids is
 * tried all the same.
 */
class Acts {

  /** The item that is returned; no rule tells one item from another. */
  private static final String ITEM = "1.1.1";

  private static final int ALL = Integer.MAX_VALUE;

  /** What is late then is somebody's question. */
  private static final Set<String> DECIDED_ABOUT =
      Set.of("boundaryEvent_urgeCorrectMaterials", "boundaryEvent_urgeRectify");

  /**
   * Whom the reviewer sends, led by the first. Only one of them ever recuses himself: for each who
   * does the office needs another, and these are all that it has.
   */
  private static final List<List<String>> TEAMS =
      List.of(List.of("expert-fire", "expert-urban"), List.of("expert-fire", "expert-power"));

  private final Applications applications;
  private final Assessments assessments;
  private final Criteria criteria;
  private final Designations designations;
  private final EntityManager entities;
  private final ExtensionDesk extensions;
  private final Files files;
  private final Inbox inbox;
  private final ManagementService management;
  private final People people;
  private final Policies policies;
  private final Rounds rounds;
  private final Situations situations;
  private final TaskDesk desk;
  private final VisitDesk visitDesk;
  private final Visits visits;
  private final WorkingDays workingDays;
  private final MovableClock clock;
  private final Answers answers = new Answers();

  Acts(
      Applications applications,
      Assessments assessments,
      Criteria criteria,
      Designations designations,
      EntityManager entities,
      ExtensionDesk extensions,
      Files files,
      Inbox inbox,
      ManagementService management,
      People people,
      Policies policies,
      Rounds rounds,
      Situations situations,
      TaskDesk desk,
      VisitDesk visitDesk,
      Visits visits,
      WorkingDays workingDays,
      MovableClock clock) {
    this.applications = applications;
    this.assessments = assessments;
    this.criteria = criteria;
    this.designations = designations;
    this.entities = entities;
    this.extensions = extensions;
    this.files = files;
    this.inbox = inbox;
    this.management = management;
    this.people = people;
    this.policies = policies;
    this.rounds = rounds;
    this.situations = situations;
    this.desk = desk;
    this.visitDesk = visitDesk;
    this.visits = visits;
    this.workingDays = workingDays;
    this.clock = clock;
  }

  /** The ways to do a task; a body can object to any of these files. */
  List<Act> onTask(Situation s, OpenTask task, List<String> numbers) {
    return ways(s, task, numbers).stream()
        .map(fields -> Act.by(name(task, fields), () -> complete(s, task, fields)))
        .toList();
  }

  private List<Map<String, Object>> ways(Situation s, OpenTask task, List<String> numbers) {
    return answers
        .to(
            task.key(),
            Map.of(
                "returnedItems", List.of(List.of(ITEM)),
                "objectedNumbers", subsets(numbers),
                "seal", sealed(s) ? List.of("", "scan") : List.of(),
                "experts", TEAMS,
                "teamLeader", List.of("expert-fire"),
                "substitute", List.of(""),
                "until", List.of(nextWorkingDay())))
        .stream()
        .filter(way -> !"RECUSE".equals(way.get("answer")) || task.group().endsWith("-urban"))
        .toList();
  }

  private String nextWorkingDay() {
    return workingDays.plus(LocalDate.now(clock), 1).toString();
  }

  /** Whoever has a task asks for more time; tried with every task. */
  Act asksForTime(Situation s, OpenTask task) {
    return Act.by(
        task.key().replace("userTask_", "") + " asks for more time",
        () -> now(() -> extensions.ask(who(task.group(), s), task.id(), 2, "意见")));
  }

  private boolean sealed(Situation s) {
    Application a = files.get(s.number());
    return policies.level(a.policyVersion(), a.tier(), a.level(), a.province()).sealedScan();
  }

  private static String name(OpenTask task, Map<String, Object> fields) {
    StringBuilder name = new StringBuilder(task.key().replace("userTask_", ""));
    fields.forEach(
        (field, value) -> {
          if (!value.equals("意见")) name.append(' ').append(value.equals(true) ? field : value);
        });
    return name.toString();
  }

  /** All of them but the empty one. */
  static List<List<String>> subsets(List<String> numbers) {
    List<List<String>> subsets = new ArrayList<>();
    for (int bits = 1; bits < 1 << numbers.size(); bits++) {
      List<String> subset = new ArrayList<>();
      for (int n = 0; n < numbers.size(); n++) {
        if ((bits >> n & 1) == 1) subset.add(numbers.get(n));
      }
      subsets.add(subset);
    }
    return subsets;
  }

  Act claim(Situation s, OpenTask task) {
    Actor actor = who(task.group(), s);
    String name = task.key().replace("userTask_", "");
    return task.assignee() == null
        ? Act.by(name + " is claimed", () -> now(() -> desk.claim(actor, task.id())))
        : Act.by(name + " is released", () -> now(() -> desk.release(actor, task.id())));
  }

  /** Tried by the reviewer where the file stands, whoever has decided last. */
  Optional<Act> takeBack(Situation s) {
    if (s.office() == null) return Optional.empty();
    Actor reviewer = who("reviewer:" + s.office(), s);
    return inbox
        .lastDone(s.number())
        .map(
            task ->
                Act.by(
                    "the last decision is taken back",
                    () -> now(() -> desk.takeBack(reviewer, task))));
  }

  /** What the reviewer may change about a visit; tried whenever there is one. */
  List<Act> visitChanges(Situation s) {
    Visit visit = visits.open(s.number()).orElse(null);
    if (visit == null) return List.of();
    Actor reviewer = who("reviewer:" + s.office(), s);
    return List.of(
        Act.by(
            "the team is changed",
            () -> now(() -> visitDesk.changeTeam(reviewer, visit.id(), "意见"))),
        Act.by(
            "the leader is changed",
            () -> now(() -> visitDesk.changeLeader(reviewer, visit.id(), "expert-power", "意见"))));
  }

  /**
   * Each timer or job once; whoever is urged of a deadline is so until nobody is any more.
   *
   * @param everybody whether they are urged too of whom nothing but words can come
   */
  List<Act> timePasses(Running process, boolean everybody) {
    return Stream.concat(
            process.jobs().stream().filter(j -> !j.urges()).map(this::jobRuns),
            process.jobs().stream()
                .filter(Job::urges)
                .filter(j -> everybody || DECIDED_ABOUT.contains(j.activity()))
                .map(this::urged))
        .toList();
  }

  private Act urged(Job first) {
    String instance =
        management.createJobQuery().jobId(first.id()).singleResult().getProcessInstanceId();
    return new Act(
        first.activity() + " is due, again and again",
        Act.Kind.TIME,
        () -> {
          for (var job = timer(instance, first.activity());
              job.isPresent();
              job = timer(instance, first.activity())) {
            Instant due = job.get().getDuedate().toInstant();
            if (due.isAfter(clock.instant())) clock.move(Duration.between(clock.instant(), due));
            String id = job.get().getId();
            now(() -> management.executeJob(id));
          }
          // What comes next is not late yet: time is no part of a state.
          clock.reset();
        });
  }

  private Optional<org.camunda.bpm.engine.runtime.Job> timer(String instance, String activity) {
    return management
        .createJobQuery()
        .processInstanceId(instance)
        .activityId(activity)
        .list()
        .stream()
        .findFirst();
  }

  Act jobRuns(Job job) {
    return new Act(
        job.activity() + (job.timer() ? " is due" : " runs"),
        Act.Kind.TIME,
        () -> now(() -> management.executeJob(job.id())));
  }

  Act withdrawal(Situation s) {
    return new Act(
        "the community withdraws",
        Act.Kind.EXIT,
        () -> now(() -> applications.withdraw(applicant(s), s.number(), "意见")));
  }

  /** Tried by the leader of the office that holds the file, or held it at its end. */
  Act cancellation(Situation s) {
    return new Act(
        "the leader cancels",
        Act.Kind.EXIT,
        () -> now(() -> applications.cancel(who("leader:" + s.office(), s), s.number(), "意见")));
  }

  /** What the community can change about a file that was returned. */
  List<Act> edits(Situation s) {
    Act change = Act.by("the community changes the item", () -> rescore(s, BigDecimal.ONE));
    if (s.status() != Status.IN_CORRECTION) return List.of(change);
    return List.of(
        change,
        Act.by("the community takes its points back", () -> rescore(s, null)),
        Act.by(
            "the community describes itself anew",
            () ->
                now(
                    () ->
                        assessments.describe(
                            applicant(s), s.number(), files.get(s.number()).profile()))));
  }

  private void rescore(Situation s, BigDecimal points) {
    List<ScoreCommand> one = List.of(new ScoreCommand(ITEM, points, "更正", null));
    now(() -> assessments.score(applicant(s), s.number(), Stage.SELF, one));
  }

  /** The official score: high enough, or not. Its details matter to no rule. */
  List<Act> scoring(Situation s) {
    boolean scoringNow =
        s.level() == s.scoring()
            && s.process().tasks().stream()
                .anyMatch(t -> t.key().equals("userTask_reviewMaterials"));
    if (!scoringNow) return List.of(Act.by("the district scores one item", () -> score(s, 1, 0)));
    List<Act> others = new ArrayList<>();
    if (!s.score().equals("high")) {
      others.add(Act.by("the district scores high", () -> score(s, ALL, 1)));
    }
    if (!s.score().equals("low")) {
      others.add(Act.by("the district scores low", () -> score(s, ALL, 0)));
    }
    return others;
  }

  private void score(Situation s, int items, int share) {
    Application a = files.get(s.number());
    List<ScoreCommand> commands =
        criteria.version(a.criteriaVersion()).items().stream()
            .limit(items)
            .map(i -> new ScoreCommand(i.code(), points(i, share), null, null))
            .toList();
    Actor scorer = who("reviewer:" + s.stops().get(s.scoring()), s);
    now(() -> assessments.score(scorer, s.number(), Stage.DISTRICT, commands));
  }

  private static BigDecimal points(Item item, int share) {
    return item.maxPoints().multiply(BigDecimal.valueOf(share));
  }

  Act opensAgain(Situation s) {
    return Act.by(
        "the community opens it again",
        () -> now(() -> applications.open(applicant(s), s.community(), s.roundId())));
  }

  Act roundCloses(Situation s) {
    return Act.by("the round is closed", () -> now(() -> rounds.close(s.roundId())));
  }

  Act batch(Situation s, List<String> numbers) {
    return Act.by(
        "a batch is opened with " + numbers,
        () -> now(() -> designations.open(namer(s), s.roundId(), numbers)));
  }

  private Actor namer(Situation s) {
    return who("reviewer:" + s.stops().get(s.tier().namingLevel()), s);
  }

  /** The straight way through the level where the file stands. */
  void forward(String number) {
    through(number, Set.of("FORWARD", "AGREE", "ACCEPT", "VISITED", "PASS", "APPROVE"));
  }

  void reject(String number) {
    through(number, Set.of("REJECT", "APPROVE"));
  }

  private void through(String number, Set<String> decisions) {
    Situation start = situations.of(number);
    Situation s = start;
    while (s.level() == start.level() && s.status() == start.status()) {
      if (s.level() == s.scoring() && !s.score().equals("high")) score(s, ALL, 1);
      straight(s, s.process().tasks().get(0), decisions);
      s = situations.of(number);
    }
  }

  /** All bodies sign, the last perhaps against the file; what is signed is published. */
  void throughNaming(String number, boolean objected) {
    batch(situations.of(number), List.of(number)).does().run();
    Situation s = situations.of(number);
    while (s.status() == Status.NAMING) {
      List<OpenTask> tasks = s.batch().process().tasks();
      straight(s, tasks.get(0), Set.of(objected && tasks.size() == 1 ? "OBJECT" : "AGREE"));
      s = situations.of(number);
    }
    if (s.informing()) s.batch().process().jobs().forEach(job -> jobRuns(job).does().run());
  }

  /** The last of the ways that decide so: it has the seal, and asks nobody twice. */
  private void straight(Situation s, OpenTask task, Set<String> decisions) {
    List<Map<String, Object>> ways =
        ways(s, task, List.of(s.number())).stream()
            .filter(
                way ->
                    Stream.of("decision", "stance", "answer", "outcome", "conclusion")
                        .allMatch(f -> !way.containsKey(f) || decisions.contains(way.get(f))))
            .toList();
    complete(s, task, ways.get(ways.size() - 1));
  }

  private void complete(Situation s, OpenTask task, Map<String, Object> fields) {
    Actor actor = who(task.group(), s);
    Map<String, Object> filled = new LinkedHashMap<>(fields);
    if ("scan".equals(fields.get("seal"))) filled.put("seal", seal(actor, s.number()));
    now(() -> desk.complete(actor, task.id(), filled));
  }

  private String seal(Actor actor, String number) {
    return assessments.addSeal(actor, number, "盖章.png", new ByteArrayInputStream(Walk.PNG)).id();
  }

  private Actor applicant(Situation s) {
    return who("community:" + s.community(), s);
  }

  /** Somebody of the group who can act on the file; if nobody can, whoever is refused. */
  private Actor who(String group, Situation s) {
    List<Actor> members = people.of(group);
    return members.stream()
        .filter(a -> Invariant.free(a, group, s))
        .findFirst()
        .orElseGet(() -> members.get(0));
  }

  /** As if each act were committed: the next one reads what the database has. */
  private void now(Runnable act) {
    act.run();
    entities.flush();
    entities.clear();
  }
}
