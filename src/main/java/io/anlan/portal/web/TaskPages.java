package io.anlan.portal.web;

import io.anlan.account.Absences;
import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.application.Application;
import io.anlan.application.Copies;
import io.anlan.application.Files;
import io.anlan.application.Questions;
import io.anlan.application.Story;
import io.anlan.audit.Trail;
import io.anlan.deadline.ExtensionDesk;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.InboxFilter;
import io.anlan.inbox.Phrases;
import io.anlan.inbox.TaskDesk;
import io.anlan.inbox.TaskDrafts;
import io.anlan.inbox.TaskForm;
import io.anlan.inbox.TaskForm.Element;
import io.anlan.inbox.TaskItem;
import io.anlan.portal.Holders;
import io.anlan.review.ReturnBasket;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.Typed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

/** The page of one task: the form drawn from the same file that Tasklist draws. */
@Controller
class TaskPages {

  /** What a decision needs of the past; all of it stands on the file's own page. */
  private static final int STORY = 15;

  private final Inbox inbox;
  private final TaskDesk desk;
  private final TaskDrafts drafts;
  private final Files files;
  private final Story story;
  private final Accounts accounts;
  private final TaskLists lists;
  private final Holders holders;
  private final Absences absences;
  private final QuestionPanel questionPanel;
  private final ColleaguePanel colleaguePanel;
  private final Copies copies;
  private final ReturnBasket basket;
  private final ExtensionDesk extensions;
  private final Phrases phrases;
  private final CurrentActor current;
  private final Texts texts;

  TaskPages(
      Inbox inbox,
      TaskDesk desk,
      TaskDrafts drafts,
      Files files,
      Story story,
      Accounts accounts,
      TaskLists lists,
      Holders holders,
      Absences absences,
      QuestionPanel questionPanel,
      ColleaguePanel colleaguePanel,
      Copies copies,
      ReturnBasket basket,
      ExtensionDesk extensions,
      Phrases phrases,
      CurrentActor current,
      Texts texts) {
    this.inbox = inbox;
    this.desk = desk;
    this.drafts = drafts;
    this.files = files;
    this.story = story;
    this.accounts = accounts;
    this.lists = lists;
    this.holders = holders;
    this.absences = absences;
    this.questionPanel = questionPanel;
    this.colleaguePanel = colleaguePanel;
    this.copies = copies;
    this.basket = basket;
    this.extensions = extensions;
    this.phrases = phrases;
    this.current = current;
    this.texts = texts;
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
    boolean mine = actor.username().equals(task.assignee());
    boolean free =
        task.assignee() == null
            || !mine && absences.covers(actor, task.assignee(), task.candidateGroup());
    model.addAttribute("form", form);
    model.addAttribute("task", task);
    model.addAttribute("mine", mine);
    model.addAttribute("may", member && (free || mine));
    model.addAttribute("mayClaim", member && (free || actor.username().equals(task.owner())));
    model.addAttribute("holder", holders.of(List.of(task)).get(task.id()));
    model.addAttribute("left", lists.daysLeft(List.of(task)).get(task.id()));
    if (member && (free || mine)) {
      model.addAttribute(
          "colleagues",
          accounts.members(task.candidateGroup()).stream()
              .filter(a -> !a.username().equals(actor.username()))
              .toList());
    }
    model.addAttribute("mayExtend", member && (free || mine) && ExtensionDesk.possible(task));
    if (task.number() != null) {
      Application dossier = files.get(task.number());
      model.addAttribute("dossier", dossier);
      List<Trail.Row> story = this.story.latestDecisions(actor, task.number(), STORY);
      model.addAttribute("story", story);
      model.addAttribute("actors", accounts.names(story.stream().map(Trail.Row::actor).toList()));
      List<TaskItem> tasks = inbox.ofApplication(task.number());
      questionPanel.show(actor, dossier, tasks, model);
      colleaguePanel.show(actor, task, model);
      if (Questions.mayAsk(actor, dossier, tasks)) {
        model.addAttribute("recipients", copies.recipients(actor, task.number()));
      }
      if (basket.mayFill(actor, dossier)) {
        model.addAttribute("typed", withLetter(model.asMap().get("typed"), task.number()));
      }
    }
    model.addAttribute("phrases", phrases.of(actor.username()));
    model.asMap().putIfAbsent("typed", form.proposed());
    model.asMap().putIfAbsent("errors", Map.of());
    return "task";
  }

  /** Until a decision is chosen, the form starts with the return that the basket asks for. */
  private Map<String, Object> withLetter(Object typed, String number) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (typed instanceof Map<?, ?> known) known.forEach((k, v) -> fields.put((String) k, v));
    if (!fields.containsKey("decision")) fields.putAll(letter(basket.of(number)));
    return fields;
  }

  /** The return that the basket asks for; nothing where it is empty. */
  private static Map<String, Object> letter(Map<String, String> reasons) {
    if (reasons.isEmpty()) return Map.of();
    String words =
        reasons.entrySet().stream()
            .map(noted -> noted.getKey() + "：" + noted.getValue())
            .collect(Collectors.joining("\n"));
    return Map.of(
        "decision", "RETURN", "returnedItems", List.copyOf(reasons.keySet()), "opinion", words);
  }

  /** Each returned item with the reason that was noted for it, or else the opinion's. */
  private Map<String, Object> withReasons(TaskItem task, Map<String, Object> fields) {
    if (!(fields.get("returnedItems") instanceof List<?> labels)) return fields;
    Map<String, String> reasons = basket.of(task.number());
    Map<String, Object> whole = new LinkedHashMap<>(fields);
    whole.put(
        "returnedItems",
        labels.stream()
            .map(
                label ->
                    reasons.containsKey(label)
                        ? Map.of("item", label, "reason", reasons.get(label))
                        : label)
            .toList());
    return whole;
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
      TaskItem done = desk.complete(actor, id, withReasons(form.task(), fields));
      next.addFlashAttribute(
          "completed", texts.text("portal.completed", done.name(), TaskLists.about(done)));
      List<TaskItem> todo =
          inbox.open(actor, Inbox.View.TODO, InboxFilter.NONE, 0, 1, null).content();
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

  /** Asks for more time; what was typed stays when it is refused. */
  @PostMapping("/tasks/{id}/extension")
  String extension(
      @PathVariable String id,
      @RequestParam(required = false) String days,
      @RequestParam(required = false) String reason,
      RedirectAttributes next) {
    try {
      extensions.ask(current.get(), id, Typed.wholeNumber(days), reason);
      next.addFlashAttribute("completed", texts.text("deadline.asked"));
    } catch (Problem problem) {
      if (problem.status() == 404 || problem.status() == 403) throw problem;
      next.addFlashAttribute("refused", texts.words(problem));
      next.addFlashAttribute("refusedAct", "extension");
      next.addFlashAttribute("typedDays", days);
      next.addFlashAttribute("typedReason", reason);
    }
    return "redirect:/tasks/" + id;
  }

  @ExceptionHandler
  void refuse(Problem problem, HttpServletResponse response) throws IOException {
    response.sendError(problem.status());
  }
}
