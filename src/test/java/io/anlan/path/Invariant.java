package io.anlan.path;

import io.anlan.account.Actor;
import io.anlan.application.Status;
import io.anlan.path.Situation.Batch;
import io.anlan.path.Situation.Job;
import io.anlan.path.Situation.OpenTask;
import io.anlan.path.Situation.Running;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * No file is ever lost: every open application is in exactly one known state and somebody or
 * something will move it on; every open task is in the inbox of a person who can do it.
 */
class Invariant {

  private static final String WAITS_FOR_NAMING = "catchEvent_namingDecided";
  private static final String NAMING_DECIDED = "message_namingDecided";

  private static final Map<Status, Set<String>> TASKS = new EnumMap<>(Status.class);

  static {
    TASKS.put(Status.DRAFT, Set.of("userTask_selfAssess"));
    TASKS.put(
        Status.IN_REVIEW,
        Set.of(
            "userTask_reviewMaterials",
            "userTask_confirmCorrection",
            "userTask_giveOpinion",
            "userTask_waiveOpinion",
            "userTask_formTeam",
            "userTask_answerInvitation",
            "userTask_visit",
            "userTask_concludeVisit",
            "userTask_rectify",
            "userTask_checkRectification",
            "userTask_signOff",
            "userTask_decideOverdue",
            "userTask_supervise",
            "userTask_grantExtension"));
    TASKS.put(
        Status.IN_CORRECTION,
        Set.of(
            "userTask_correctMaterials",
            "userTask_decideOverdue",
            "userTask_supervise",
            "userTask_grantExtension"));
    TASKS.put(Status.NAMING, Set.of());
  }

  private final People people;

  Invariant(People people) {
    this.people = people;
  }

  /** What is wrong with this file; nothing, if all is well. */
  List<String> faults(Situation s) {
    List<String> faults = new ArrayList<>();
    if (s.status().open()) open(s, faults);
    else ended(s, faults);
    inboxOf("the file", s.process(), s.inbox(), s, faults);
    if (s.batch() != null) batch(s, s.batch(), faults);
    return faults;
  }

  private void open(Situation s, List<String> faults) {
    Running process = s.process();
    if (process.instances() != 1) {
      faults.add("an open file has " + process.instances() + " processes");
    }
    String place =
        switch (s.status()) {
          case DRAFT -> "userTask_selfAssess";
          case IN_REVIEW, IN_CORRECTION -> "callActivity_" + s.level().name().toLowerCase();
          case NAMING -> WAITS_FOR_NAMING;
          default -> "nowhere";
        };
    if (!process.places().equals(Set.of(place))) {
      faults.add(s.status() + " at " + s.level() + ", but the process is at " + process.places());
    }
    String office = s.status() == Status.DRAFT ? null : s.stops().get(s.level());
    if (office == null ? s.office() != null : !office.equals(s.office())) {
      faults.add("it is with " + s.office() + ", but " + s.level() + " is " + office);
    }
    Set<String> fitting = TASKS.getOrDefault(s.status(), Set.of());
    for (OpenTask t : process.tasks()) {
      if (!fitting.contains(t.key())) faults.add(s.status() + ", but has the task " + t.key());
    }
    if (s.status() == Status.NAMING) awaitsNaming(s, faults);
    else if (!process.held()) faults.add("nobody and nothing moves the open file on");
    else if (!process.worked()) faults.add("no person can act on the open file");
  }

  /** A message is awaited; its sender is the batch, or the office that can open one. */
  private void awaitsNaming(Situation s, List<String> faults) {
    if (!s.process().awaited().contains(NAMING_DECIDED)) {
      faults.add("NAMING, but its process does not wait for the naming");
    }
    if (s.batch() == null && !canAct("reviewer:" + s.stops().get(s.level()), s)) {
      faults.add("nobody can open the naming batch");
    }
  }

  private void ended(Situation s, List<String> faults) {
    boolean told = s.status() != Status.NAMED || s.batch() == null || s.batch().process().ended();
    if (told && !s.process().ended()) faults.add(s.status() + ", but its process runs on");
    if (!told && !s.process().awaited().contains(NAMING_DECIDED)) {
      faults.add("NAMED, but its process does not wait to be told");
    }
  }

  private void batch(Situation s, Batch batch, List<String> faults) {
    if (s.status() != Status.NAMING && s.status() != Status.NAMED) {
      faults.add(s.status() + ", but in a batch");
    }
    String expected = s.status() == Status.NAMING ? "OPEN" : "PUBLISHED";
    if (!batch.state().equals(expected)) faults.add(s.status() + " in a batch " + batch.state());
    boolean goesOn = batch.process().instances() == 1 && batch.process().held();
    if (s.status() == Status.NAMING && !goesOn) faults.add("nobody moves the open batch on");
    if (s.status() == Status.NAMED && s.process().instances() > 0 && !goesOn) {
      faults.add("nothing tells the file that it is named");
    }
    inboxOf("the batch", batch.process(), batch.inbox(), s, faults);
  }

  private void inboxOf(
      String whose, Running process, List<OpenTask> inbox, Situation s, List<String> faults) {
    List<String> tasks = process.tasks().stream().map(OpenTask::entry).toList();
    List<String> shown = inbox.stream().map(OpenTask::entry).toList();
    if (!tasks.equals(shown)) {
      faults.add("the inbox of " + whose + " shows " + shown + ", the engine has " + tasks);
    }
    for (OpenTask task : process.tasks()) {
      if (!canAct(task.group(), s)) faults.add("nobody can do " + task.key());
      boolean lost =
          task.assignee() != null
              && people.of(task.group()).stream()
                  .noneMatch(a -> a.username().equals(task.assignee()));
      if (lost) faults.add(task.key() + " is held by " + task.assignee() + ", who is gone");
    }
    for (Job job : process.jobs()) {
      if (job.retries() < 1 || job.suspended()) faults.add(job.activity() + " will never run");
    }
  }

  /** An active member who has not played another part on this file. */
  private boolean canAct(String group, Situation s) {
    return people.of(group).stream().anyMatch(a -> free(a, group, s));
  }

  static boolean free(Actor actor, String group, Situation s) {
    String part = group.substring(0, group.indexOf(':')).toUpperCase();
    if (part.equals("COMMUNITY")) part = "APPLICANT";
    return s.hands().getOrDefault(actor.personId(), part).equals(part);
  }
}
