package io.anlan.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What a stopwatch has seen, in milliseconds. */
class Times {

  private final List<Double> times = new ArrayList<>();

  <T> T of(Supplier<T> act) {
    long start = System.nanoTime();
    T result = act.get();
    times.add((System.nanoTime() - start) / 1e6);
    return result;
  }

  void of(Runnable act) {
    of(
        () -> {
          act.run();
          return null;
        });
  }

  /** Runs it so often for nothing, then so often under the watch. */
  static Times measure(int warmUp, int runs, Runnable act) {
    for (int n = 0; n < warmUp; n++) act.run();
    Times times = new Times();
    for (int n = 0; n < runs; n++) times.of(act);
    return times;
  }

  int runs() {
    return times.size();
  }

  double sum() {
    return times.stream().mapToDouble(t -> t).sum();
  }

  double mean() {
    return sum() / times.size();
  }

  double median() {
    return percentile(50);
  }

  double p95() {
    return percentile(95);
  }

  /** The smallest time that so many percent of all do not exceed. */
  private double percentile(int percent) {
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
  }

  static String ms(double time) {
    return String.format(Locale.ROOT, time < 10 ? "%.2f" : "%.1f", time);
  }

  static String times(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.0f", ratio);
  }
}
