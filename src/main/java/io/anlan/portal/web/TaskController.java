package io.anlan.portal.web;

import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.application.Status;
import io.anlan.inbox.DoneTask;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.InboxFilter;
import io.anlan.inbox.TaskDesk;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Level;
import io.anlan.shared.PageView;
import io.anlan.shared.web.PageRequests;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tasks over {@code /api}: lists and counts from the read model, acts through the one door. */
@RestController
@RequestMapping("/api/tasks")
class TaskController {

  record TaskView(
      String id,
      String taskKey,
      String name,
      String applicationNumber,
      String batch,
      String community,
      Level level,
      String office,
      String assignee,
      String owner,
      Instant createdAt,
      Instant dueAt,
      boolean overdue,
      Instant nudgedAt,
      Instant completedAt,
      String decision) {}

  record CompleteCommand(Map<String, Object> fields) {}

  record HandOverCommand(String to, String reason) {}

  record CaseState(String number, Status status, Level level) {}

  record Completed(CaseState application, List<TaskView> nextTasks) {}

  private final Inbox inbox;
  private final TaskDesk desk;
  private final Files files;
  private final CurrentActor current;
  private final Clock clock;

  TaskController(Inbox inbox, TaskDesk desk, Files files, CurrentActor current, Clock clock) {
    this.inbox = inbox;
    this.desk = desk;
    this.files = files;
    this.current = current;
    this.clock = clock;
  }

  @GetMapping
  PageView<TaskView> list(
      @RequestParam(defaultValue = "TODO") Inbox.View view,
      @RequestParam(required = false) String q,
      @RequestParam(required = false) InboxFilter.State state,
      @RequestParam(required = false) Level level,
      @RequestParam(required = false) String taskKey,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "20") int size,
      @RequestParam(required = false) String sort) {
    PageRequests.of(page, size, null, Map.of(), Sort.unsorted());
    InboxFilter filter = new InboxFilter(q, state, level, taskKey);
    if (view == Inbox.View.DONE) {
      PageView<DoneTask> done = inbox.done(current.get(), filter, page, size);
      return new PageView<>(done.content().stream().map(this::view).toList(), done.page());
    }
    PageView<TaskItem> open = inbox.open(current.get(), view, filter, page, size, sort);
    return new PageView<>(open.content().stream().map(this::view).toList(), open.page());
  }

  @GetMapping("/counts")
  Inbox.Counts counts() {
    return inbox.counts(current.get());
  }

  /**
   * One transaction, so that the answer shows what this step has left, and asks the database once.
   */
  @PostMapping("/{id}/complete")
  @Transactional
  Completed complete(@PathVariable String id, @RequestBody CompleteCommand command) {
    Actor actor = current.get();
    TaskItem task = desk.complete(actor, id, command.fields == null ? Map.of() : command.fields);
    if (task.number() == null) {
      return new Completed(null, inbox.ofBatch(task.batch()).stream().map(this::view).toList());
    }
    Application a = files.get(task.number());
    return new Completed(
        new CaseState(a.number(), a.status(), a.level()),
        inbox.ofApplication(a.number()).stream().map(this::view).toList());
  }

  @PostMapping("/{id}/claim")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void claim(@PathVariable String id) {
    desk.claim(current.get(), id);
  }

  @PostMapping("/{id}/release")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void release(@PathVariable String id) {
    desk.release(current.get(), id);
  }

  @PostMapping("/{id}/transfer")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void transfer(@PathVariable String id, @RequestBody HandOverCommand command) {
    desk.transfer(current.get(), id, command.to, command.reason);
  }

  @PostMapping("/{id}/delegate")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delegate(@PathVariable String id, @RequestBody HandOverCommand command) {
    desk.delegate(current.get(), id, command.to, command.reason);
  }

  @PostMapping("/{id}/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void read(@PathVariable String id) {
    desk.read(current.get(), id);
  }

  @PostMapping("/{id}/nudge")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void nudge(@PathVariable String id) {
    desk.nudge(current.get(), id);
  }

  /** Answers like {@code complete}: the state of the file, and the task that is open again. */
  @PostMapping("/{id}/take-back")
  Completed takeBack(@PathVariable String id) {
    TaskItem again = desk.takeBack(current.get(), id);
    Application a = files.get(again.number());
    return new Completed(new CaseState(a.number(), a.status(), a.level()), List.of(view(again)));
  }

  private TaskView view(TaskItem t) {
    boolean overdue = t.dueAt() != null && t.dueAt().isBefore(clock.instant());
    return new TaskView(
        t.id(),
        t.taskKey(),
        t.name(),
        t.number(),
        t.batch(),
        t.community(),
        t.level(),
        t.office(),
        t.assignee(),
        t.owner(),
        t.createdAt(),
        t.dueAt(),
        overdue,
        t.nudgedAt(),
        null,
        null);
  }

  private TaskView view(DoneTask done) {
    TaskView t = view(done.task());
    boolean late = t.dueAt != null && t.dueAt.isBefore(done.completedAt());
    return new TaskView(
        t.id,
        t.taskKey,
        t.name,
        t.applicationNumber,
        t.batch,
        t.community,
        t.level,
        t.office,
        done.completedBy(),
        null,
        t.createdAt,
        t.dueAt,
        late,
        null,
        done.completedAt(),
        done.decision());
  }
}
