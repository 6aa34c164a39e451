package io.anlan.application;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.application.ApplicationFlow.End;
import io.anlan.application.Files.Part;
import io.anlan.application.Rights.Who;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.division.Offices;
import io.anlan.division.Routes;
import io.anlan.inbox.CaseLock;
import io.anlan.round.Drafts;
import io.anlan.round.Round;
import io.anlan.round.Rounds;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opening, finding, withdrawing, cancelling and expiring applications. */
@Component
@Transactional
public class Applications implements Drafts {

  private final ApplicationRepository applications;
  private final ApplicationList list;
  private final ScoreRepository scores;
  private final Files files;
  private final NameInitials initials;
  private final Rights rights;
  private final Rounds rounds;
  private final Routes routes;
  private final Offices offices;
  private final Accounts accounts;
  private final CaseLock lock;
  private final Trail trail;
  private final ObjectProvider<ApplicationFlow> flow;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Applications(
      ApplicationRepository applications,
      ApplicationList list,
      ScoreRepository scores,
      Files files,
      NameInitials initials,
      Rights rights,
      Rounds rounds,
      Routes routes,
      Offices offices,
      Accounts accounts,
      CaseLock lock,
      Trail trail,
      ObjectProvider<ApplicationFlow> flow,
      ApplicationEventPublisher events,
      Clock clock) {
    this.applications = applications;
    this.list = list;
    this.scores = scores;
    this.files = files;
    this.initials = initials;
    this.rights = rights;
    this.rounds = rounds;
    this.routes = routes;
    this.offices = offices;
    this.accounts = accounts;
    this.lock = lock;
    this.trail = trail;
    this.flow = flow;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Opens the application of a community in a round, or its next attempt after a withdrawal.
   *
   * @throws Problem 403 for anybody but the community, 409 with {@code number} when one is open
   */
  public Application open(Actor actor, String communityCode, long roundId) {
    Rights.requireCommunity(actor);
    if (!actor.communities().contains(communityCode)) throw Problem.notFound();
    Round round = rounds.get(roundId);
    io.anlan.division.Route route = routes.route(communityCode);
    String number = Application.number(round, communityCode);
    lock.acquire(number);
    Optional<Application> existing = applications.findById(number);
    if (existing.isPresent() && existing.get().status() != Status.WITHDRAWN) {
      throw Problem.conflict("application-exists", number).with("number", number);
    }
    if (!round.acceptsSubmission(today())) throw Problem.conflict("round-not-open");
    Application application =
        existing.orElseGet(
            () ->
                new Application(
                    round,
                    communityCode,
                    route.communityName(),
                    routes.province(communityCode),
                    actor.username(),
                    clock.instant()));
    existing.ifPresent(
        a -> {
          a.open(round, actor.username(), clock.instant());
          files.closeReopened(number);
          // An attempt is scored on its own; what was given to the last one was given to other
          // words.
          scores.takeBackOfficial(number);
        });
    applications.saveAndFlush(application);
    initials.remember(application.communityName());
    files.addReader(number, "community:" + communityCode);
    files.takePart(number, actor, Part.APPLICANT);
    trail.record(actor, Act.of(number, Level.COMMUNITY, null, Act.Action.OPENED));
    flow.getObject().start(number, communityCode);
    return application;
  }

  @Transactional(readOnly = true)
  public Page<Application> search(
      Actor actor, String q, Status status, Level level, String division, PageRequest page) {
    return list.search(actor.communities(), Files.readers(actor), q, status, level, division, page);
  }

  public Application withdraw(Actor actor, String number, String reason) {
    rights.require(actor, number, Who.APPLICANT);
    String opinion = reason(reason);
    events.publishEvent(new ApplicationLeaving(number));
    Application application = rights.lock(actor, number, Who.APPLICANT);
    application.withdraw();
    applications.saveAndFlush(application);
    files.closeReopened(number);
    trail.record(
        actor,
        new Act(
            number,
            application.level(),
            application.office(),
            Act.Action.WITHDRAWN,
            null,
            opinion));
    flow.getObject().end(number, End.WITHDRAWN);
    return application;
  }

  /** Cancels a running application; only the leader of the office that holds it. */
  public Application cancel(Actor actor, String number, String reason) {
    rights.require(actor, number, Who.LEADER);
    String opinion = reason(reason);
    events.publishEvent(new ApplicationLeaving(number));
    Application application = rights.lock(actor, number, Who.LEADER);
    application.cancel();
    applications.saveAndFlush(application);
    files.closeReopened(number);
    trail.record(
        actor,
        new Act(
            number,
            application.level(),
            application.office(),
            Act.Action.CANCELLED,
            null,
            opinion));
    flow.getObject().end(number, End.CANCELLED);
    return application;
  }

  /** The process of this file was ended from outside; a file that has ended already stays as is. */
  public void endedOutside(String number) {
    lock.acquire(number);
    Application application = files.get(number);
    if (!application.status().open()) return;
    application.cancel();
    applications.saveAndFlush(application);
    files.closeReopened(number);
    trail.recordSystem(
        Act.of(number, application.level(), application.office(), Act.Action.ENDED_OUTSIDE));
  }

  private static String reason(String reason) {
    if (reason == null || reason.isBlank()) throw Problem.field("reason", "required");
    if (reason.length() > 2000) throw Problem.field("reason", "too-long", 2000);
    return reason.strip();
  }

  @Override
  public int expire(long roundId, int atMost) {
    List<String> drafts = applications.drafts(roundId, PageRequest.of(0, atMost));
    for (String number : drafts) {
      lock.acquire(number);
      Application application = files.get(number);
      if (!application.inDraft()) continue;
      application.expire();
      applications.saveAndFlush(application);
      trail.recordSystem(Act.of(number, Level.COMMUNITY, null, Act.Action.EXPIRED));
      flow.getObject().end(number, End.ROUND_CLOSED);
    }
    return drafts.size();
  }

  /**
   * A file is handed only to offices where somebody can act on it.
   *
   * @throws Problem 422 that names the first office where nobody can
   */
  public void requireStaffed(String number, List<String> offices) {
    Map<String, Set<String>> people = accounts.staff(offices);
    Map<String, Part> hands = files.hands(number);
    for (String office : offices) {
      requireSomebody("reviewer:" + office, people, hands, office, "office-without-reviewer");
      requireSomebody("leader:" + office, people, hands, office, "office-without-leader");
    }
  }

  /**
   * A proposal needs a leader who has played no other part on the file.
   *
   * @throws Problem 422 that names the office
   */
  public void requireLeader(String number, String office) {
    requireSomebody(
        "leader:" + office,
        accounts.staff(List.of(office)),
        files.hands(number),
        office,
        "office-without-leader");
  }

  private void requireSomebody(
      String group,
      Map<String, Set<String>> people,
      Map<String, Part> hands,
      String office,
      String problem) {
    Part part = Part.of(group);
    boolean somebody =
        people.getOrDefault(group, Set.of()).stream()
            .anyMatch(person -> hands.getOrDefault(person, part) == part);
    if (somebody) return;
    throw Problem.rule(problem, offices.find(office).map(o -> o.name()).orElse(office));
  }

  LocalDate today() {
    return LocalDate.now(clock);
  }
}
