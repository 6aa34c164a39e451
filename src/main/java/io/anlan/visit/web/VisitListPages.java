package io.anlan.visit.web;

import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.division.Offices;
import io.anlan.shared.PageView;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import io.anlan.shared.web.Typed;
import io.anlan.visit.VisitCalendar;
import io.anlan.visit.VisitList;
import io.anlan.visit.VisitList.Day;
import io.anlan.visit.VisitList.Filter;
import io.anlan.visit.VisitList.Query;
import io.anlan.visit.VisitList.Row;
import io.anlan.visit.VisitList.View;
import io.anlan.visit.Visits;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The visits that concern a person, as a list, as a calendar, and for calendars elsewhere. */
@Controller
class VisitListPages extends FormPage {

  private static final int PAGE = 20;
  private static final int LAST_PAGE = 10_000;

  /** Visits of one day that a calendar shows. */
  private static final int OF_DAY = 4;

  private static final int MOST_EVENTS = 500;
  private static final int DAYS_BACK = 30;
  private static final int YEARS_AROUND = 50;

  private final VisitList list;
  private final VisitCalendar calendar;
  private final Visits visits;
  private final Offices offices;
  private final CurrentActor current;
  private final Clock clock;

  VisitListPages(
      VisitList list,
      VisitCalendar calendar,
      Visits visits,
      Offices offices,
      CurrentActor current,
      Clock clock,
      Texts texts) {
    super(texts);
    this.list = list;
    this.calendar = calendar;
    this.visits = visits;
    this.offices = offices;
    this.current = current;
    this.clock = clock;
  }

  /** The filter as it is typed; what cannot be read is refused at its field. */
  record Search(String view, String state, String expert, String from, String until, String month) {

    public boolean asCalendar() {
      return Typed.plain(month) != null;
    }

    public boolean narrows() {
      return Stream.of(state, expert, from, until).anyMatch(typed -> Typed.plain(typed) != null);
    }

    Query query(Actor actor) {
      return new Query(
          view(actor),
          Typed.constant("state", Filter.class, state),
          Typed.plain(expert),
          Typed.day("from", from),
          Typed.day("until", until));
    }

    /** What one may not look as is looked at as what one is. */
    View view(Actor actor) {
      List<View> views = VisitList.views(actor);
      return views.stream()
          .filter(v -> v.name().equals(view))
          .findFirst()
          .orElse(views.isEmpty() ? View.EXPERT : views.get(0));
    }
  }

  @GetMapping("/visits")
  String list(
      Search search,
      @RequestParam(defaultValue = "0") int page,
      Model model,
      HttpServletResponse response) {
    Actor actor = current.get();
    View view = search.view(actor);
    Query query = new Query(view, null, null, null, null);
    YearMonth month = YearMonth.now(clock);
    try {
      query = search.query(actor);
      if (search.asCalendar()) month = month(search);
    } catch (Problem problem) {
      refused(problem, model, response);
    }
    model.addAttribute("search", search);
    model.addAttribute("view", view);
    model.addAttribute("views", VisitList.views(actor));
    model.addAttribute("filters", view == View.EXPERT ? Filter.OF_EXPERT : Filter.OF_OTHERS);
    model.addAttribute("month", month);
    model.addAttribute("today", LocalDate.now(clock));
    if (search.asCalendar()) calendar(actor, query, month, model);
    else rows(actor, query, Math.max(0, Math.min(page, LAST_PAGE)), model);
    return "visits";
  }

  private YearMonth month(Search search) {
    YearMonth month = Typed.month("month", search.month);
    YearMonth now = YearMonth.now(clock);
    if (Math.abs(ChronoUnit.YEARS.between(now, month)) > YEARS_AROUND) {
      throw Problem.field("month", "not-a-date");
    }
    return month;
  }

  private void rows(Actor actor, Query query, int page, Model model) {
    PageView<Row> found = list.page(actor, query, page, PAGE);
    model.addAttribute("found", found);
    model.addAttribute("teams", list.teams(found.content()));
    model.addAttribute(
        "offices", offices.contacts(found.content().stream().map(Row::office).toList()));
  }

  private void calendar(Actor actor, Query query, YearMonth month, Model model) {
    Map<LocalDate, Day> days = list.month(actor, query, month, OF_DAY);
    model.addAttribute("weeks", weeks(month, days));
    model.addAttribute("busy", !days.isEmpty());
    model.addAttribute(
        "weekdays",
        Arrays.stream(DayOfWeek.values())
            .map(day -> day.getDisplayName(TextStyle.SHORT, LocaleContextHolder.getLocale()))
            .toList());
  }

  /** Monday to Sunday; null where the day is of another month. */
  private static List<List<Day>> weeks(YearMonth month, Map<LocalDate, Day> days) {
    List<List<Day>> weeks = new ArrayList<>();
    LocalDate monday = month.atDay(1).with(DayOfWeek.MONDAY);
    for (; !monday.isAfter(month.atEndOfMonth()); monday = monday.plusWeeks(1)) {
      List<Day> week = new ArrayList<>();
      for (int n = 0; n < 7; n++) {
        LocalDate date = monday.plusDays(n);
        week.add(
            YearMonth.from(date).equals(month)
                ? days.getOrDefault(date, new Day(date, List.of(), 0))
                : null);
      }
      weeks.add(week);
    }
    return weeks;
  }

  /** What the list shows, from some weeks ago on. */
  @GetMapping("/visits/calendar.ics")
  ResponseEntity<String> calendar(Search search) {
    Actor actor = current.get();
    Query query = search.query(actor);
    LocalDate from =
        query.from() == null ? LocalDate.now(clock).minusDays(DAYS_BACK) : query.from();
    return events(
        list.first(
            actor,
            new Query(query.view(), query.filter(), query.expert(), from, query.until()),
            MOST_EVENTS),
        "visits");
  }

  @GetMapping("/visits/{id}/visit.ics")
  ResponseEntity<String> event(@PathVariable long id) {
    return events(List.of(list.row(visits.visible(current.get(), id))), "visit-" + id);
  }

  private ResponseEntity<String> events(List<Row> found, String name) {
    String home = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, "text/calendar;charset=UTF-8")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name + ".ics").build().toString())
        .body(calendar.of(found, home));
  }
}
