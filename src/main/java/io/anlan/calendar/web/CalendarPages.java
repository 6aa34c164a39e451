package io.anlan.calendar.web;

import io.anlan.calendar.CalendarDesk;
import io.anlan.calendar.DueMoves.Moves;
import io.anlan.calendar.Holiday;
import io.anlan.calendar.LocalDay;
import io.anlan.calendar.Notice;
import io.anlan.calendar.WorkingDays;
import io.anlan.division.Divisions;
import io.anlan.shared.PageView;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import io.anlan.shared.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The calendar of a year, and its changes, each shown with what it would move before it is made.
 */
@Controller
@RequestMapping(CalendarPages.ADDRESS)
@PreAuthorize("hasRole('SYSTEM_ADMIN')")
class CalendarPages extends FormPage {

  static final String ADDRESS = "/admin/calendar";

  private static final String BACK = "redirect:" + ADDRESS;
  private static final int PAGE = 20;

  private final CalendarDesk desk;
  private final WorkingDays workingDays;
  private final Divisions divisions;
  private final Clock clock;

  CalendarPages(
      CalendarDesk desk, WorkingDays workingDays, Divisions divisions, Texts texts, Clock clock) {
    super(texts);
    this.desk = desk;
    this.workingDays = workingDays;
    this.divisions = divisions;
    this.clock = clock;
  }

  @GetMapping
  String show(
      @RequestParam(required = false) String year,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    int shown = year(year);
    List<Holiday> holidays = desk.holidays(shown);
    Predicate<LocalDate> worked = workingDays::isWorkingDay;
    Set<LocalDate> otherwise = desk.localDates(shown);
    PageView<LocalDay> local = desk.local(shown, Math.max(0, Math.min(page, 10_000)), PAGE);
    model.addAttribute("year", shown);
    model.addAttribute("first", Notice.FIRST);
    model.addAttribute("last", Notice.LAST);
    model.addAttribute("provisional", workingDays.provisional(shown));
    model.addAttribute("moving", desk.moving());
    model.addAttribute(
        "worked",
        Year.of(shown).atDay(1).datesUntil(Year.of(shown + 1).atDay(1)).filter(worked).count());
    model.addAttribute(
        "months",
        IntStream.rangeClosed(1, 12)
            .mapToObj(n -> Month.of(Year.of(shown).atMonth(n), holidays, worked, otherwise))
            .toList());
    model.addAttribute("local", local.content());
    model.addAttribute("page", local.page());
    model.addAttribute(
        "places", divisions.names(local.content().stream().map(LocalDay::territory).toList()));
    model.addAttribute("next", next());
    return "admin-calendar";
  }

  private int year(String typed) {
    int year =
        typed != null && typed.matches("[0-9]{4}")
            ? Integer.parseInt(typed)
            : LocalDate.now(clock).getYear();
    return Math.max(Notice.FIRST, Math.min(year, Notice.LAST));
  }

  /** The year whose notice comes next. */
  private int next() {
    return IntStream.rangeClosed(LocalDate.now(clock).getYear(), Notice.LAST)
        .filter(workingDays::provisional)
        .findFirst()
        .orElse(Notice.LAST);
  }

  /**
   * @param rows the table as it was shown before it is confirmed; null while it is uploaded
   */
  @PostMapping("/years")
  String publish(
      @RequestParam(defaultValue = "") String notice,
      @RequestParam(required = false) MultipartFile file,
      @RequestParam(required = false) String rows,
      @RequestParam(defaultValue = "false") boolean confirmed,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response)
      throws IOException {
    try {
      Notice read = read(notice.strip(), file, rows);
      if (confirmed) {
        desk.publish(read);
        return done(next, read.year(), "calendar.did.published", read.year() + "");
      }
      String what = texts.text("calendar.publish.what", read.year() + "", read.days().size());
      return preview(
          model,
          desk.preview(read),
          what,
          ADDRESS + "/years",
          Map.of("notice", read.year() + "", "rows", read.text()),
          read.year());
    } catch (Problem problem) {
      boolean rowAtFault = problem.faults().stream().anyMatch(f -> f.field().startsWith("file/"));
      if (rowAtFault) model.addAttribute("lines", lines(problem));
      return refused(problem, notice, model, response);
    }
  }

  private static Notice read(String year, MultipartFile file, String rows) throws IOException {
    Integer number = year.matches("[0-9]{4}") ? Integer.valueOf(year) : null;
    if (rows != null) return Notice.read(number, rows);
    if (file == null || file.isEmpty()) throw Problem.field("file", "required");
    try (var in = file.getInputStream()) {
      return Notice.read(number, file.getOriginalFilename(), in);
    }
  }

  @PostMapping("/days")
  String add(
      @RequestParam(required = false) String day,
      @RequestParam(required = false) String territory,
      @RequestParam(required = false) String working,
      @RequestParam(required = false) String reason,
      @RequestParam(defaultValue = "false") boolean confirmed,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    String shown = day == null || day.length() < 4 ? null : day.substring(0, 4);
    try {
      Boolean works = Typed.plain(working) == null ? null : Boolean.valueOf(working);
      LocalDay read = desk.day(Typed.day("day", day), territory, works, reason);
      if (confirmed) {
        desk.add(read);
        return done(next, read.day().getYear(), "calendar.did.added");
      }
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("day", read.day().toString());
      fields.put("territory", read.territory());
      fields.put("working", String.valueOf(read.working()));
      fields.put("reason", read.reason());
      String what = words(read.working() ? "calendar.add.worked" : "calendar.add.free", read);
      return preview(
          model, desk.preview(read), what, ADDRESS + "/days", fields, read.day().getYear());
    } catch (Problem problem) {
      return refused(problem, shown, model, response);
    }
  }

  @PostMapping("/days/removal")
  String remove(
      @RequestParam(defaultValue = "0") long id,
      @RequestParam(defaultValue = "false") boolean confirmed,
      Model model,
      RedirectAttributes next) {
    LocalDay day = desk.local(id).orElse(null);
    // Somebody else was faster.
    if (day == null) return BACK;
    int year = day.day().getYear();
    if (confirmed) {
      desk.remove(day);
      return done(next, year, "calendar.did.removed");
    }
    return preview(
        model,
        desk.previewRemoval(day),
        words("calendar.remove.what", day),
        ADDRESS + "/days/removal",
        Map.of("id", String.valueOf(id)),
        year);
  }

  private String words(String key, LocalDay day) {
    return texts.text(
        key, day.day().toString(), divisions.get(day.territory()).name(), day.reason());
  }

  private String preview(
      Model model, Moves moves, String what, String to, Map<String, String> fields, int year) {
    model.addAttribute("what", what);
    model.addAttribute("moves", moves);
    model.addAttribute("to", to);
    model.addAttribute("fields", fields);
    model.addAttribute("year", year);
    return "admin-calendar-preview";
  }

  private String done(RedirectAttributes next, int year, String key, Object... args) {
    did(next, key, args);
    return BACK + "?year=" + year;
  }

  private String refused(Problem problem, String year, Model model, HttpServletResponse response) {
    refused(problem, model, response);
    return show(year, 0, model);
  }
}
