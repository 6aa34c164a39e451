package io.anlan.portal.web;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.application.Files;
import io.anlan.application.Story;
import io.anlan.audit.Trail;
import io.anlan.calendar.WorkingDays;
import io.anlan.inbox.DoneTask;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskDesk;
import io.anlan.inbox.TaskDrafts;
import io.anlan.inbox.TaskForm;
import io.anlan.inbox.TaskForm.Element;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.PageView;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The inbox, and the page of one task: the form drawn from the same file that Tasklist draws. */
@Controller
class TaskPages {

  private static final int PAGE = 20;

  /** What a decision needs of the past; all of it stands on the file's own page. */
  private static final int STORY = 15;

  private final Inbox inbox;
  private final TaskDesk desk;
  private final TaskDrafts drafts;
  private final Files files;
  private final Story story;
  private final Accounts accounts;
  private final WorkingDays workingDays;
  private final CurrentActor current;
  private final Texts texts;
  private final Clock clock;

  TaskPages(
      Inbox inbox,
      TaskDesk desk,
      TaskDrafts drafts,
      Files files,
      Story story,
      Accounts accounts,
      WorkingDays workingDays,
      CurrentActor current,
      Texts texts,
      Clock clock) {
    this.inbox = inbox;
    this.desk = desk;
    this.drafts = drafts;
    this.files = files;
    this.story = story;
    this.accounts = accounts;
    this.workingDays = workingDays;
    this.current = current;
    this.texts = texts;
    this.clock = clock;
  }

  @GetMapping("/")
  String inbox(
      @RequestParam(defaultValue = "TODO") Inbox.View view,
      @RequestParam(required = false) String q,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(required = false) String sort,
      Model model) {
    Actor actor = current.get();
    int at = Math.max(0, Math.min(page, 10_000));
    model.addAttribute("view", view);
    model.addAttribute("views", views(actor));
    model.addAttribute("q", q);
    model.addAttribute("sort", sort);
    model.addAttribute("counts", inbox.counts(actor));
    PageView<TaskItem> found;
    if (view == Inbox.View.DONE) {
      PageView<DoneTask> done = inbox.done(actor, q, at, PAGE);
      model.addAttribute("done", done.content());
      found = new PageView<>(done.content().stream().map(DoneTask::task).toList(), done.page());
    } else {
      found = inbox.open(actor, view, q, at, PAGE, sort);
    }
    model.addAttribute("found", found);
    model.addAttribute("names", names(found.content()));
    model.addAttribute("left", daysLeft(found.content()));
    return "inbox";
  }

  /** Which lists have something to say to this person. */
  private static List<Inbox.View> views(Actor actor) {
    List<Inbox.View> views = new ArrayList<>(List.of(Inbox.View.TODO, Inbox.View.DONE));
    if (!actor.communities().isEmpty()) views.add(Inbox.View.STARTED);
    if (!actor.offices().isEmpty()) views.add(Inbox.View.OFFICE);
    return views;
  }

  private Map<String, String> names(List<TaskItem> tasks) {
    return accounts.names(
        tasks.stream().flatMap(t -> Stream.of(orEmpty(t.assignee()), orEmpty(t.owner()))).toList());
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  /** Working days until a task is due, by its id; negative when late. */
  private Map<String, Integer> daysLeft(List<TaskItem> tasks) {
    LocalDate today = LocalDate.now(clock);
    Map<String, Integer> left = new LinkedHashMap<>();
    for (TaskItem t : tasks) {
      if (t.dueAt() == null) continue;
      LocalDate due = LocalDate.ofInstant(t.dueAt(), clock.getZone());
      left.put(t.id(), workingDays.between(today, due));
    }
    return left;
  }

  @GetMapping("/tasks/{id}")
  String task(@PathVariable String id, Model model) {
    Actor actor = current.get();
    try {
      TaskForm form = desk.form(actor, id);
      drafts
          .find(id, actor.username())
          .ifPresent(
              draft -> {
                model.addAttribute("typed", draft.fields());
                model.addAttribute("savedAt", Date.from(draft.savedAt()));
              });
      return draw(actor, form, model);
    } catch (Problem problem) {
      if (problem.status() != 409) throw problem;
      return over(problem, id, model);
    }
  }

  private String draw(Actor actor, TaskForm form, Model model) {
    TaskItem task = form.task();
    boolean member = actor.member(task.candidateGroup());
    boolean free = task.assignee() == null;
    boolean mine = actor.username().equals(task.assignee());
    model.addAttribute("form", form);
    model.addAttribute("task", task);
    model.addAttribute("mine", mine);
    model.addAttribute("may", member && (free || mine));
    model.addAttribute("mayClaim", member && (free || actor.username().equals(task.owner())));
    model.addAttribute("names", names(List.of(task)));
    model.addAttribute("left", daysLeft(List.of(task)).get(task.id()));
    if (member && (free || mine)) {
      model.addAttribute(
          "colleagues",
          accounts.members(task.candidateGroup()).stream()
              .filter(a -> !a.username().equals(actor.username()))
              .toList());
    }
    if (task.number() != null) {
      model.addAttribute("dossier", files.get(task.number()));
      List<Trail.Row> story = this.story.latestDecisions(actor, task.number(), STORY);
      model.addAttribute("story", story);
      model.addAttribute("actors", accounts.names(story.stream().map(Trail.Row::actor).toList()));
    }
    model.asMap().putIfAbsent("typed", Map.of());
    model.asMap().putIfAbsent("errors", Map.of());
    return "task";
  }

  /** The task is not there any more: who has completed it, and nothing typed is lost. */
  private String over(Problem problem, String id, Model model) {
    model.addAttribute("error", texts.detail(problem));
    inbox
        .findDone(id)
        .filter(d -> Inbox.visible(current.get(), d.task()))
        .ifPresent(done -> model.addAttribute("done", done));
    return "task-over";
  }

  @PostMapping("/tasks/{id}")
  String complete(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> submitted,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    Actor actor = current.get();
    Map<String, Object> fields = Map.of();
    try {
      TaskForm form = desk.form(actor, id);
      fields = fields(form, submitted);
      TaskItem done = desk.complete(actor, id, fields);
      next.addFlashAttribute("completed", texts.text("portal.completed", done.name(), about(done)));
      List<TaskItem> todo = inbox.open(actor, Inbox.View.TODO, null, 0, 1, null).content();
      return todo.isEmpty() ? "redirect:/" : "redirect:/tasks/" + todo.get(0).id();
    } catch (Problem problem) {
      if (problem.status() == 404 || problem.status() == 403) throw problem;
      model.addAttribute("typed", fields);
      response.setStatus(problem.status());
      if (inbox.find(id).isEmpty()) return over(problem, id, model);
      Map<String, String> errors = new LinkedHashMap<>();
      texts.faults(problem).forEach(f -> errors.putIfAbsent(f.field(), f.message()));
      model.addAttribute("errors", errors);
      model.addAttribute("error", texts.detail(problem));
      return draw(actor, desk.form(actor, id), model);
    }
  }

  private static String about(TaskItem task) {
    return task.number() != null ? task.community() : task.batch();
  }

  /** Keeps what is typed, and answers when. */
  @PostMapping("/tasks/{id}/draft")
  @ResponseBody
  String draft(@PathVariable String id, @RequestParam MultiValueMap<String, String> submitted) {
    Actor actor = current.get();
    desk.require(actor, id);
    TaskForm form = desk.form(actor, id);
    Instant at = drafts.save(id, actor.username(), fields(form, submitted));
    return texts.text("portal.draft-saved", Date.from(at));
  }

  /** The form's own fields, typed as the form says; nothing else is taken. */
  private static Map<String, Object> fields(
      TaskForm form, MultiValueMap<String, String> submitted) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Element element : form.elements()) {
      if (element.key() == null || !submitted.containsKey(element.key())) continue;
      if (!shown(element, submitted)) continue;
      List<String> values = submitted.get(element.key());
      fields.put(
          element.key(),
          switch (element.type()) {
            case "taglist" -> List.copyOf(values);
            case "checkbox" -> values.contains("true");
            default -> values.get(0);
          });
    }
    return fields;
  }

  private static boolean shown(Element element, MultiValueMap<String, String> submitted) {
    return element.visibility() == null
        || element.visibility().value().equals(submitted.getFirst(element.visibility().field()));
  }

  @PostMapping({
    "/tasks/{id}/claim",
    "/tasks/{id}/release",
    "/tasks/{id}/transfer",
    "/tasks/{id}/delegate",
    "/tasks/{id}/nudge",
    "/tasks/{id}/take-back"
  })
  String act(
      HttpServletRequest request,
      @PathVariable String id,
      @RequestParam(required = false) String to,
      @RequestParam(required = false) String reason,
      RedirectAttributes next) {
    Actor actor = current.get();
    String act = request.getRequestURI().replaceFirst(".*/", "");
    String back = "redirect:/tasks/" + id;
    try {
      switch (act) {
        case "claim" -> desk.claim(actor, id);
        case "release" -> desk.release(actor, id);
        case "nudge" -> desk.nudge(actor, id);
        case "transfer" -> desk.transfer(actor, id, to, reason);
        case "delegate" -> desk.delegate(actor, id, to, reason);
        default -> back = "redirect:/tasks/" + desk.takeBack(actor, id).id();
      }
      next.addFlashAttribute("completed", texts.text("portal.did." + act));
    } catch (Problem problem) {
      if (problem.status() == 404 || problem.status() == 403) throw problem;
      next.addFlashAttribute("refused", texts.words(problem));
      next.addFlashAttribute("refusedAct", act);
      next.addFlashAttribute("typedReason", reason);
      if (act.equals("take-back")) back = "redirect:/?view=DONE";
    }
    return back;
  }

  @ExceptionHandler
  void refuse(Problem problem, HttpServletResponse response) throws IOException {
    response.sendError(problem.status());
  }
}
