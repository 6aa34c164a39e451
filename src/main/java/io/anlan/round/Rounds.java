package io.anlan.round;

import io.anlan.criteria.Criteria;
import io.anlan.shared.Administered;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import io.anlan.shared.Tier;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
  private final LevelDates levelDates;
  private final Criteria criteria;
  private final ObjectProvider<Policies> policies;
  private final ObjectProvider<Drafts> drafts;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Rounds(
      RoundRepository rounds,
      LevelDates levelDates,
      Criteria criteria,
      ObjectProvider<Policies> policies,
      ObjectProvider<Drafts> drafts,
      TransactionTemplate transaction,
      Clock clock,
      ApplicationEventPublisher events) {
    this.rounds = rounds;
    this.levelDates = levelDates;
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
    else closingDate("closesOn", command.closesOn).ifPresent(faults::add);
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

  private Optional<Fault> closingDate(String field, LocalDate closesOn) {
    LocalDate today = LocalDate.now(clock);
    LocalDate latest = today.plusYears(MAX_YEARS);
    if (closesOn.isBefore(today)) return Optional.of(new Fault(field, "in-the-past"));
    return closesOn.isAfter(latest)
        ? Optional.of(new Fault(field, "closing-too-far", latest))
        : Optional.empty();
  }

  public Round open(long id) {
    return change(id, "ROUND_OPENED", Round::open);
  }

  /** Never beyond the day until which a level must be done. */
  public Round extend(long id, LocalDate closesOn) {
    if (closesOn == null) throw Problem.field("closesOn", "required");
    return change(
        id,
        "ROUND_EXTENDED",
        round -> {
          round.extend(closesOn);
          List<Fault> faults = new ArrayList<>();
          closingDate("closesOn", closesOn).ifPresent(faults::add);
          levelDates(id).values().stream()
              .min(LocalDate::compareTo)
              .filter(closesOn::isAfter)
              .ifPresent(first -> faults.add(new Fault("closesOn", "closing-after-level", first)));
          if (!faults.isEmpty()) throw Problem.fields(faults);
          events.publishEvent(new ClosingMoved(id));
        });
  }

  /** The day until which a level of the round must be done, that day included. */
  public Optional<LocalDate> levelClosesOn(long roundId, Level level) {
    return levelDates.of(roundId, level);
  }

  /** The closing dates of the levels that have one, the lowest level first. */
  public Map<Level, LocalDate> levelDates(long roundId) {
    return levelDates.of(Set.of(roundId)).getOrDefault(roundId, Map.of());
  }

  /** The same for several rounds at once; rounds without any are left out. */
  public Map<Long, Map<Level, LocalDate>> levelDates(Collection<Long> roundIds) {
    return levelDates.of(roundIds);
  }

  /**
   * Sets the closing dates of all levels of a round; a level that is missing, or null, has none.
   *
   * @throws Problem 422 with each wrong date at {@code levelDates.<level>}; nothing is stored then
   */
  public void levelDates(long id, Map<Level, LocalDate> dates) {
    transaction.executeWithoutResult(
        status -> {
          Round round = rounds.lock(id).orElseThrow(Problem::notFound);
          if (round.state() == Round.State.CLOSED) {
            throw Problem.conflict("round-state", round.state());
          }
          Map<Level, LocalDate> before = levelDates(id);
          Map<Level, LocalDate> after = new EnumMap<>(Level.class);
          dates.forEach(
              (level, day) -> Optional.ofNullable(day).ifPresent(d -> after.put(level, d)));
          List<Fault> faults = faults(round, before, after);
          if (!faults.isEmpty()) throw Problem.fields(faults);
          Set<Level> changed = EnumSet.copyOf(round.levels());
          changed.removeIf(level -> Objects.equals(before.get(level), after.get(level)));
          if (changed.isEmpty()) return;
          levelDates.replace(id, after);
          String days =
              changed.stream()
                  .map(level -> level + " " + (after.containsKey(level) ? after.get(level) : "-"))
                  .collect(Collectors.joining(", "));
          String subject = "%d %s, %s".formatted(round.year(), round.tier(), days);
          events.publishEvent(new Administered("ROUND_LEVELS_SET", subject));
          events.publishEvent(new LevelDatesChanged(id, changed));
        });
  }

  private List<Fault> faults(
      Round round, Map<Level, LocalDate> before, Map<Level, LocalDate> after) {
    List<Fault> faults = new ArrayList<>();
    LocalDate below = null;
    for (Map.Entry<Level, LocalDate> date : after.entrySet()) {
      String field = "levelDates." + date.getKey();
      LocalDate day = date.getValue();
      if (!round.levels().contains(date.getKey())) {
        faults.add(new Fault(field, "level-not-in-round"));
      } else if (day.isBefore(round.closesOn())) {
        faults.add(new Fault(field, "level-before-closing", round.closesOn()));
      } else if (below != null && day.isBefore(below)) {
        faults.add(new Fault(field, "level-before-lower", below));
      } else if (!day.equals(before.get(date.getKey()))) {
        closingDate(field, day).ifPresent(faults::add);
      }
      below = day;
    }
    return faults;
  }

  /** Expires what was never submitted, page by page, and closes the round; safe to repeat. */
  public Round close(long id) {
    transaction.executeWithoutResult(
        status -> {
          Round round = rounds.lock(id).orElseThrow(Problem::notFound);
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
          Round round = rounds.lock(id).orElseThrow(Problem::notFound);
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
