package io.anlan.visit;

import io.anlan.account.Actor;
import io.anlan.account.Role;
import io.anlan.application.Files;
import io.anlan.application.Stage;
import io.anlan.application.VisitGuests;
import io.anlan.division.Stop;
import io.anlan.evidence.EvidenceView;
import io.anlan.shared.Problem;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who sees what of a visit, and what a visit lets see of its file. */
@Component
@Transactional(readOnly = true)
class Sights implements VisitGuests {

  private final Visits visits;
  private final Files files;

  Sights(Visits visits, Files files) {
    this.visits = visits;
    this.files = files;
  }

  /**
   * @throws Problem 404 when the visit does not exist for them
   */
  Sight of(Actor actor, long id) {
    Visit visit = visits.visible(actor, id);
    Optional<Member> member =
        visits
            .member(id, actor.username())
            .filter(m -> m.state().expected())
            .filter(m -> visit.open());
    boolean results =
        member.isPresent()
            || visit.concludedAt() != null
            || files.readsAsOffice(actor, visit.number());
    return new Sight(
        visit,
        member.isPresent(),
        member.filter(Member::takesPart).isPresent(),
        actor.username().equals(visit.leader()),
        results);
  }

  @Override
  public boolean worksOn(Actor actor, String number) {
    return actor.has(Role.EXPERT) && visits.worksOn(actor.username(), number);
  }

  @Override
  public void requireSeen(Actor actor, EvidenceView taken) {
    if (!of(actor, visitOf(taken.target())).results()) throw Problem.notFound();
  }

  @Override
  public Optional<Stage> writing(String number) {
    return visits.open(number).filter(visit -> visit.concludedAt() == null).map(this::stage);
  }

  /** Whose points a visit's are: those of the office that scores, or of one above it. */
  Stage stage(Visit visit) {
    return files
        .scoringStop(visit.number())
        .map(Stop::level)
        .filter(scoring -> visit.level().above(scoring))
        .map(scoring -> Stage.SPOT_CHECK)
        .orElse(Stage.VISIT);
  }

  /** What evidence of a visit is evidence of. */
  static String target(Visit visit) {
    return "visit/" + visit.id();
  }

  private static long visitOf(String target) {
    return Long.parseLong(target.substring("visit/".length()));
  }
}
