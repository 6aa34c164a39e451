package io.anlan.deadline;

import io.anlan.audit.Act;
import io.anlan.audit.ActWords;
import io.anlan.audit.Trail;
import io.anlan.calendar.WorkingDays;
import io.anlan.deadline.DeadlineCase.Kind;
import io.anlan.division.Stop;
import io.anlan.inbox.TaskItem;
import io.anlan.round.LevelPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is urged when (督促与升级): a reminder ahead, one on the last day, then the office's leader, then
 * the office above. Time reminds and asks, and never decides.
 */
@Component
@Transactional
public class Urging {

  public enum Stage {
    /** So many working days ahead. */
    REMIND,
    /** The last day has come. */
    DUE,
    /** It has passed: the leader of the office is told. */
    LEADER,
    /** The office above takes it up. */
    SUPERVISE,
    /** A community's time is out: the reviewer has to decide what that means. */
    DECIDE
  }

  /**
   * The beginning of a day.
   *
   * @param stages what happens then, in their order
   */
  public record Moment(Instant at, List<Stage> stages) {}

  /** What an office waits for: nobody but the reviewer decides that it waits no longer. */
  public static final Set<String> WITH_THE_COMMUNITY =
      Set.of("userTask_correctMaterials", "userTask_rectify");

  private static final Set<String> WITH_THE_LEADER =
      Set.of("userTask_signOff", "userTask_supervise", "userTask_grantExtension");

  /** The round's own closing decides about it. */
  private static final String DRAFT = "userTask_selfAssess";

  private final WorkingDays workingDays;
  private final DeadlineCases cases;
  private final Trail trail;
  private final Clock clock;

  Urging(WorkingDays workingDays, DeadlineCases cases, Trail trail, Clock clock) {
    this.workingDays = workingDays;
    this.cases = cases;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * What happens next to a task.
   *
   * @param end when it is due
   * @param territory whose working days count
   * @param after what falls on this moment or before it has happened, or never will
   */
  public Optional<Moment> next(
      String taskKey, LevelPolicy policy, Instant end, String territory, Instant after) {
    LocalDate last = LocalDate.ofInstant(end, clock.getZone());
    NavigableMap<Instant, List<Stage>> moments = new TreeMap<>();
    days(taskKey, policy)
        .forEach(
            (stage, days) -> {
              LocalDate day = workingDays.shift(last, days, territory);
              moments
                  .computeIfAbsent(
                      day.atStartOfDay(clock.getZone()).toInstant(), at -> new ArrayList<>())
                  .add(stage);
            });
    return Optional.ofNullable(moments.higherEntry(after))
        .map(next -> new Moment(next.getKey(), next.getValue()));
  }

  /** How many working days behind the last day each stage comes. */
  private static Map<Stage, Integer> days(String taskKey, LevelPolicy policy) {
    Map<Stage, Integer> days = new EnumMap<>(Stage.class);
    if (policy.reminderDays() > 0) days.put(Stage.REMIND, -policy.reminderDays());
    days.put(Stage.DUE, 0);
    if (taskKey.equals(DRAFT)) return days;
    if (WITH_THE_COMMUNITY.contains(taskKey)) {
      days.put(Stage.DECIDE, 1);
      return days;
    }
    if (policy.leaderDays() > 0 && !WITH_THE_LEADER.contains(taskKey)) {
      days.put(Stage.LEADER, policy.leaderDays());
    }
    if (policy.superviseDays() > 0) days.put(Stage.SUPERVISE, policy.superviseDays());
    return days;
  }

  /**
   * The moment has come.
   *
   * @param tasks of one kind and one case, at least one
   */
  public void urge(Stage stage, List<TaskItem> tasks) {
    TaskItem first = tasks.get(0);
    switch (stage) {
      case REMIND -> tasks.forEach(t -> tell(t, Act.Action.REMINDED, t.holder()));
      case DUE -> tasks.forEach(t -> tell(t, Act.Action.FELL_DUE, t.holder()));
      case LEADER -> tell(first, Act.Action.ESCALATED, "leader:" + first.office());
      case SUPERVISE -> supervise(first);
      case DECIDE -> ask(Kind.OVERDUE, first, new Stop(first.level(), first.office()), "reviewer:");
    }
  }

  /** Nobody is above the last office of a file's way, and of a batch. */
  private void supervise(TaskItem task) {
    if (task.number() == null) return;
    cases
        .above(task.number(), task.office())
        .ifPresent(above -> ask(Kind.SUPERVISION, task, above, "leader:"));
  }

  private void ask(Kind kind, TaskItem task, Stop judge, String group) {
    if (cases.isOpen(kind, task)) return;
    cases.open(kind, task, judge, null);
    tell(
        task,
        kind == Kind.OVERDUE ? Act.Action.OVERDUE : Act.Action.SUPERVISED,
        group + judge.office());
  }

  /** The act's decision is who is told, its opinion the task and its last day. */
  private void tell(TaskItem task, Act.Action action, String whom) {
    LocalDate last = LocalDate.ofInstant(task.dueAt(), clock.getZone());
    String words = ActWords.ofDeadline(task.taskKey(), last.toString());
    trail.recordSystem(new Act(task.chain(), task.level(), task.office(), action, whom, words));
  }
}
