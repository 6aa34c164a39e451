package io.anlan.round;

import io.anlan.criteria.Criteria;
import io.anlan.shared.Administered;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import io.anlan.shared.Tier;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Rounds from their opening to their closing. */
@Component
public class Rounds {

  private static final int PAGE = 50;

  /** A closing date beyond is a slip of the hand, and no date that the engine could keep. */
  private static final int MAX_YEARS = 3;

  /** A new round; empty versions mean the current ones. */
  public record NewRound(
      Integer year,
      Tier tier,
      String name,
      LocalDate closesOn,
      String criteriaVersion,
      String policyVersion) {}

  private final RoundRepository rounds;
  private final Criteria criteria;
  private final ObjectProvider<Policies> policies;
  private final ObjectProvider<Drafts> drafts;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Rounds(
      RoundRepository rounds,
      Criteria criteria,
      ObjectProvider<Policies> policies,
      ObjectProvider<Drafts> drafts,
      TransactionTemplate transaction,
      Clock clock,
      ApplicationEventPublisher events) {
    this.rounds = rounds;
    this.criteria = criteria;
    this.policies = policies;
    this.drafts = drafts;
    this.transaction = transaction;
    this.clock = clock;
    this.events = events;
  }

  /**
   * @throws Problem 404 when there is no such round
   */
  public Round get(long id) {
    return rounds.findById(id).orElseThrow(Problem::notFound);
  }

  /** The latest rounds first. */
  public List<Round> all() {
    return rounds.findTop200ByOrderByYearDescTierAsc();
  }

  public Round create(NewRound command) {
    List<Fault> faults = new ArrayList<>();
    if (command.year == null || command.year < 2000 || command.year > 2100) {
      faults.add(new Fault("year", "year-range"));
    }
    if (command.tier == null) faults.add(new Fault("tier", "required"));
    if (command.name == null || command.name.isBlank()) faults.add(new Fault("name", "required"));
    else if (command.name.length() > 100) faults.add(new Fault("name", "round-name-too-long"));
    if (command.closesOn == null) faults.add(new Fault("closesOn", "required"));
    else closingDate(command.closesOn).ifPresent(faults::add);
    if (command.criteriaVersion == null || !criteria.exists(command.criteriaVersion)) {
      faults.add(new Fault("criteriaVersion", "unknown-version"));
    }
    String policy =
        command.policyVersion == null ? policies.getObject().current() : command.policyVersion;
    if (!policies.getObject().exists(policy))
      faults.add(new Fault("policyVersion", "unknown-version"));
    if (!faults.isEmpty()) throw Problem.fields(faults);
    if (rounds.existsByYearAndTier(command.year, command.tier)) {
      throw Problem.conflict("round-exists");
    }
    try {
      Round round =
          new Round(
              command.year,
              command.tier,
              command.name.strip(),
              command.closesOn,
              command.criteriaVersion,
              policy,
              policies.getObject().threshold(policy, command.tier));
      return transaction.execute(status -> noted("ROUND_CREATED", rounds.save(round)));
    } catch (DataIntegrityViolationException somebodyFaster) {
      throw Problem.conflict("round-exists");
    }
  }

  private Optional<Fault> closingDate(LocalDate closesOn) {
    LocalDate today = LocalDate.now(clock);
    LocalDate latest = today.plusYears(MAX_YEARS);
    if (closesOn.isBefore(today)) return Optional.of(new Fault("closesOn", "in-the-past"));
    return closesOn.isAfter(latest)
        ? Optional.of(new Fault("closesOn", "closing-too-far", latest))
        : Optional.empty();
  }

  public Round open(long id) {
    return change(id, "ROUND_OPENED", Round::open);
  }

  public Round extend(long id, LocalDate closesOn) {
    if (closesOn == null) throw Problem.field("closesOn", "required");
    return change(
        id,
        "ROUND_EXTENDED",
        round -> {
          round.extend(closesOn);
          closingDate(closesOn)
              .ifPresent(
                  fault -> {
                    throw Problem.fields(List.of(fault));
                  });
        });
  }

  /** Expires what was never submitted, page by page, and closes the round; safe to repeat. */
  public Round close(long id) {
    transaction.executeWithoutResult(
        status -> {
          Round round = get(id);
          round.startClosing();
          noted("ROUND_CLOSED", rounds.save(round));
        });
    while (transaction.execute(status -> drafts.getObject().expire(id, PAGE)) > 0) {}
    return transaction.execute(
        status -> {
          Round round = get(id);
          round.close();
          return rounds.save(round);
        });
  }

  /** A closing that a stop of the machine interrupted goes on. */
  @EventListener(ApplicationReadyEvent.class)
  void resumeClosing() {
    rounds.findByState(Round.State.CLOSING).forEach(r -> close(r.id()));
  }

  private Round change(long id, String action, Consumer<Round> act) {
    return transaction.execute(
        status -> {
          Round round = get(id);
          act.accept(round);
          return noted(action, rounds.save(round));
        });
  }

  private Round noted(String action, Round round) {
    String subject = "%d %s, %s".formatted(round.year(), round.tier(), round.closesOn());
    events.publishEvent(new Administered(action, subject));
    return round;
  }
}
