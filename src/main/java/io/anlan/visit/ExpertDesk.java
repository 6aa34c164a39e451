package io.anlan.visit;

import io.anlan.account.Actor;
import io.anlan.shared.Administered;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import io.anlan.visit.Expert.Tie;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The upkeep of the pool: by the office that keeps an entry, and by the expert. */
@Service
@Transactional
public class ExpertDesk {

  private final Experts experts;
  private final ExpertRows rows;
  private final ExpertCheck check;
  private final ApplicationEventPublisher events;

  ExpertDesk(
      Experts experts, ExpertRows rows, ExpertCheck check, ApplicationEventPublisher events) {
    this.experts = experts;
    this.rows = rows;
    this.check = check;
    this.events = events;
  }

  /**
   * The expert, for whoever keeps the entry.
   *
   * @throws Problem 404 when there is no such expert for this person, 403 when another office keeps
   *     the entry
   */
  @Transactional(readOnly = true)
  public Expert kept(Actor actor, String username) {
    Expert expert = experts.visible(actor, username);
    if (!Experts.keeps(actor, expert)) throw Problem.forbidden("not-the-keeper");
    return expert;
  }

  /**
   * Makes the entry or changes it.
   *
   * @throws Problem as {@link #kept}; 409 when somebody was faster, 422 at the fields
   */
  public void change(Actor actor, String username, ExpertDraft draft) {
    store(kept(actor, username), draft);
  }

  /**
   * The expert corrects the own entry; territory and state are the office's to say.
   *
   * @throws Problem 404 while there is no entry, 409 when somebody was faster, 422 at the fields
   */
  public void correct(Actor actor, ExpertDraft draft) {
    Expert own = own(actor);
    store(own, draft.keeping(own));
  }

  /**
   * @throws Problem 404 while there is no entry
   */
  @Transactional(readOnly = true)
  public Expert own(Actor actor) {
    return experts.find(actor.username()).filter(Expert::entered).orElseThrow(Problem::notFound);
  }

  private void store(Expert current, ExpertDraft draft) {
    List<Fault> faults = new ArrayList<>();
    Set<String> places = check.places(List.of(draft));
    Expert changed = check.check(current, draft, places, UnaryOperator.identity(), faults);
    if (!faults.isEmpty()) throw Problem.fields(faults);
    store(current, changed);
  }

  private void store(Expert current, Expert changed) {
    String difference = difference(current, changed);
    if (difference.isEmpty()) return;
    if (!rows.store(changed)) throw Problem.conflict("somebody-faster");
    events.publishEvent(new Administered("EXPERT_CHANGED", current.username() + " " + difference));
  }

  /**
   * Stores all entries of a table or none, each in place of what was there.
   *
   * @return how many it has
   * @throws Problem 422 with a fault {@code table/<line>/<column>} for each broken rule
   */
  public int importAll(Actor actor, ExpertTable table) {
    List<Fault> faults = new ArrayList<>();
    Map<String, Expert> found = rows.find(table.usernames());
    Set<String> known = experts.known(table.usernames());
    Set<String> places = check.places(table.lines().stream().map(ExpertTable.Line::draft).toList());
    List<Expert> changed = new ArrayList<>();
    for (ExpertTable.Line line : table.lines()) {
      Expert current = found.get(line.username());
      faults.addAll(line.faults());
      if (current == null || !Experts.keeps(actor, current)) {
        if (line.username() != null) faults.add(line.stranger(known.contains(line.username())));
        continue;
      }
      line.otherName(current.name()).ifPresent(faults::add);
      changed.add(check.check(current, line.draft(), places, line::at, faults));
    }
    if (!faults.isEmpty()) throw Problem.fields(faults);
    changed.forEach(expert -> store(found.get(expert.username()), expert));
    return changed.size();
  }

  /** What has changed, for the trail; empty for nothing. */
  private static String difference(Expert before, Expert after) {
    List<String> changes = new ArrayList<>();
    compare("unit", Expert::unit, before, after, changes);
    compare("department", Expert::department, before, after, changes);
    compare("specialities", e -> List.copyOf(e.specialities()), before, after, changes);
    compare("territory", Expert::territory, before, after, changes);
    compare("qualification", Expert::qualification, before, after, changes);
    compare("until", Expert::qualifiedUntil, before, after, changes);
    compare("state", Expert::state, before, after, changes);
    compare("ties", e -> e.ties().stream().map(ExpertDesk::words).toList(), before, after, changes);
    return String.join("; ", changes);
  }

  private static void compare(
      String name,
      Function<Expert, Object> value,
      Expert before,
      Expert after,
      List<String> changes) {
    Object was = value.apply(before);
    Object is = value.apply(after);
    if (!Objects.equals(was, is)) {
      changes.add(name + ": " + Objects.toString(was, "–") + " → " + Objects.toString(is, "–"));
    }
  }

  private static String words(Tie tie) {
    return List.of(tie.kind().name(), tie.place(), Objects.toString(tie.until(), "")).stream()
        .collect(Collectors.joining(" "))
        .strip();
  }
}
