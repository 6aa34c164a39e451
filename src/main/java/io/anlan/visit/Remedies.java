package io.anlan.visit;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.application.Rights;
import io.anlan.application.Rights.Who;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.criteria.Criteria;
import io.anlan.criteria.Item;
import io.anlan.evidence.Evidence;
import io.anlan.evidence.EvidenceView;
import io.anlan.inbox.CaseLock;
import io.anlan.shared.Problem;
import io.anlan.visit.VisitSheet.FindingView;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was found at a visit, what the community answers to each, and its proofs. */
@Service
@Transactional
public class Remedies {

  /** Proofs of one finding. */
  public static final int MOST = 20;

  private static final int MAX_TEXT = 2000;
  private static final String PROOF = "finding/";

  /**
   * One finding with its answer.
   *
   * @param itemText null where the community as a whole is meant
   * @param by the name of whoever found it
   */
  public record Remedy(FindingView found, String itemText, String by, List<EvidenceView> proofs) {}

  /**
   * @param mine whether the reader is to answer now
   * @param rounds how many more times the community may mend, the present one included
   */
  public record Sheet(
      Visit visit, String community, List<Remedy> remedies, boolean mine, int rounds) {}

  private final JdbcClient jdbc;
  private final Visits visits;
  private final Findings findings;
  private final VisitCourse course;
  private final Files files;
  private final Rights rights;
  private final CaseLock lock;
  private final Criteria criteria;
  private final Evidence evidence;
  private final Accounts accounts;
  private final Trail trail;
  private final Clock clock;

  Remedies(
      JdbcClient jdbc,
      Visits visits,
      Findings findings,
      VisitCourse course,
      Files files,
      Rights rights,
      CaseLock lock,
      Criteria criteria,
      Evidence evidence,
      Accounts accounts,
      Trail trail,
      Clock clock) {
    this.jdbc = jdbc;
    this.visits = visits;
    this.findings = findings;
    this.course = course;
    this.files = files;
    this.rights = rights;
    this.lock = lock;
    this.criteria = criteria;
    this.evidence = evidence;
    this.accounts = accounts;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * The findings of a visit; none before it has been concluded. Not read-only: the engine notes
   * that a policy was asked for the first time.
   *
   * @throws Problem 404 when the visit does not exist for them
   */
  public Sheet of(Actor actor, long id) {
    Visit visit = visits.visible(actor, id);
    Application file = files.get(visit.number());
    Map<String, String> texts =
        criteria.version(file.criteriaVersion()).items().stream()
            .collect(Collectors.toMap(Item::code, Item::text));
    Map<String, List<EvidenceView>> proofs =
        evidence.of(visit.number()).stream()
            .filter(e -> e.target().startsWith(PROOF))
            .collect(Collectors.groupingBy(EvidenceView::target));
    List<FindingView> found = visit.concludedAt() == null ? List.of() : findings.of(visit);
    Map<String, String> names =
        accounts.names(found.stream().map(FindingView::by).collect(Collectors.toSet()));
    List<Remedy> remedies =
        found.stream()
            .sorted(comparing(FindingView::item, nullsFirst(naturalOrder())))
            .map(
                f ->
                    new Remedy(
                        f,
                        f.item() == null ? null : texts.get(f.item()),
                        names.get(f.by()),
                        proofs.getOrDefault(target(f.id()), List.of())))
            .toList();
    boolean mine =
        visit.state() == Visit.State.RECTIFYING
            && actor.communities().contains(file.communityCode());
    int rounds = visit.open() ? course.rule(file).rectificationRounds() - visit.rounds() : 0;
    return new Sheet(visit, file.communityName(), remedies, mine, Math.max(rounds, 0));
  }

  /**
   * The community says how it has mended one finding.
   *
   * @throws Problem 404 and 403 as everywhere, 409 when it is not being rectified, 422 on {@code
   *     response}
   */
  public void answer(Actor actor, long id, UUID finding, String response) {
    requireOpen(actor, id, finding);
    if (response == null || response.isBlank()) throw Problem.field("response", "required");
    if (response.length() > MAX_TEXT) throw Problem.field("response", "too-long", MAX_TEXT);
    jdbc.sql(
            """
            update visit_finding set response = ?, responded_by = ?, responded_at = ? where id = ?""")
        .params(response.strip(), actor.username(), Timestamp.from(clock.instant()), finding)
        .update();
  }

  /**
   * A proof of what was mended.
   *
   * @throws Problem as {@link #answer}, 422 on {@code file}
   */
  public EvidenceView prove(Actor actor, long id, UUID finding, String fileName, InputStream in) {
    Visit visit = requireOpen(actor, id, finding);
    String target = target(finding);
    long there =
        evidence.of(visit.number()).stream().filter(e -> e.target().equals(target)).count();
    if (there >= MOST) throw Problem.field("file", "too-many-proofs", MOST);
    EvidenceView stored =
        evidence.upload(
            UUID.randomUUID().toString(),
            visit.number(),
            target,
            null,
            fileName,
            in,
            actor.username());
    record(actor, visit, Act.Action.EVIDENCE_ADDED, stored);
    return stored;
  }

  /**
   * @throws Problem as {@link #answer}
   */
  public void removeProof(Actor actor, long id, UUID finding, String proof) {
    Visit visit = requireOpen(actor, id, finding);
    EvidenceView view = evidence.get(proof);
    if (!view.target().equals(target(finding))) throw Problem.notFound();
    evidence.remove(proof);
    record(actor, visit, Act.Action.EVIDENCE_REMOVED, view);
  }

  private void record(Actor actor, Visit visit, Act.Action action, EvidenceView proof) {
    trail.record(
        actor,
        new Act(
            visit.number(), visit.level(), visit.office(), action, proof.target(), proof.sha256()));
  }

  /**
   * The visit, if this person acts for the community that is visited.
   *
   * @throws Problem 404 when it does not exist for them, 403 when they do not
   */
  @Transactional(readOnly = true)
  public Visit requireMine(Actor actor, long id) {
    Visit visit = visits.visible(actor, id);
    // Experts see the visit without seeing the file.
    if (!actor.communities().contains(files.get(visit.number()).communityCode())) {
      throw Problem.forbidden("not-the-community");
    }
    rights.require(actor, visit.number(), Who.APPLICANT);
    return visit;
  }

  /** The visit, if this person mends this finding now; the file is locked. */
  private Visit requireOpen(Actor actor, long id, UUID finding) {
    Visit seen = requireMine(actor, id);
    lock.acquire(seen.number());
    Visit visit = visits.find(id).orElseThrow(Problem::notFound);
    if (visit.state() != Visit.State.RECTIFYING) throw Problem.conflict("not-being-rectified");
    FindingView found =
        findings.of(visit).stream()
            .filter(f -> f.id().equals(finding))
            .findFirst()
            .orElseThrow(Problem::notFound);
    if (Boolean.TRUE.equals(found.accepted())) throw Problem.conflict("finding-accepted");
    return visit;
  }

  private static String target(UUID finding) {
    return PROOF + finding;
  }
}
