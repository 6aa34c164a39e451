package io.anlan.portal.web;

import io.anlan.account.Absences;
import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.account.Grant;
import io.anlan.account.GroupNames;
import io.anlan.inbox.Phrases;
import io.anlan.notice.Notice;
import io.anlan.notice.Notices;
import io.anlan.notification.Channel;
import io.anlan.notification.Kind;
import io.anlan.notification.Preferences;
import io.anlan.notification.Timing;
import io.anlan.shared.PageView;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own page, and what one is told. */
@Controller
class PersonPages {

  private static final int PAGE = 20;

  /** Colleagues of one of the person's groups, who may act in it. */
  record Group(String group, String name, List<Actor> colleagues) {}

  private final Phrases phrases;
  private final Notices notices;
  private final Preferences preferences;
  private final Accounts accounts;
  private final Absences absences;
  private final GroupNames groupNames;
  private final CurrentActor current;
  private final Texts texts;
  private final Clock clock;

  PersonPages(
      Phrases phrases,
      Notices notices,
      Preferences preferences,
      Accounts accounts,
      Absences absences,
      GroupNames groupNames,
      CurrentActor current,
      Texts texts,
      Clock clock) {
    this.phrases = phrases;
    this.notices = notices;
    this.preferences = preferences;
    this.accounts = accounts;
    this.absences = absences;
    this.groupNames = groupNames;
    this.current = current;
    this.texts = texts;
    this.clock = clock;
  }

  @GetMapping("/me")
  String me(Model model) {
    Actor actor = current.get();
    model.addAttribute("me", actor);
    model.addAttribute("phrases", phrases.of(actor.username()));
    model.addAttribute("telephone", accounts.telephone(actor.username()));
    model.addAttribute("absences", absences.of(actor.username()));
    model.addAttribute("covered", absences.coveredBy(actor));
    List<Group> groups = groups(actor);
    model.addAttribute("groups", groups);
    model.addAttribute("deputies", groups.stream().anyMatch(g -> !g.colleagues().isEmpty()));
    model.addAttribute("today", LocalDate.now(clock));
    model.addAttribute("wish", preferences.of(actor.username()));
    model.addAttribute("channels", preferences.channels());
    model.addAttribute("kinds", Kind.values());
    model.addAttribute("timings", Timing.values());
    model.asMap().putIfAbsent("errors", Map.of());
    model.asMap().putIfAbsent("typed", Map.of());
    return "me";
  }

  /** Administrators have no tasks that somebody else could do for them. */
  private List<Group> groups(Actor actor) {
    List<Group> groups = new ArrayList<>();
    for (Grant grant : actor.grants()) {
      if (grant.role().administers() || grant.group().isEmpty()) continue;
      String group = grant.group().get();
      List<Actor> colleagues =
          accounts.members(group).stream()
              .filter(a -> !a.personId().equals(actor.personId()))
              .toList();
      groups.add(new Group(group, groupNames.of(group), colleagues));
    }
    return groups;
  }

  @PostMapping("/me/telephone")
  String telephone(@RequestParam(defaultValue = "") String telephone, RedirectAttributes next) {
    return act(
        () -> accounts.changeTelephone(current.get().username(), telephone),
        Map.of("telephone", telephone),
        next);
  }

  /**
   * @param language {@code en}, or else Chinese
   * @param all by names such as {@code MAIL-RETURNED}, among them the timings
   */
  @PostMapping("/me/notifications")
  String notifications(
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String language,
      @RequestParam Map<String, String> all,
      RedirectAttributes next) {
    Map<Channel, Map<Kind, Timing>> timings = new EnumMap<>(Channel.class);
    for (Channel channel : preferences.channels()) {
      Map<Kind, Timing> kinds = new EnumMap<>(Kind.class);
      for (Kind kind : Kind.values()) {
        Stream.of(Timing.values())
            .filter(t -> t.name().equals(all.get(channel + "-" + kind)))
            .forEach(timing -> kinds.put(kind, timing));
      }
      timings.put(channel, kinds);
    }
    return act(
        () -> preferences.choose(current.get().username(), email, language.equals("en"), timings),
        all,
        next);
  }

  /**
   * @param deputy the group and the user name, with a blank between them
   */
  @PostMapping("/me/absences")
  String leave(
      @RequestParam(defaultValue = "") String deputy,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes next) {
    int blank = deputy.indexOf(' ');
    String group = blank < 0 ? null : deputy.substring(0, blank);
    String username = blank < 0 ? null : deputy.substring(blank + 1);
    Map<String, String> typed = new LinkedHashMap<>();
    typed.put("deputy", deputy);
    typed.put("from", from);
    typed.put("until", until);
    typed.put("reason", reason);
    return act(
        () ->
            absences.enter(
                current.get(), group, username, day("from", from), day("until", until), reason),
        typed,
        next);
  }

  private static LocalDate day(String field, String typed) {
    try {
      return typed.isBlank() ? null : LocalDate.parse(typed);
    } catch (DateTimeParseException e) {
      throw Problem.field(field, "not-a-day");
    }
  }

  @PostMapping("/me/absences/end")
  String back(@RequestParam long id, RedirectAttributes next) {
    return act(() -> absences.end(current.get(), id), Map.of(), next);
  }

  private String act(Runnable act, Map<String, String> typed, RedirectAttributes next) {
    try {
      act.run();
      next.addFlashAttribute("completed", texts.text("portal.saved"));
    } catch (Problem problem) {
      if (problem.status() != 422) throw problem;
      Map<String, String> errors = new LinkedHashMap<>();
      texts.faults(problem).forEach(f -> errors.putIfAbsent(f.field(), f.message()));
      next.addFlashAttribute("errors", errors);
      next.addFlashAttribute("typed", typed);
    }
    return "redirect:/me";
  }

  @ExceptionHandler
  void refuse(Problem problem, HttpServletResponse response) throws IOException {
    response.sendError(problem.status());
  }

  @PostMapping("/me/phrases")
  String add(@RequestParam(required = false) String text, RedirectAttributes next) {
    try {
      phrases.add(current.get().username(), text);
      next.addFlashAttribute("completed", texts.text("portal.saved"));
    } catch (Problem problem) {
      if (problem.status() != 422) throw problem;
      next.addFlashAttribute("refused", texts.words(problem));
      next.addFlashAttribute("typedPhrase", text);
    }
    return "redirect:/me";
  }

  @PostMapping("/me/phrases/remove")
  String remove(@RequestParam long id) {
    phrases.remove(current.get().username(), id);
    return "redirect:/me";
  }

  /**
   * Looking at the newest page marks everything as looked at; the page still shows what was new.
   */
  @GetMapping("/notices")
  String notices(@RequestParam(defaultValue = "0") int page, Model model) {
    Actor actor = current.get();
    int at = Math.max(0, Math.min(page, 10_000));
    PageView<Notice> found = notices.page(actor, at, PAGE);
    model.addAttribute("found", found);
    List<String> people = found.content().stream().map(Notice::actor).toList();
    model.addAttribute("names", accounts.names(people));
    if (at == 0) notices.seen(actor);
    return "notices";
  }
}
