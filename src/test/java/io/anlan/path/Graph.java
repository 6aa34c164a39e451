package io.anlan.path;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The states that were found, and which act leads from which to which. */
class Graph {

  record Step(String from, String act, Act.Kind kind, String to) {}

  private final String start;
  private final Map<String, Set<Step>> steps = new LinkedHashMap<>();
  private final Map<String, String> faults = new LinkedHashMap<>();
  private int transitions;
  private int refusals;

  Graph(String start, List<String> faults) {
    this.start = start;
    steps.put(start, new LinkedHashSet<>());
    fault(start, faults);
  }

  /** Whether the state was new. */
  boolean add(Step step, List<String> faults) {
    transitions++;
    fault(step.to, faults);
    steps.get(step.from).add(step);
    return steps.putIfAbsent(step.to, new LinkedHashSet<>()) == null;
  }

  void refused() {
    refusals++;
  }

  private void fault(String state, List<String> what) {
    if (!what.isEmpty()) faults.putIfAbsent(state, String.join("; ", what));
  }

  String start() {
    return start;
  }

  Set<String> states() {
    return Collections.unmodifiableSet(steps.keySet());
  }

  List<Step> steps() {
    return steps.values().stream().flatMap(Set::stream).toList();
  }

  int transitions() {
    return transitions;
  }

  int refusals() {
    return refusals;
  }

  /** What was found wrong, each with the shortest way to it. */
  List<String> faults() {
    List<String> told = new ArrayList<>();
    faults.forEach((state, what) -> told.add(what + "\n  in " + state + way(state)));
    return told;
  }

  /** The states from which no goal can be reached over such steps, each with the way to it. */
  List<String> stuck(Predicate<String> goal, Predicate<Step> over) {
    Map<String, List<String>> before = new HashMap<>();
    for (Step step : steps()) {
      if (over.test(step)) before.computeIfAbsent(step.to, k -> new ArrayList<>()).add(step.from);
    }
    Set<String> alive = new LinkedHashSet<>();
    Deque<String> queue = new ArrayDeque<>(states().stream().filter(goal).toList());
    while (!queue.isEmpty()) {
      String state = queue.pop();
      if (alive.add(state)) queue.addAll(before.getOrDefault(state, List.of()));
    }
    return states().stream().filter(s -> !alive.contains(s)).map(s -> s + way(s)).toList();
  }

  /**
   * States that look alike but do not do alike: the same act is open to one of them only, or leads
   * elsewhere.
   */
  List<String> unlike(UnaryOperator<String> look, Predicate<String> inside) {
    Map<String, Map<Set<String>, String>> seen = new LinkedHashMap<>();
    for (String state : states()) {
      if (!inside.test(state)) continue;
      Set<String> does = new TreeSet<>();
      steps.get(state).forEach(s -> does.add(s.act + " -> " + look.apply(s.to)));
      seen.computeIfAbsent(look.apply(state), k -> new LinkedHashMap<>()).putIfAbsent(does, state);
    }
    return seen.values().stream()
        .filter(ways -> ways.size() > 1)
        .map(ways -> ways.values() + " do not do alike: " + ways.keySet())
        .toList();
  }

  /** The shortest way from the start, an act on each line. */
  private String way(String to) {
    Map<String, Step> first = new HashMap<>();
    Deque<String> queue = new ArrayDeque<>(List.of(start));
    while (!queue.isEmpty() && !first.containsKey(to)) {
      for (Step step : steps.getOrDefault(queue.pop(), Set.of())) {
        if (!step.to.equals(start) && first.putIfAbsent(step.to, step) == null) queue.add(step.to);
      }
    }
    Deque<String> acts = new ArrayDeque<>();
    for (Step s = first.get(to); s != null; s = first.get(s.from)) acts.push(s.act);
    return acts.isEmpty() ? "" : "\n  after " + String.join("\n    then ", acts);
  }
}
