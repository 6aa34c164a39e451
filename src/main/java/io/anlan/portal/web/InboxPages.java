package io.anlan.portal.web;

import io.anlan.account.Absences;
import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.application.CoReviews;
import io.anlan.inbox.DoneTask;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.Inbox.View;
import io.anlan.inbox.InboxFilter;
import io.anlan.inbox.SavedFilters;
import io.anlan.inbox.TaskDesk;
import io.anlan.inbox.TaskItem;
import io.anlan.portal.Holders;
import io.anlan.shared.Level;
import io.anlan.shared.PageView;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The inbox, and what is done to several of its tasks at once. */
@Controller
class InboxPages {

  private static final int PAGE = 20;

  /** As many as a page that asks for confirmation can show. */
  private static final int BATCH = 100;

  /** What became of one task of a batch; {@code refused} is null where it was completed. */
  record Result(TaskItem task, String refused) {}

  private final Inbox inbox;
  private final TaskDesk desk;
  private final SavedFilters filters;
  private final TaskLists lists;
  private final Holders holders;
  private final Absences absences;
  private final CoReviews coReviews;
  private final CurrentActor current;
  private final Texts texts;

  InboxPages(
      Inbox inbox,
      TaskDesk desk,
      SavedFilters filters,
      TaskLists lists,
      Holders holders,
      Absences absences,
      CoReviews coReviews,
      CurrentActor current,
      Texts texts) {
    this.inbox = inbox;
    this.desk = desk;
    this.filters = filters;
    this.lists = lists;
    this.holders = holders;
    this.absences = absences;
    this.coReviews = coReviews;
    this.current = current;
    this.texts = texts;
  }

  @GetMapping("/")
  String inbox(
      @RequestParam(defaultValue = "TODO") View view,
      @RequestParam(required = false) String q,
      @RequestParam(required = false) InboxFilter.State state,
      @RequestParam(required = false) Level level,
      @RequestParam(required = false) String task,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(required = false) String sort,
      Model model) {
    Actor actor = current.get();
    InboxFilter filter = new InboxFilter(q, state, level, task);
    int at = Math.max(0, Math.min(page, 10_000));
    PageView<TaskItem> found;
    if (view == View.DONE) {
      PageView<DoneTask> done = inbox.done(actor, filter, at, PAGE);
      model.addAttribute("done", done.content());
      found = new PageView<>(done.content().stream().map(DoneTask::task).toList(), done.page());
    } else {
      found = inbox.open(actor, view, filter, at, PAGE, sort);
    }
    model.addAttribute("view", view);
    model.addAttribute("views", views(actor));
    model.addAttribute("filter", filter);
    model.addAttribute("sort", sort);
    model.addAttribute("levels", Level.values());
    model.addAttribute("kinds", new TreeSet<>(desk.kinds()));
    model.addAttribute("saved", filters.of(actor.username()));
    model.addAttribute("query", query(view, filter, sort));
    model.addAttribute("counts", inbox.counts(actor));
    model.addAttribute("found", found);
    model.addAttribute("holders", holders.of(found.content()));
    model.addAttribute("left", lists.daysLeft(found.content()));
    model.addAttribute(
        "unread",
        view == View.TODO
            ? inbox.unread(actor.username(), found.content().stream().map(TaskItem::id).toList())
            : Set.of());
    model.addAttribute("coReviews", coReviews.asked(actor));
    model.addAttribute("away", absences.today(List.of(actor.username())));
    model.addAttribute("covering", absences.coveredBy(actor));
    model.addAttribute("inBatch", view == View.TODO ? desk.inBatch().keySet() : List.of());
    return "inbox";
  }

  /** Which lists have something to say to this person. */
  private static List<View> views(Actor actor) {
    List<View> views = new ArrayList<>(List.of(View.TODO, View.DONE));
    if (!actor.communities().isEmpty()) views.add(View.STARTED);
    if (!actor.offices().isEmpty()) views.add(View.OFFICE);
    return views;
  }

  /** This very list again, without its page. */
  private static String query(View view, InboxFilter filter, String sort) {
    UriComponentsBuilder uri = UriComponentsBuilder.newInstance().queryParam("view", view);
    if (filter.q() != null) uri.queryParam("q", filter.q());
    if (filter.state() != null) uri.queryParam("state", filter.state());
    if (filter.level() != null) uri.queryParam("level", filter.level());
    if (filter.taskKey() != null) uri.queryParam("task", filter.taskKey());
    if (sort != null) uri.queryParam("sort", sort);
    return uri.encode().build().getQuery();
  }

  @PostMapping("/inbox/filters")
  String save(
      @RequestParam(required = false) String name,
      @RequestParam(defaultValue = "TODO") View view,
      @RequestParam(required = false) String q,
      @RequestParam(required = false) InboxFilter.State state,
      @RequestParam(required = false) Level level,
      @RequestParam(required = false) String task,
      @RequestParam(required = false) String sort,
      RedirectAttributes next) {
    String query = query(view, new InboxFilter(q, state, level, task), sort);
    try {
      if (query.length() > 500) throw Problem.field("q", "too-long", 100);
      filters.save(current.get().username(), name, query);
    } catch (Problem problem) {
      if (problem.status() != 422) throw problem;
      next.addFlashAttribute("refused", texts.words(problem));
      next.addFlashAttribute("typedName", name);
    }
    return "redirect:/?" + query;
  }

  @PostMapping("/inbox/filters/remove")
  String remove(@RequestParam String name) {
    filters.remove(current.get().username(), name);
    return "redirect:/";
  }

  /** What would be done to each of the chosen tasks; nothing is done yet. */
  @PostMapping("/inbox/batch")
  String batch(
      @RequestParam(required = false) List<String> id, Model model, RedirectAttributes next) {
    List<TaskItem> chosen = chosen(id);
    if (chosen.isEmpty()) {
      next.addFlashAttribute("refused", texts.text("portal.batch.none"));
      return "redirect:/";
    }
    model.addAttribute("chosen", chosen);
    model.addAttribute("left", lists.daysLeft(chosen));
    return "batch";
  }

  /** Each task in a transaction of its own: what one file lacks does not stop the others. */
  @PostMapping("/inbox/batch/complete")
  String completeBatch(@RequestParam(required = false) List<String> id, RedirectAttributes next) {
    Actor actor = current.get();
    Map<String, Map<String, Object>> fields = desk.inBatch();
    List<Result> results = new ArrayList<>();
    for (TaskItem task : chosen(id)) {
      try {
        desk.complete(actor, task.id(), new HashMap<>(fields.get(task.taskKey())));
        results.add(new Result(task, null));
      } catch (Problem problem) {
        results.add(new Result(task, texts.words(problem)));
      }
    }
    next.addFlashAttribute("results", results);
    return "redirect:/inbox/batch/result";
  }

  @GetMapping("/inbox/batch/result")
  String result(Model model) {
    return model.containsAttribute("results") ? "batch-result" : "redirect:/";
  }

  /** Those of the ids that are open tasks of this person and of a kind that needs no words. */
  private List<TaskItem> chosen(List<String> ids) {
    if (ids == null) return List.of();
    Actor actor = current.get();
    return inbox.find(ids.stream().limit(BATCH).toList()).stream()
        .filter(task -> actor.member(task.candidateGroup()))
        .filter(task -> desk.inBatch().containsKey(task.taskKey()))
        .toList();
  }
}
