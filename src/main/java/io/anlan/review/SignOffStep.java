package io.anlan.review;

import io.anlan.application.Application;
import io.anlan.application.Applications;
import io.anlan.application.Files;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.evidence.Evidence;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The leader confirms what the reviewer proposed, whichever it is, or sends it back (签批). */
@Component
class SignOffStep implements Step {

  private final Files files;
  private final Applications applications;
  private final Decisions decisions;
  private final OfficialScore officialScore;
  private final Evidence evidence;
  private final ReviewPolicy policy;
  private final ReviewSheets sheets;
  private final Trail trail;

  SignOffStep(
      Files files,
      Applications applications,
      Decisions decisions,
      OfficialScore officialScore,
      Evidence evidence,
      ReviewPolicy policy,
      ReviewSheets sheets,
      Trail trail) {
    this.files = files;
    this.applications = applications;
    this.decisions = decisions;
    this.officialScore = officialScore;
    this.evidence = evidence;
    this.policy = policy;
    this.sheets = sheets;
    this.trail = trail;
  }

  @Override
  public String taskKey() {
    return "userTask_signOff";
  }

  @Override
  public Outcome complete(Completion c) {
    Application a = files.get(c.task().number());
    String decision = c.fields().required("decision");
    String opinion = c.fields().text("opinion");
    String seal = c.fields().text("seal");
    if (decision.equals("SEND_BACK")) {
      if (opinion == null) throw Problem.field("opinion", "required");
      decisions.record(a, taskKey(), decision, opinion, null, null, c.actor().username());
      a.nextPass();
      record(c, a, Act.Action.SENT_BACK, decision, opinion);
      return Outcome.of("SEND_BACK", decision);
    }
    String proposed = decisions.proposal(a).orElseThrow().decision();
    // It may have changed since it was proposed, by what experts have seen.
    if (proposed.equals("FORWARD")) officialScore.require(a);
    checkSeal(a, seal, c.actor().username());
    decisions.record(a, taskKey(), decision, opinion, null, seal, c.actor().username());
    record(c, a, Act.Action.SIGNED, decision, opinion);
    if (proposed.equals("REJECT")) {
      a.reject();
      record(c, a, Act.Action.REJECTED, proposed, null);
      return Outcome.of("REJECTED", decision);
    }
    files
        .next(a.number(), a.level())
        .ifPresent(stop -> applications.requireStaffed(a.number(), List.of(stop.office())));
    record(c, a, Act.Action.FORWARDED, proposed, null);
    return Outcome.of("FORWARDED", decision);
  }

  /** The sealed scan is the signer's own. */
  private void checkSeal(Application a, String seal, String signer) {
    if (seal == null) {
      if (policy.of(a).sealedScan()) throw Problem.field("seal", "seal-required");
      return;
    }
    boolean known =
        evidence.of(a.number()).stream()
            .filter(e -> e.target().equals("seal") && e.uploadedBy().equals(signer))
            .anyMatch(e -> e.id().equals(seal));
    if (!known) throw Problem.field("seal", "unknown-seal");
  }

  private void record(
      Completion c, Application a, Act.Action action, String decision, String opinion) {
    trail.record(c.actor(), new Act(a.number(), a.level(), a.office(), action, decision, opinion));
  }

  @Override
  public Map<String, Object> inBatch() {
    return Map.of("decision", "APPROVE");
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return sheets.signOff(task);
  }
}
