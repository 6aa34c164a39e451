package io.anlan.path;

import io.anlan.application.Status;
import io.anlan.shared.Level;
import io.anlan.shared.Tier;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that the tables of Anlan and of the engine say about one file at one moment. */
record Situation(
    String number,
    Tier tier,
    long roundId,
    String community,
    Status status,
    Level level,
    String office,
    boolean roundOpen,
    Map<Level, String> stops,
    Level scoring,
    Map<String, String> hands,
    Running process,
    List<OpenTask> inbox,
    int returns,
    String proposal,
    int pass,
    Opinions opinions,
    String reopened,
    String score,
    boolean reviewedLast,
    String visit,
    Batch batch) {

  /** What others say about a deadline changes nothing about the file. */
  private static final Set<String> BESIDE = Set.of("userTask_supervise", "userTask_grantExtension");

  /** A question about a deadline is not what the file waits for. */
  private static final Set<String> OF_A_DEADLINE =
      Set.of("userTask_supervise", "userTask_grantExtension", "userTask_decideOverdue");

  /** Stands before what {@link #fullText} adds. */
  static final String MORE = " // ";

  /** A task, as the engine or the inbox has it. */
  record OpenTask(
      String id, String key, String group, String level, String assignee, Instant dueAt) {

    /** What the two must agree on. */
    String entry() {
      return String.join(" ", key, id, group, level, assignee, String.valueOf(dueAt));
    }
  }

  record Job(String id, String activity, boolean timer, int retries, boolean suspended) {

    /** Whether it tells people of a deadline; what they are told of next decides no future. */
    boolean urges() {
      return activity.startsWith("boundaryEvent_urge");
    }
  }

  /** What the engine runs for one file or one batch. */
  record Running(
      int instances,
      Set<String> places,
      Set<String> awaited,
      List<OpenTask> tasks,
      List<Job> jobs) {

    boolean ended() {
      return instances == 0 && tasks.isEmpty() && jobs.isEmpty() && awaited.isEmpty();
    }

    /** Something that will move it on by itself or by a person. */
    boolean held() {
      return worked() || jobs.stream().anyMatch(j -> !j.urges() && j.retries > 0 && !j.suspended);
    }

    /** Whether somebody has to do something about the case itself. */
    boolean worked() {
      return tasks.stream().anyMatch(t -> !OF_A_DEADLINE.contains(t.key));
    }

    /** The same, and what has to be decided about deadlines, which runs beside it. */
    Running with(Running deadlines) {
      return new Running(
          instances,
          places,
          awaited,
          both(tasks, deadlines.tasks, OpenTask::id),
          both(jobs, deadlines.jobs, Job::id));
    }

    private static <T> List<T> both(List<T> some, List<T> others, Function<T, String> id) {
      return Stream.concat(some.stream(), others.stream())
          .sorted(Comparator.comparing(id))
          .toList();
    }

    private String text() {
      String tasks =
          this.tasks.stream()
              .filter(t -> !BESIDE.contains(t.key))
              .map(t -> t.key.replace("userTask_", "") + (t.assignee == null ? "" : " claimed"))
              .sorted()
              .collect(Collectors.joining("+"));
      String jobs =
          this.jobs.stream()
              .filter(j -> !j.urges())
              .map(Job::activity)
              .sorted()
              .collect(Collectors.joining("+"));
      return tasks + (jobs.isEmpty() ? "" : " @" + jobs);
    }
  }

  /** The consultations of the level: how many, and what the last one and the one before it say. */
  record Opinions(int consultations, boolean objected, boolean stale, String before) {}

  /** The batch in which the file stands or was named. */
  record Batch(String id, String state, boolean objected, Running process, List<OpenTask> inbox) {}

  /** Named, but the batch has still to tell the file's process. */
  boolean informing() {
    return status == Status.NAMED && process.instances > 0;
  }

  /**
   * What decides the future, and no more; states that differ in nothing else are one. Left out,
   * because no rule reads them: which of several alike acted (departments and bodies are
   * interchangeable), texts, dates, and the counters that only name rows ({@code attempt}, {@code
   * pass}, the number of consultations). What was reopened is read while it is corrected, a
   * proposal while it is signed, whose decision was the last and what stood before it while it can
   * be taken back, the official score up to the level that writes it. Returns are bounded by the
   * policy.
   */
  String text() {
    StringBuilder text = new StringBuilder(level + " " + status);
    if (!roundOpen) text.append(" round-closed");
    if (informing()) text.append(" informing");
    if (!status.open()) return text + batchText();
    if (scoreCounts() && !score.equals("none")) text.append(" score=").append(score);
    text.append(" [").append(process.text()).append(']');
    if (returns > 0) text.append(" returns=").append(returns);
    if (has("userTask_correctMaterials") || has("userTask_confirmCorrection")) {
      text.append(" reopened=").append(reopened);
    }
    if (has("userTask_signOff")) text.append(" proposed=").append(proposal);
    if (reviewedLast && process.awaited.contains("message_takenBack")) {
      text.append(" fresh");
      if (has("userTask_giveOpinion")) text.append(" after ").append(opinions.before);
    }
    if (visit != null) text.append(" visit ").append(visit);
    if (opinions.consultations > 0) text.append(" consulted");
    if (opinions.objected) text.append(" objected");
    if (opinions.stale) text.append(" changed-since");
    return text + batchText();
  }

  /** The same with all that {@link #text} leaves out after the mark; counters end at two. */
  String fullText() {
    String more =
        Stream.of(reopened, proposal, score, Math.min(2, opinions.consultations), Math.min(2, pass))
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
    return text() + MORE + more;
  }

  private boolean scoreCounts() {
    return level == Level.COMMUNITY || !level.above(scoring);
  }

  private boolean has(String taskKey) {
    return process.tasks.stream().anyMatch(t -> t.key.equals(taskKey));
  }

  private String batchText() {
    if (batch == null) return "";
    return " in batch "
        + batch.state
        + " ["
        + batch.process.text()
        + "]"
        + (batch.objected ? " objected" : "");
  }
}
