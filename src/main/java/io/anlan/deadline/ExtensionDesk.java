package io.anlan.deadline;

import io.anlan.account.Actor;
import io.anlan.application.Applications;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.deadline.DeadlineCase.Kind;
import io.anlan.deadline.DeadlineCases.Request;
import io.anlan.division.Stop;
import io.anlan.inbox.CaseLock;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskDesk;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import io.anlan.shared.Words;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where people ask for more time for a task (申请延期). */
@Component
@Transactional
public class ExtensionDesk {

  private final TaskDesk desk;
  private final Inbox inbox;
  private final CaseLock lock;
  private final DeadlineCases cases;
  private final Extensions extensions;
  private final Applications applications;
  private final Trail trail;

  ExtensionDesk(
      TaskDesk desk,
      Inbox inbox,
      CaseLock lock,
      DeadlineCases cases,
      Extensions extensions,
      Applications applications,
      Trail trail) {
    this.desk = desk;
    this.inbox = inbox;
    this.lock = lock;
    this.cases = cases;
    this.extensions = extensions;
    this.applications = applications;
    this.trail = trail;
  }

  /** Whether one can ask for more time for this task at all. */
  public static boolean possible(TaskItem task) {
    return task.number() != null && task.dueAt() != null && !Terms.FIXED.contains(task.taskKey());
  }

  /**
   * Asks for more time for an open task; the office's leader decides, about a leader's own task the
   * office above.
   *
   * @param days working days more
   * @throws Problem 403, 404 or 409 as for completing the task, 409 when it was asked for already,
   *     422 on {@code days} or {@code reason}, or when nobody is above
   */
  public void ask(Actor actor, String taskId, Integer days, String reason) {
    desk.require(actor, taskId);
    lock.acquireOfTask(taskId);
    desk.require(actor, taskId);
    TaskItem task = inbox.find(taskId).orElseThrow(Problem::notFound);
    if (!possible(task)) throw Problem.conflict("extension-impossible");
    if (days == null) throw Problem.field("days", "required");
    if (days < 1 || days > Extensions.MOST_DAYS)
      throw Problem.field("days", "extension-days", Extensions.MOST_DAYS);
    String words = Words.required("reason", reason, Extensions.LONGEST);
    if (cases.isOpen(Kind.EXTENSION, task)) throw Problem.conflict("extension-asked");
    extensions.requireLonger(extensions.term(task.number(), task.taskKey()), days);
    Stop judge = judge(task);
    applications.requireLeader(task.number(), judge.office());
    cases.open(Kind.EXTENSION, task, judge, new Request(actor.username(), days, words));
    trail.record(
        actor,
        new Act(
            task.number(),
            task.level(),
            task.office(),
            Act.Action.EXTENSION_ASKED,
            "leader:" + judge.office(),
            words));
  }

  private Stop judge(TaskItem task) {
    if (!task.candidateGroup().startsWith("leader:")) return new Stop(task.level(), task.office());
    return cases
        .above(task.number(), task.office())
        .orElseThrow(() -> Problem.rule("no-office-above"));
  }
}
