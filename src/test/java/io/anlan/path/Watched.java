package io.anlan.path;

import io.anlan.application.Status;
import io.anlan.audit.Trail;
import io.anlan.path.Situation.Batch;
import io.anlan.path.Situation.OpenTask;
import io.anlan.shared.Tier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The files that are watched: inside a level, or on their way through all of them. */
class Watched implements Explorer.World {

  /** The outcomes by which one half stands for the other. */
  static final String FORWARDED = "the level forwards";

  static final String REJECTED = "the level rejects";
  static final String NAMED = "the naming is published";
  static final String OBJECTED = "a body objects";

  enum Detail {
    /** What happens inside a level; a naming is one act for each of its outcomes. */
    LEVEL,
    /** The same, and that tasks are claimed and released, everybody is urged, asks for time. */
    LEVEL_WITH_CLAIMS,
    /** The same, with nothing left out of the states. */
    LEVEL_IN_FULL,
    /** The way from draft to naming; a level is one act for each of its outcomes. */
    WAY
  }

  private final Situations situations;
  private final Invariant invariant;
  private final Acts acts;
  private final Trail trail;
  private final Detail detail;
  private final List<String> numbers;
  private final Set<String> ends = new HashSet<>();

  Watched(
      Situations situations,
      Invariant invariant,
      Acts acts,
      Trail trail,
      Detail detail,
      List<String> numbers) {
    this.situations = situations;
    this.invariant = invariant;
    this.acts = acts;
    this.trail = trail;
    this.detail = detail;
    this.numbers = numbers;
  }

  @Override
  public View look() {
    List<Situation> files = numbers.stream().map(situations::of).toList();
    List<String> faults = new ArrayList<>();
    for (Situation s : files) {
      faults.addAll(invariant.faults(s));
      // One of the files that ended so is enough: the trail is long.
      boolean sample = !s.status().open() && ends.add(s.text());
      if (sample && !trail.intact(s.number())) faults.add("the trail is broken");
    }
    String state =
        files.stream()
            .map(s -> detail == Detail.LEVEL_IN_FULL ? s.fullText() : s.text())
            .collect(Collectors.joining(" | "));
    long batches =
        files.stream()
            .map(Situation::batch)
            .filter(Objects::nonNull)
            .map(Batch::id)
            .distinct()
            .count();
    if (batches > 1) state += " apart";
    return new View(state, faults, () -> acts(files));
  }

  private List<Act> acts(List<Situation> files) {
    List<Act> all = new ArrayList<>();
    for (Situation s : files) {
      if (detail == Detail.WAY) levelsAtOnce(s, all);
      else levelInDetail(s, all);
      all.add(acts.withdrawal(s));
      // With several files in view, what concerns one alone has been seen with that one.
      if (files.size() == 1) alone(s, all);
    }
    if (detail == Detail.WAY) namingInDetail(files, all);
    else namingAtOnce(files.get(0), all);
    return all;
  }

  private void alone(Situation s, List<Act> all) {
    if (s.office() != null) all.add(acts.cancellation(s));
    all.addAll(acts.edits(s));
    all.add(acts.opensAgain(s));
    if (detail != Detail.WAY) return;
    if (s.roundOpen()) all.add(acts.roundCloses(s));
    if (s.status() == Status.IN_REVIEW) {
      all.add(Act.by(REJECTED, () -> acts.reject(s.number())));
    } else if (s.status() != Status.DRAFT && !s.stops().isEmpty()) {
      all.addAll(acts.scoring(s));
    }
  }

  private void levelInDetail(Situation s, List<Act> all) {
    for (OpenTask t : s.process().tasks()) {
      all.addAll(acts.onTask(s, t, numbers));
      if (detail == Detail.LEVEL_WITH_CLAIMS) {
        all.add(acts.claim(s, t));
        all.add(acts.asksForTime(s, t));
      }
    }
    all.addAll(acts.timePasses(s.process(), detail == Detail.LEVEL_WITH_CLAIMS));
    acts.takeBack(s).ifPresent(all::add);
    all.addAll(acts.scoring(s));
    all.addAll(acts.visitChanges(s));
  }

  private void levelsAtOnce(Situation s, List<Act> all) {
    if (s.status() == Status.DRAFT) {
      s.process().tasks().forEach(t -> all.addAll(acts.onTask(s, t, numbers)));
    } else if (s.status() == Status.IN_REVIEW) {
      all.add(Act.by(FORWARDED, () -> acts.forward(s.number())));
    }
  }

  private void namingInDetail(List<Situation> files, List<Act> all) {
    // What was not submitted does not exist for the naming office.
    List<String> seen =
        files.stream()
            .filter(s -> s.status() != Status.DRAFT && !s.stops().isEmpty())
            .map(Situation::number)
            .toList();
    for (List<String> some : Acts.subsets(seen)) all.add(acts.batch(files.get(0), some));
    Map<String, Situation> batches = new LinkedHashMap<>();
    files.stream()
        .filter(s -> s.batch() != null)
        .forEach(s -> batches.putIfAbsent(s.batch().id(), s));
    for (Situation s : batches.values()) {
      s.batch().process().tasks().forEach(t -> all.addAll(acts.onTask(s, t, numbers)));
      all.addAll(acts.timePasses(s.batch().process(), true));
    }
  }

  private void namingAtOnce(Situation s, List<Act> all) {
    if (s.status() == Status.NAMING) {
      all.add(Act.by(NAMED, () -> acts.throughNaming(s.number(), false)));
      if (s.tier() == Tier.NATIONAL) {
        all.add(Act.by(OBJECTED, () -> acts.throughNaming(s.number(), true)));
      }
    } else {
      all.add(acts.batch(s, numbers));
    }
  }
}
