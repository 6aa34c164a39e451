package io.anlan.workflow;

import io.anlan.account.Actor;
import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.deadline.DeadlineCases;
import io.anlan.deadline.Terms;
import io.anlan.deadline.Urging;
import io.anlan.designation.Designations;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Level;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Keeps the inbox in step with the engine's tasks, in the same transaction. */
@Component
class InboxProjection implements TaskListener {

  private final ObjectProvider<Inbox> inbox;
  private final ObjectProvider<Files> files;
  private final ObjectProvider<Designations> designations;
  private final ObjectProvider<DueDates> dueDates;
  private final ObjectProvider<Terms> terms;
  private final ObjectProvider<DeadlineCases> cases;

  InboxProjection(
      ObjectProvider<Inbox> inbox,
      ObjectProvider<Files> files,
      ObjectProvider<Designations> designations,
      ObjectProvider<DueDates> dueDates,
      ObjectProvider<Terms> terms,
      ObjectProvider<DeadlineCases> cases) {
    this.inbox = inbox;
    this.files = files;
    this.designations = designations;
    this.dueDates = dueDates;
    this.terms = terms;
    this.cases = cases;
  }

  @Override
  public void notify(DelegateTask task) {
    switch (task.getEventName()) {
      case EVENTNAME_CREATE -> {
        TaskItem item = item(task);
        task.setDescription(title(item));
        inbox.getObject().opened(item);
        terms
            .getObject()
            .opened(
                task.getId(),
                task.getProcessInstanceId(),
                dueDates.getObject().created(task.getExecution()));
      }
      case EVENTNAME_ASSIGNMENT, EVENTNAME_UPDATE ->
          inbox
              .getObject()
              .updated(
                  task.getId(),
                  byName(task) ? group(task) : null,
                  task.getAssignee(),
                  task.getOwner(),
                  instant(task.getDueDate()));
      default -> closed(task);
    }
  }

  private void closed(DelegateTask task) {
    boolean watched = inbox.getObject().closed(task.getId());
    if (watched) {
      cases.getObject().settle(task.getProcessInstanceId(), task.getTaskDefinitionKey());
    }
  }

  /** By what Tasklist tells its rows apart. */
  private String title(TaskItem item) {
    return item.batch() == null
        ? item.community() + " · " + item.number()
        : designations.getObject().title(item.batch());
  }

  private TaskItem item(DelegateTask task) {
    String key = task.getExecution().getProcessBusinessKey();
    String group = group(task);
    String[] parts = group.split(":");
    boolean batch = DueDates.ofBatch(task.getExecution());
    Application application = batch ? null : files.getObject().get(key);
    String variableLevel = (String) task.getVariable("level");
    Level level = variableLevel == null ? Level.COMMUNITY : Level.valueOf(variableLevel);
    return new TaskItem(
        task.getId(),
        task.getTaskDefinitionKey(),
        task.getName(),
        batch ? null : key,
        batch ? key : null,
        batch ? null : application.communityCode(),
        batch ? "" : application.communityName(),
        level,
        office(task, parts),
        parts[0].equals("department") || parts[0].equals("body") ? parts[1] : null,
        group,
        task.getAssignee(),
        Urging.WITH_THE_COMMUNITY.contains(task.getTaskDefinitionKey()),
        task.getCreateTime().toInstant(),
        instant(task.getDueDate()),
        null,
        null);
  }

  /** Experts are asked by name, everybody else as one of a group. */
  private static boolean byName(DelegateTask task) {
    return ((TaskEntity) task).getTaskDefinition().getCandidateGroupIdExpressions().isEmpty();
  }

  private static String group(DelegateTask task) {
    return byName(task)
        ? Actor.expertGroup(task.getAssignee())
        : task.getCandidates().iterator().next().getGroupId();
  }

  /** The office whose task it is; a community's own task has the office that returned the file. */
  private static String office(DelegateTask task, String[] parts) {
    return switch (parts[0]) {
      case "reviewer", "leader" -> parts[1];
      case "department" -> parts[2];
      default -> {
        String office = (String) task.getVariable("office");
        yield office != null ? office : parts[1];
      }
    };
  }

  private static Instant instant(Date date) {
    return date == null ? null : date.toInstant();
  }
}
