package io.anlan.visit;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.application.Application;
import io.anlan.application.Assessment;
import io.anlan.application.Assessments;
import io.anlan.application.Files;
import io.anlan.evidence.EvidenceView;
import io.anlan.shared.Problem;
import io.anlan.visit.VisitSheet.FindingView;
import io.anlan.visit.VisitSheet.ItemScores;
import io.anlan.visit.VisitSheet.ItemView;
import io.anlan.visit.VisitSheet.MinuteView;
import io.anlan.visit.VisitSheet.PhotoView;
import io.anlan.visit.VisitSheet.Proof;
import io.anlan.visit.VisitSheet.SignatureView;
import io.anlan.visit.VisitSheet.TeamMember;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sheet of a visit, put together for one reader. */
@Service
@Transactional(readOnly = true)
public class VisitSheets {

  private final Visits visits;
  private final Sights sights;
  private final VisitItems items;
  private final VisitScores scores;
  private final Findings findings;
  private final VisitPhotos photos;
  private final Minutes minutes;
  private final Signatures signatures;
  private final Files files;
  private final Assessments assessments;
  private final Accounts accounts;

  VisitSheets(
      Visits visits,
      Sights sights,
      VisitItems items,
      VisitScores scores,
      Findings findings,
      VisitPhotos photos,
      Minutes minutes,
      Signatures signatures,
      Files files,
      Assessments assessments,
      Accounts accounts) {
    this.visits = visits;
    this.sights = sights;
    this.items = items;
    this.scores = scores;
    this.findings = findings;
    this.photos = photos;
    this.minutes = minutes;
    this.signatures = signatures;
    this.files = files;
    this.assessments = assessments;
    this.accounts = accounts;
  }

  /**
   * @throws Problem 404 when the visit does not exist for them
   */
  public VisitSheet of(Actor actor, long id) {
    Sight sight = sights.of(actor, id);
    Visit visit = sight.visit();
    Application file = files.get(visit.number());
    boolean results = sight.results();
    List<Member> members = visits.members(id).stream().filter(m -> m.state().expected()).toList();
    List<FindingView> found = results ? findings.of(visit) : List.of();
    List<PhotoView> taken = results ? photos.of(visit) : List.of();
    List<MinuteView> written = results ? minutes.of(visit) : List.of();
    List<SignatureView> signed = results ? signatures.of(visit) : List.of();
    Set<String> people = new HashSet<>();
    members.forEach(m -> people.add(m.username()));
    found.forEach(f -> people.add(f.by()));
    taken.forEach(p -> people.add(p.by()));
    written.forEach(m -> people.add(m.by()));
    signed.forEach(s -> people.add(s.by()));
    Map<String, String> names = accounts.names(people);
    return new VisitSheet(
        id,
        visit.number(),
        file.communityName(),
        file.profile().address(),
        file.profile().contactName(),
        file.profile().contactPhone(),
        visit.level(),
        sights.stage(visit),
        visit.state(),
        visit.plannedOn(),
        actor.username(),
        sight.writes(),
        results,
        proofs(sight),
        members.stream().map(m -> expert(m, visit, names)).toList(),
        items(actor, sight),
        found,
        taken,
        written,
        signed,
        names);
  }

  /** Whoever is only asked to come does not look at the proofs yet. */
  private static boolean proofs(Sight sight) {
    return sight.works() || !sight.expert();
  }

  private static TeamMember expert(Member member, Visit visit, Map<String, String> names) {
    String username = member.username();
    return new TeamMember(
        username, names.get(username), member.state(), username.equals(visit.leader()));
  }

  private List<ItemView> items(Actor actor, Sight sight) {
    Assessment sheet = assessments.sheet(sight.visit().number());
    Map<String, ItemScores> given = scores.of(sight, actor.username(), sheet);
    List<String> checklist = items.checklist(sight.visit());
    return sheet.items().stream()
        .filter(i -> checklist.contains(i.code()))
        .map(
            i ->
                new ItemView(
                    i.code(),
                    i.area(),
                    i.indicator(),
                    i.text(),
                    i.maxPoints(),
                    i.evidenceHint(),
                    i.reason(),
                    proofs(sight)
                        ? i.evidence().stream().map(VisitSheets::proof).toList()
                        : List.of(),
                    given.get(i.code())))
        .toList();
  }

  private static Proof proof(EvidenceView e) {
    return new Proof(e.id(), e.fileName(), e.caption(), e.kind(), e.picturable());
  }
}
