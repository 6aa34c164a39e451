package io.anlan.application;

import io.anlan.account.Actor;
import io.anlan.application.Assessment.Change;
import io.anlan.application.Assessment.ConditionView;
import io.anlan.application.Assessment.Gap;
import io.anlan.application.Assessment.ItemView;
import io.anlan.application.Assessment.Saved;
import io.anlan.application.Assessment.ScoreView;
import io.anlan.application.Rights.Who;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.criteria.Criteria;
import io.anlan.criteria.CriteriaVersion;
import io.anlan.evidence.Evidence;
import io.anlan.evidence.EvidenceView;
import io.anlan.inbox.Inbox;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import io.anlan.shared.Texts;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Conditions, points and evidence of an application: who may change what, when, and what is
 * missing.
 */
@Component
@Transactional
public class Assessments {

  private static final BigDecimal STEP = new BigDecimal("0.5");

  /** The tasks of an office during which it scores; what departments say and experts see counts. */
  private static final Set<String> SCORING =
      Set.of(
          "userTask_reviewMaterials",
          "userTask_confirmCorrection",
          "userTask_giveOpinion",
          "userTask_waiveOpinion",
          "userTask_formTeam",
          "userTask_answerInvitation",
          "userTask_visit",
          "userTask_concludeVisit",
          "userTask_rectify",
          "userTask_checkRectification");

  private static final int MAX_TEXT = 2000;
  // 0e-999999999 is a zero, and a billion digits when the database writes it out.
  private static final int MAX_SCALE = 100;

  /** One condition's answer; a null {@code version} writes whatever stands there. */
  public record AnswerCommand(Integer no, Boolean met, String explanation, Integer version) {}

  /** One item's points; a null {@code version} writes whatever stands there. */
  public record ScoreCommand(String item, BigDecimal points, String reason, Integer version) {}

  private final Files files;
  private final Rights rights;
  private final VisitGuests guests;
  private final ScoreRepository scores;
  private final ConditionAnswerRepository answers;
  private final Criteria criteria;
  private final Evidence evidence;
  private final Inbox inbox;
  private final Trail trail;
  private final Texts texts;
  private final Clock clock;

  Assessments(
      Files files,
      Rights rights,
      VisitGuests guests,
      ScoreRepository scores,
      ConditionAnswerRepository answers,
      Criteria criteria,
      Evidence evidence,
      Inbox inbox,
      Trail trail,
      Texts texts,
      Clock clock) {
    this.files = files;
    this.rights = rights;
    this.guests = guests;
    this.scores = scores;
    this.answers = answers;
    this.criteria = criteria;
    this.evidence = evidence;
    this.inbox = inbox;
    this.trail = trail;
    this.texts = texts;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public Assessment view(Actor actor, String number) {
    Application application = files.visible(actor, number);
    return view(actor, application);
  }

  /** The sheet to be read, for a module that has asked the reader's right itself. */
  @Transactional(readOnly = true)
  public Assessment sheet(String number) {
    return view(files.get(number), scoresByItem(number), false, false);
  }

  private Assessment view(Actor actor, Application application) {
    Map<String, Map<Stage, Score>> byItem = scoresByItem(application.number());
    if (actor.communities().contains(application.communityCode())) {
      withoutUnfinishedVisit(application.number(), byItem);
    }
    return view(
        application,
        byItem,
        Files.isApplicant(actor, application) && editable(application),
        rights.scorer(actor, application) && scoringOpen(application));
  }

  private void withoutUnfinishedVisit(String number, Map<String, Map<Stage, Score>> byItem) {
    boolean visited =
        byItem.values().stream()
            .anyMatch(s -> s.containsKey(Stage.VISIT) || s.containsKey(Stage.SPOT_CHECK));
    if (!visited) return;
    guests.writing(number).ifPresent(stage -> byItem.values().forEach(s -> s.remove(stage)));
  }

  private Assessment view(
      Application application,
      Map<String, Map<Stage, Score>> byItem,
      boolean editable,
      boolean scoring) {
    String number = application.number();
    CriteriaVersion version = criteria.version(application.criteriaVersion());
    Map<Integer, ConditionAnswer> byNo =
        answers.of(number).stream()
            .collect(Collectors.toMap(ConditionAnswer::no, Function.identity()));
    Map<String, List<EvidenceView>> proofs =
        evidence.of(number).stream().collect(Collectors.groupingBy(EvidenceView::target));
    Map<String, Reopened> reopened =
        files.reopened(number).stream()
            .collect(
                Collectors.toMap(
                    Reopened::target, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    Map<String, List<EvidenceView>> removed = removed(number, reopened.values());
    List<ConditionView> conditions =
        version.conditions().stream()
            .map(
                c -> {
                  ConditionAnswer answer = byNo.get(c.no());
                  String target = "condition/" + c.no();
                  Reopened back = reopened.get(target);
                  return new ConditionView(
                      c.no(),
                      c.text(),
                      c.official(),
                      c.evidenceHint(),
                      answer == null ? null : answer.met(),
                      answer == null ? null : answer.explanation(),
                      answer == null ? 0 : answer.version(),
                      answer == null ? null : Saved.of(answer.answeredBy(), answer.answeredAt()),
                      open(application, reopened.keySet(), target),
                      back == null ? null : back.reason(),
                      back == null || back.before() == null
                          ? null
                          : Change.of(
                              back.before(),
                              null,
                              answer == null ? null : answer.met(),
                              answer == null ? null : answer.explanation(),
                              removed.getOrDefault(target, List.of())),
                      proofs.getOrDefault(target, List.of()));
                })
            .toList();
    List<ItemView> items =
        version.items().stream()
            .map(
                i -> {
                  Map<Stage, Score> given = byItem.getOrDefault(i.code(), Map.of());
                  Score self = given.get(Stage.SELF);
                  Map<Stage, ScoreView> others = new EnumMap<>(Stage.class);
                  given.forEach(
                      (stage, s) -> {
                        if (stage != Stage.SELF) {
                          others.put(
                              stage,
                              new ScoreView(
                                  s.points(), s.reason(), s.version(), s.scoredBy(), s.scoredAt()));
                        }
                      });
                  String target = "item/" + i.code();
                  Reopened back = reopened.get(target);
                  return new ItemView(
                      i.code(),
                      i.area(),
                      i.indicator(),
                      i.text(),
                      i.maxPoints(),
                      i.official(),
                      i.evidenceHint(),
                      i.departmentKinds(),
                      self == null ? null : self.points(),
                      self == null ? null : self.reason(),
                      self == null ? 0 : self.version(),
                      self == null ? null : Saved.of(self.scoredBy(), self.scoredAt()),
                      open(application, reopened.keySet(), target),
                      back == null ? null : back.reason(),
                      back == null || back.before() == null
                          ? null
                          : Change.of(
                              back.before(),
                              self == null ? null : self.points(),
                              null,
                              self == null ? null : self.reason(),
                              removed.getOrDefault(target, List.of())),
                      others,
                      changedSince(
                          given.get(Stage.DISTRICT), self, proofs.getOrDefault(target, List.of())),
                      proofs.getOrDefault(target, List.of()));
                })
            .toList();
    return new Assessment(
        number,
        application.threshold(),
        total(byItem, Stage.SELF),
        complete(byItem, version, Stage.DISTRICT) ? total(byItem, Stage.DISTRICT) : null,
        version.id(),
        editable,
        scoring,
        conditions,
        items,
        List.copyOf(reopened.values()),
        proofs.getOrDefault("seal", List.of()),
        gaps(application, conditions, items));
  }

  private static boolean changedSince(Score official, Score self, List<EvidenceView> proofs) {
    if (official == null) return false;
    Instant scored = official.scoredAt();
    return self != null && self.scoredAt().isAfter(scored)
        || proofs.stream().anyMatch(file -> file.uploadedAt().isAfter(scored));
  }

  /** The files that were there at the last return and are no more, by what they proved. */
  private Map<String, List<EvidenceView>> removed(String number, Collection<Reopened> reopened) {
    return reopened.stream()
        .map(Reopened::before)
        .filter(Objects::nonNull)
        .findFirst()
        .map(before -> evidence.removedSince(number, before.at()))
        .orElse(List.of())
        .stream()
        .collect(Collectors.groupingBy(EvidenceView::target));
  }

  /** What stands between this draft and its submission, in the order of the sheet. */
  private List<Gap> gaps(
      Application application, List<ConditionView> conditions, List<ItemView> items) {
    List<Gap> gaps = new ArrayList<>();
    for (String field : application.profile().missing()) {
      gaps.add(gap("profile/" + field, "gap.profile", texts.text("profile." + field)));
    }
    for (ConditionView c : conditions) {
      String where = "condition/" + c.no();
      if (c.met() == null) gaps.add(gap(where, "gap.condition.answer", c.no()));
      else if (!c.met()) gaps.add(gap(where, "gap.condition.no", c.no()));
      else if (c.evidence().isEmpty()) gaps.add(gap(where, "gap.condition.evidence", c.no()));
    }
    BigDecimal total = BigDecimal.ZERO;
    for (ItemView i : items) {
      String where = "item/" + i.code();
      if (i.points() == null) {
        gaps.add(gap(where, "gap.item.points", i.code()));
        continue;
      }
      total = total.add(i.points());
      if (i.points().signum() > 0 && i.evidence().isEmpty()) {
        gaps.add(gap(where, "gap.item.evidence", i.code()));
      }
    }
    if (total.compareTo(application.threshold()) < 0) {
      gaps.add(gap("total", "gap.total", plain(total), plain(application.threshold())));
    }
    return gaps;
  }

  private Gap gap(String where, String key, Object... args) {
    return new Gap(where, texts.text(key, args));
  }

  static String plain(BigDecimal number) {
    return number == null ? "—" : number.stripTrailingZeros().toPlainString();
  }

  /** The gaps of an application, for the submission. */
  @Transactional(readOnly = true)
  List<Gap> gaps(Actor actor, Application application) {
    return view(actor, application).gaps();
  }

  /** The gaps of what was reopened, for the correction; the threshold guards submission only. */
  @Transactional(readOnly = true)
  List<Gap> correctionGaps(Actor actor, Application application) {
    return view(actor, application).gaps().stream()
        .filter(g -> !g.where().equals("total"))
        .toList();
  }

  public Assessment answer(Actor actor, String number, List<AnswerCommand> commands) {
    Application application = lockForApplicant(actor, number);
    CriteriaVersion version = criteria.version(application.criteriaVersion());
    Set<Integer> known = version.conditions().stream().map(c -> c.no()).collect(Collectors.toSet());
    Set<String> reopened = reopenedTargets(number);
    Map<Integer, ConditionAnswer> byNo =
        answers.of(number).stream()
            .collect(Collectors.toMap(ConditionAnswer::no, Function.identity()));
    List<Fault> faults = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (int n = 0; n < commands.size(); n++) {
      AnswerCommand c = commands.get(n);
      String at = "[" + n + "].";
      if (c == null || c.no == null || !known.contains(c.no)) {
        faults.add(new Fault(at + "no", "unknown-condition"));
      } else if (!seen.add(c.no)) {
        faults.add(new Fault(at + "no", "twice"));
      }
      if (c != null && c.explanation != null && c.explanation.length() > MAX_TEXT) {
        faults.add(new Fault(at + "explanation", "too-long", MAX_TEXT));
      }
    }
    if (!faults.isEmpty()) throw Problem.fields(faults);
    for (AnswerCommand c : commands) {
      String target = "condition/" + c.no;
      if (!open(application, reopened, target)) throw Problem.conflict("closed-target", "C" + c.no);
      ConditionAnswer answer =
          byNo.getOrDefault(c.no, new ConditionAnswer(new ConditionAnswer.Key(number, c.no)));
      stale(c.version, answer.version(), "C" + c.no);
      answer.answer(c.met, c.explanation, actor.username(), clock.instant());
      answers.save(answer);
      changed(application, target);
    }
    answers.flush();
    return view(actor, application);
  }

  public Assessment score(Actor actor, String number, Stage stage, List<ScoreCommand> commands) {
    return switch (stage) {
      case SELF -> claim(actor, number, commands);
      case DISTRICT -> official(actor, number, commands);
      case VISIT, SPOT_CHECK -> throw new IllegalArgumentException("Experts score at a visit");
    };
  }

  private Assessment claim(Actor actor, String number, List<ScoreCommand> commands) {
    Application application = lockForApplicant(actor, number);
    Set<String> reopened = reopenedTargets(number);
    check(application, Stage.SELF, commands, Assessments::place);
    for (ScoreCommand c : commands) {
      if (!open(application, reopened, "item/" + c.item))
        throw Problem.conflict("closed-target", c.item);
    }
    write(actor, application, Stage.SELF, commands, Set.of());
    commands.forEach(c -> changed(application, "item/" + c.item));
    return view(actor, application);
  }

  private Assessment official(Actor actor, String number, List<ScoreCommand> commands) {
    Application application = lockForScorer(actor, number);
    check(application, Stage.DISTRICT, commands, Assessments::place);
    write(actor, application, Stage.DISTRICT, commands, Set.of());
    trail.record(
        actor,
        new Act(number, application.level(), application.office(), Act.Action.SCORED, null, null));
    return view(actor, application);
  }

  /** "Confirm all as claimed": an act of its own, and it fills only what has no official score. */
  public Assessment confirmAll(Actor actor, String number) {
    Application application = lockForScorer(actor, number);
    Map<String, Map<Stage, Score>> byItem = scoresByItem(number);
    List<ScoreCommand> commands = new ArrayList<>();
    byItem.forEach(
        (item, given) -> {
          Score self = given.get(Stage.SELF);
          if (self != null && self.points() != null && !given.containsKey(Stage.DISTRICT)) {
            commands.add(new ScoreCommand(item, self.points(), null, null));
          }
        });
    write(actor, application, Stage.DISTRICT, commands, Set.of());
    trail.record(
        actor,
        new Act(
            number,
            application.level(),
            application.office(),
            Act.Action.SCORED,
            "CONFIRMED_AS_CLAIMED",
            null));
    return view(actor, application);
  }

  /**
   * The experts' points; the caller has asked their right and holds the lock of the case.
   *
   * @param kept the items whose points stay as they are
   * @param place where a command stands in what was sent, before the name of its field
   */
  public void visitScore(
      Actor actor,
      String number,
      Stage stage,
      List<ScoreCommand> commands,
      Set<String> kept,
      IntFunction<String> place) {
    Application application = files.get(number);
    check(application, stage, commands, place);
    write(actor, application, stage, commands, kept);
  }

  /** Where a command stands in a list of them. */
  public static String place(int n) {
    return "[" + n + "].";
  }

  private void check(
      Application application,
      Stage stage,
      List<ScoreCommand> commands,
      IntFunction<String> place) {
    CriteriaVersion version = criteria.version(application.criteriaVersion());
    Map<String, BigDecimal> most =
        version.items().stream().collect(Collectors.toMap(i -> i.code(), i -> i.maxPoints()));
    List<Fault> faults = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int n = 0; n < commands.size(); n++) {
      ScoreCommand c = commands.get(n);
      String at = place.apply(n);
      if (c == null || c.item == null || !most.containsKey(c.item)) {
        faults.add(new Fault(at + "item", "unknown-item"));
        continue;
      }
      if (!seen.add(c.item)) faults.add(new Fault(at + "item", "twice"));
      points(faults, at + "points", c.points, most.get(c.item), stage);
      if (c.reason != null && c.reason.length() > MAX_TEXT) {
        faults.add(new Fault(at + "reason", "too-long", MAX_TEXT));
      }
    }
    if (!faults.isEmpty()) throw Problem.fields(faults);
  }

  private void write(
      Actor actor,
      Application application,
      Stage stage,
      List<ScoreCommand> commands,
      Set<String> kept) {
    Map<String, Map<Stage, Score>> byItem = scoresByItem(application.number());
    for (ScoreCommand c : commands) {
      Score score = byItem.getOrDefault(c.item, Map.of()).get(stage);
      if (score == null) score = new Score(new Score.Key(application.number(), stage, c.item));
      stale(c.version, score.version(), c.item);
      if (kept.contains(c.item)) continue;
      score.set(c.points, blankToNull(c.reason), actor.username(), clock.instant());
      scores.save(score);
    }
    scores.flush();
  }

  private static void points(
      List<Fault> faults, String field, BigDecimal points, BigDecimal most, Stage stage) {
    if (points == null) {
      // A draft may take its points back; an official score may not vanish.
      if (stage != Stage.SELF) faults.add(new Fault(field, "required"));
      return;
    }
    if (points.signum() < 0 || points.compareTo(most) > 0) {
      faults.add(new Fault(field, "points-range", plain(most)));
    } else if (points.scale() > MAX_SCALE || points.remainder(STEP).signum() != 0) {
      faults.add(new Fault(field, "points-step"));
    }
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static void stale(Integer given, int stored, String what) {
    if (given != null && given != stored) throw Problem.conflict("stale-version", what);
  }

  /** Adds a proof to an item or a condition; only the community, only while it is open. */
  public EvidenceView addEvidence(
      Actor actor, String number, String target, String caption, String fileName, InputStream in) {
    String id = UUID.randomUUID().toString();
    return addEvidence(actor, number, target, caption, fileName, in, id);
  }

  EvidenceView addEvidence(
      Actor actor,
      String number,
      String target,
      String caption,
      String fileName,
      InputStream in,
      String id) {
    Application application = requireOpen(actor, number, target, caption);
    EvidenceView stored =
        evidence.upload(id, number, target, caption, fileName, in, actor.username());
    changed(application, target);
    trail.record(
        actor,
        new Act(
            number,
            application.level(),
            application.office(),
            Act.Action.EVIDENCE_ADDED,
            target,
            stored.sha256()));
    return stored;
  }

  /** The application, if this person may add a proof there now. */
  Application requireOpen(Actor actor, String number, String target, String caption) {
    Application application = lockForApplicant(actor, number);
    CriteriaVersion version = criteria.version(application.criteriaVersion());
    boolean known =
        version.items().stream().anyMatch(i -> target.equals("item/" + i.code()))
            || version.conditions().stream().anyMatch(c -> target.equals("condition/" + c.no()));
    if (!known) {
      boolean item = target.startsWith("item/");
      throw Problem.field(item ? "item" : "condition", item ? "unknown-item" : "unknown-condition");
    }
    if (!open(application, reopenedTargets(number), target)) {
      throw Problem.conflict("closed-target", target.substring(target.indexOf('/') + 1));
    }
    if (caption != null && caption.length() > 200) throw Problem.field("caption", "too-long", 200);
    return application;
  }

  public EvidenceView recaption(Actor actor, String id, String caption) {
    EvidenceView view = openEvidence(actor, id);
    if (caption != null && caption.length() > 200) throw Problem.field("caption", "too-long", 200);
    evidence.caption(id, caption);
    return evidence.get(view.id());
  }

  public void removeEvidence(Actor actor, String id) {
    EvidenceView view = openEvidence(actor, id);
    Application application = files.get(view.number());
    evidence.remove(id);
    changed(application, view.target());
    trail.record(
        actor,
        new Act(
            view.number(),
            application.level(),
            application.office(),
            Act.Action.EVIDENCE_REMOVED,
            view.target(),
            view.sha256()));
  }

  private EvidenceView openEvidence(Actor actor, String id) {
    EvidenceView view = evidence.get(id);
    Application application = lockForApplicant(actor, view.number());
    boolean anothers =
        !Targets.onSheet(view.target()) && !view.uploadedBy().equals(actor.username());
    if (anothers || !open(application, reopenedTargets(view.number()), view.target())) {
      throw Problem.conflict("closed-target", view.target());
    }
    return view;
  }

  /**
   * An evidence that this person may look at: whoever sees the file sees its proofs, and whoever
   * visits it, as long as the visit goes on; what was taken at a visit is for those who see that.
   */
  @Transactional(readOnly = true)
  public EvidenceView readableEvidence(Actor actor, String id) {
    EvidenceView view = evidence.get(id);
    if (Targets.ofVisit(view.target())) {
      guests.requireSeen(actor, view);
    } else if (!files.sees(actor, view.number()) && !guests.worksOn(actor, view.number())) {
      throw Problem.notFound();
    }
    return view;
  }

  /** The sealed scan, by whoever holds the sign-off (or the community for its own sheet). */
  public EvidenceView addSeal(Actor actor, String number, String fileName, InputStream in) {
    rights.lock(actor, number, Who.SIGNER);
    String id = UUID.randomUUID().toString();
    return evidence.upload(id, number, "seal", null, fileName, in, actor.username());
  }

  /** Describes the community, whatever stands there. */
  public Application describe(Actor actor, String number, Profile profile) {
    return describe(actor, number, profile, null);
  }

  /** The same; a {@code version} that is not the stored one is refused. */
  public Application describe(Actor actor, String number, Profile profile, Integer version) {
    Application application = lockForApplicant(actor, number);
    profile.check();
    stale(version, application.profileVersion(), texts.text("profile.itself"));
    application.describe(profile, actor.username(), clock.instant());
    return application;
  }

  /** The self total. */
  @Transactional(readOnly = true)
  public BigDecimal total(String number, Stage stage) {
    return total(scoresByItem(number), stage);
  }

  /** The official total, or null until every item has its official score. */
  @Transactional(readOnly = true)
  public BigDecimal officialTotal(Application application) {
    Map<String, Map<Stage, Score>> byItem = scoresByItem(application.number());
    CriteriaVersion version = criteria.version(application.criteriaVersion());
    return complete(byItem, version, Stage.DISTRICT) ? total(byItem, Stage.DISTRICT) : null;
  }

  private static boolean complete(
      Map<String, Map<Stage, Score>> byItem, CriteriaVersion version, Stage stage) {
    return version.items().stream()
        .allMatch(i -> byItem.getOrDefault(i.code(), Map.of()).containsKey(stage));
  }

  private static BigDecimal total(Map<String, Map<Stage, Score>> byItem, Stage stage) {
    return byItem.values().stream()
        .map(s -> s.get(stage))
        .filter(s -> s != null && s.points() != null)
        .map(Score::points)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Map<String, Map<Stage, Score>> scoresByItem(String number) {
    Map<String, Map<Stage, Score>> byItem = new HashMap<>();
    for (Score s : scores.of(number)) {
      byItem.computeIfAbsent(s.item(), k -> new EnumMap<>(Stage.class)).put(s.stage(), s);
    }
    return byItem;
  }

  private Application lockForApplicant(Actor actor, String number) {
    Application application = rights.lock(actor, number, Who.APPLICANT);
    if (!editable(application)) throw Problem.conflict("application-not-editable");
    return application;
  }

  private Application lockForScorer(Actor actor, String number) {
    Application application = rights.lock(actor, number, Who.SCORER);
    if (!scoringOpen(application)) throw Problem.conflict("scoring-closed");
    return application;
  }

  /**
   * While the scoring office reviews, asks its departments, has the place visited, or confirms a
   * correction: until its leader is asked to sign.
   */
  private boolean scoringOpen(Application application) {
    String number = application.number();
    return files
        .scoringStop(number)
        .filter(
            stop ->
                inbox.ofApplication(number).stream()
                    .filter(task -> SCORING.contains(task.taskKey()))
                    .anyMatch(task -> task.office().equals(stop.office())))
        .isPresent();
  }

  private static boolean editable(Application application) {
    return application.status() == Status.DRAFT || application.status() == Status.IN_CORRECTION;
  }

  private static boolean open(Application application, Set<String> reopened, String target) {
    return application.inDraft()
        || application.status() == Status.IN_CORRECTION && reopened.contains(target);
  }

  private Set<String> reopenedTargets(String number) {
    return files.reopened(number).stream().map(Reopened::target).collect(Collectors.toSet());
  }

  private void changed(Application application, String target) {
    application.touched(clock.instant());
    files.markChanged(application.number(), target);
  }
}
