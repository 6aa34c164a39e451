package io.anlan.review;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.application.Application;
import io.anlan.application.Applications;
import io.anlan.application.Files;
import io.anlan.application.Reopened;
import io.anlan.application.Targets;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.criteria.Criteria;
import io.anlan.criteria.CriteriaVersion;
import io.anlan.inbox.DoneTask;
import io.anlan.inbox.Fields;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import io.anlan.round.LevelPolicy;
import io.anlan.shared.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The reviewer forwards, returns item by item, or proposes not to recommend. */
@Component
class ReviewMaterialsStep implements Step {

  private final Files files;
  private final Applications applications;
  private final OfficialScore officialScore;
  private final Accounts accounts;
  private final Criteria criteria;
  private final Decisions decisions;
  private final Proposals proposals;
  private final Consultations consultations;
  private final ReviewPolicy policy;
  private final ReviewSheets sheets;
  private final ReturnBasket basket;
  private final Trail trail;

  ReviewMaterialsStep(
      Files files,
      Applications applications,
      OfficialScore officialScore,
      Accounts accounts,
      Criteria criteria,
      Decisions decisions,
      Proposals proposals,
      Consultations consultations,
      ReviewPolicy policy,
      ReviewSheets sheets,
      ReturnBasket basket,
      Trail trail) {
    this.files = files;
    this.applications = applications;
    this.officialScore = officialScore;
    this.accounts = accounts;
    this.criteria = criteria;
    this.decisions = decisions;
    this.proposals = proposals;
    this.consultations = consultations;
    this.policy = policy;
    this.sheets = sheets;
    this.basket = basket;
    this.trail = trail;
  }

  @Override
  public String taskKey() {
    return Decisions.REVIEW;
  }

  @Override
  public Outcome complete(Completion c) {
    Application a = files.get(c.task().number());
    String decision = c.fields().required("decision");
    String opinion = c.fields().text("opinion");
    if (!decision.equals("RETURN") && !c.fields().list("returnedItems").isEmpty()) {
      throw Problem.field("returnedItems", "only-with-return");
    }
    // A return needs no signature; whatever else is proposed waits for a leader's.
    if (!decision.equals("RETURN")) applications.requireLeader(a.number(), a.office());
    basket.empty(a.number());
    return switch (decision) {
      case "RETURN" -> giveBack(c, a, opinion);
      case "REJECT" -> proposeRejection(c, a, opinion);
      default -> forward(c, a, opinion);
    };
  }

  private Outcome giveBack(Completion c, Application a, String opinion) {
    if (opinion == null) throw Problem.field("opinion", "required");
    List<Reopened> items = returnedItems(c.fields(), a, opinion);
    int limit = policy.of(a).correctionRounds();
    if (decisions.returns(a) >= limit) {
      throw Problem.field("decision", "correction-rounds-used", limit);
    }
    String labels =
        items.stream().map(r -> Targets.label(r.target())).collect(Collectors.joining(", "));
    decisions.record(a, taskKey(), "RETURN", opinion, labels, null, c.actor().username());
    files.reopen(a.number(), items);
    a.returnForCorrection();
    record(c, a, Act.Action.RETURNED, "RETURN", opinion);
    return Outcome.of("RETURN", "RETURN");
  }

  /** {@code [{item, reason}]}, or codes whose reason is the opinion. */
  private List<Reopened> returnedItems(Fields fields, Application a, String opinion) {
    CriteriaVersion version = criteria.version(a.criteriaVersion());
    Set<String> known = version.labels().collect(Collectors.toSet());
    List<Object> given = fields.list("returnedItems");
    if (given.isEmpty()) throw Problem.field("returnedItems", "return-needs-items");
    List<Reopened> items = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Object element : given) {
      Object label = element instanceof Map<?, ?> pair ? pair.get("item") : element;
      Object reason = element instanceof Map<?, ?> pair ? pair.get("reason") : opinion;
      if (element instanceof Map<?, ?> pair
          && !Set.of("item", "reason").containsAll(pair.keySet())) {
        throw Problem.unreadableField("returnedItems", "unknown-property");
      }
      if (!(label instanceof String code) || !known.contains(code)) {
        throw Problem.field("returnedItems", "unknown-item");
      }
      if (reason != null && !(reason instanceof String)) {
        throw Problem.unreadableField("returnedItems", "wrong-type");
      }
      String words =
          reason == null || ((String) reason).isBlank() ? opinion : ((String) reason).strip();
      if (words.length() > 2000) throw Problem.field("returnedItems", "too-long", 2000);
      if (!seen.add(code)) throw Problem.field("returnedItems", "twice");
      items.add(new Reopened(Targets.target(code), words));
    }
    return items;
  }

  private Outcome proposeRejection(Completion c, Application a, String opinion) {
    if (opinion == null) throw Problem.field("opinion", "required");
    proposals.reject(a, opinion, c.actor().username());
    record(c, a, Act.Action.PROPOSED, "REJECT", opinion);
    return Outcome.of("PROPOSE", "REJECT");
  }

  private Outcome forward(Completion c, Application a, String opinion) {
    officialScore.require(a);
    List<Consultations.Opinion> asked = consultations.lastAsked(a);
    boolean again =
        c.fields().flag("askAgain")
            || asked.stream().anyMatch(o -> a.changedAt().isAfter(o.askedAt()));
    List<String> kinds = departments(a);
    boolean objected = asked.stream().anyMatch(o -> "OBJECT".equals(o.stance()));
    if (objected && opinion == null) throw Problem.field("opinion", "answer-the-objection");
    decisions.record(a, taskKey(), "FORWARD", opinion, null, null, c.actor().username());
    record(c, a, Act.Action.PROPOSED, "FORWARD", opinion);
    if (!kinds.isEmpty() && (asked.isEmpty() || again)) {
      consultations.ask(a, kinds, policy.opinionTerm(a));
      return Outcome.of("CONSULT", "FORWARD");
    }
    return Outcome.of("PROPOSE", "FORWARD");
  }

  /** An office without a department is not asked; the form shows it as 未设机构. */
  private List<String> departments(Application a) {
    LevelPolicy level = policy.of(a);
    Set<String> present = accounts.departmentKinds(a.office());
    return level.departments().stream().filter(present::contains).toList();
  }

  private void record(
      Completion c, Application a, Act.Action action, String decision, String opinion) {
    trail.record(c.actor(), new Act(a.number(), a.level(), a.office(), action, decision, opinion));
  }

  @Override
  public void takeBack(DoneTask done, Actor actor) {
    Application a = files.get(done.task().number());
    Decisions.Decision decision = decisions.takeBack(a);
    if (decision.decision().equals("RETURN")) {
      if (files.reopened(a.number()).stream().anyMatch(Reopened::changed)) {
        throw Problem.conflict("already-opened");
      }
      files.undoReopen(a.number());
      a.endCorrection();
    } else if (consultations.lastAsked(a).stream()
        .anyMatch(o -> !o.askedAt().isBefore(decision.decidedAt()))) {
      consultations.takeBack(a);
    }
    trail.record(
        actor,
        new Act(
            a.number(), a.level(), a.office(), Act.Action.TAKEN_BACK, decision.decision(), null));
  }

  @Override
  public Map<String, Object> inBatch() {
    return Map.of("decision", "FORWARD");
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return sheets.review(task);
  }
}
