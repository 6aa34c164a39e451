package io.anlan.designation;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.Grant;
import io.anlan.account.Role;
import io.anlan.application.Application;
import io.anlan.application.ApplicationLeaving;
import io.anlan.application.Files;
import io.anlan.application.Status;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.calendar.Term;
import io.anlan.inbox.CaseLock;
import io.anlan.round.LevelPolicy;
import io.anlan.round.Policies;
import io.anlan.round.Round;
import io.anlan.round.Rounds;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.Tier;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Naming batches: opened by the naming office from files that wait for it. */
@Component
@Transactional
public class Designations {

  /** The four bodies that name together (Measures: joint naming at the national level). */
  static final List<String> BODIES = List.of("NCDR", "MEM", "CMA", "CEA");

  private final DesignationRepository designations;
  private final BatchFiles batchFiles;
  private final Files files;
  private final Rounds rounds;
  private final ObjectProvider<Policies> policies;
  private final Accounts accounts;
  private final CaseLock lock;
  private final Trail trail;
  private final ObjectProvider<DesignationFlow> flow;
  private final Texts texts;
  private final Clock clock;

  Designations(
      DesignationRepository designations,
      BatchFiles batchFiles,
      Files files,
      Rounds rounds,
      ObjectProvider<Policies> policies,
      Accounts accounts,
      CaseLock lock,
      Trail trail,
      ObjectProvider<DesignationFlow> flow,
      Texts texts,
      Clock clock) {
    this.designations = designations;
    this.batchFiles = batchFiles;
    this.files = files;
    this.rounds = rounds;
    this.policies = policies;
    this.accounts = accounts;
    this.lock = lock;
    this.trail = trail;
    this.flow = flow;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * Opens a batch.
   *
   * @return its id
   * @throws Problem 403 for anybody but a reviewer of the naming office, 422 for a file that cannot
   *     be in it
   */
  public String open(Actor actor, long roundId, List<String> numbers) {
    Round round = rounds.get(roundId);
    if (numbers == null || numbers.isEmpty()) throw Problem.field("numbers", "batch-needs-files");
    if (numbers.size() > 500) throw Problem.field("numbers", "too-many", 500);
    if (numbers.stream().anyMatch(Objects::isNull)) throw Problem.field("numbers", "required");
    Set<String> sorted = new TreeSet<>(numbers);
    if (sorted.size() != numbers.size()) throw Problem.field("numbers", "twice");
    // Sorted, so that two batches never wait for each other's files.
    sorted.forEach(lock::acquire);
    List<Application> chosen = new ArrayList<>();
    String office = null;
    for (String number : sorted) {
      Application a = files.visible(actor, number);
      String naming = files.office(number, a.tier().namingLevel()).orElseThrow(Problem::notFound);
      if (!actor.member("reviewer:" + naming)) throw Problem.forbidden("not-the-naming-office");
      if (a.roundId() != roundId) throw Problem.field("numbers", "other-round", number);
      if (a.status() != Status.NAMING)
        throw Problem.field("numbers", "not-waiting-for-naming", number);
      if (batchFiles.openBatchOf(number).isPresent()) {
        throw Problem.field("numbers", "in-another-batch", number);
      }
      if (office != null && !office.equals(naming)) throw Problem.field("numbers", "two-offices");
      office = naming;
      chosen.add(a);
    }
    boolean coSigned = round.tier() == Tier.NATIONAL;
    if (coSigned) {
      for (String body : BODIES) {
        if (!accounts.hasActive("body:" + body)) throw Problem.rule("body-without-officer", body);
      }
    }
    Designation batch =
        designations.saveAndFlush(
            new Designation(round, office, actor.username(), clock.instant()));
    for (Application a : chosen) {
      files.takePart(a.number(), actor, Files.Part.REVIEWER);
      batchFiles.add(batch.id(), a.number());
      if (coSigned) BODIES.forEach(body -> files.addReader(a.number(), "body:" + body));
      trail.record(
          actor, new Act(a.number(), a.level(), office, Act.Action.BATCHED, batch.key(), null));
    }
    lock.acquire("batch:" + batch.key());
    flow.getObject().start(batch.key(), office, round.tier().namingLevel(), coSigned);
    return batch.key();
  }

  /** What the policy says of the level that names the batch. */
  @Transactional(readOnly = true)
  public LevelPolicy policy(String batch) {
    Designation designation = get(batch);
    Round round = rounds.get(designation.roundId());
    Level level = round.tier().namingLevel();
    String province =
        level == Level.NATION
            ? designation.office()
            : designation.office().substring(0, 2) + "0000000000";
    return policies.getObject().level(round.policyVersion(), round.tier(), level, province);
  }

  /** In which a step of the batch must be done. */
  @Transactional(readOnly = true)
  public Term term(String batch, String office) {
    Round round = rounds.get(get(batch).roundId());
    return new Term(
        LocalDate.now(clock),
        policy(batch).workingDays(),
        office,
        rounds.levelClosesOn(round.id(), round.tier().namingLevel()).orElse(null));
  }

  /** The files that this person can put into a batch, at most 500. */
  @Transactional(readOnly = true)
  public List<WaitingFile> waiting(Actor actor) {
    return batchFiles.waiting(reviewed(actor));
  }

  /** How many files this person can put into a batch. */
  @Transactional(readOnly = true)
  public long countWaiting(Actor actor) {
    return batchFiles.countWaiting(reviewed(actor));
  }

  /** The latest batches of this person's office, at most 50. */
  @Transactional(readOnly = true)
  public List<BatchView> batches(Actor actor) {
    return batchFiles.batches(reviewed(actor));
  }

  private static Set<String> reviewed(Actor actor) {
    return actor.grants().stream()
        .filter(grant -> grant.role() == Role.REVIEWER)
        .map(Grant::office)
        .collect(Collectors.toSet());
  }

  /** A file leaves by withdrawal or cancellation; the batch is locked before the file. */
  @EventListener
  void on(ApplicationLeaving event) {
    batchFiles
        .openBatchOf(event.number())
        .ifPresent(
            id -> {
              lock.acquire("batch:" + id);
              if (batchFiles.openBatchOf(event.number()).isEmpty()) return;
              batchFiles.state(id, event.number(), "WITHDRAWN");
              if (batchFiles.pending(id).isEmpty()) {
                get(String.valueOf(id)).empty();
                flow.getObject().emptied(String.valueOf(id));
              }
            });
  }

  @Transactional(readOnly = true)
  public List<String> bodies() {
    return BODIES;
  }

  @Transactional(readOnly = true)
  public boolean hasFiles(String batch) {
    return !batchFiles.pending(Long.parseLong(batch)).isEmpty();
  }

  /** Sends every objected file back to review, when all bodies have signed. */
  public void returnObjected(String batch) {
    long id = Long.parseLong(batch);
    for (String number : batchFiles.objected(id)) {
      lock.acquire(number);
      Application a = files.get(number);
      batchFiles.state(id, number, "RETURNED");
      trail.recordSystem(
          new Act(number, a.level(), a.office(), Act.Action.SENT_BACK, "OBJECT", null));
      flow.getObject().returned(number);
    }
    if (batchFiles.pending(id).isEmpty()) get(batch).empty();
  }

  /** The process of this batch was ended from outside: its files wait for another batch. */
  public void endedOutside(String batch) {
    lock.acquire("batch:" + batch);
    Designation designation = get(batch);
    if (!designation.open()) return;
    for (String number : batchFiles.pending(designation.id())) {
      lock.acquire(number);
      Application a = files.get(number);
      batchFiles.state(designation.id(), number, "RELEASED");
      trail.recordSystem(Act.of(number, a.level(), a.office(), Act.Action.ENDED_OUTSIDE));
    }
    designation.empty();
  }

  /** The files that the published batch has named. */
  @Transactional(readOnly = true)
  public List<String> named(String batch) {
    return batchFiles.named(Long.parseLong(batch));
  }

  /** What the batch's tasks are told apart by. */
  @Transactional(readOnly = true)
  public String title(String batch) {
    Designation designation = get(batch);
    return texts.chinese(
        "batch.title",
        String.valueOf(designation.year()),
        texts.chinese("tier." + designation.tier()));
  }

  Designation get(String batch) {
    return designations.findById(Long.valueOf(batch)).orElseThrow(Problem::notFound);
  }
}
