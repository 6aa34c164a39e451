package io.anlan.portal.web;

import io.anlan.calendar.WorkingDays;
import io.anlan.shared.OnlyInDemo;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.TrainingClock;
import io.anlan.shared.TrainingTime;
import io.anlan.shared.web.FormPage;
import io.anlan.shared.web.Times;
import io.anlan.shared.web.Typed;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which the demo's time is moved forward. */
@Controller
@OnlyInDemo
@RequestMapping("/admin/clock")
@PreAuthorize("hasRole('SYSTEM_ADMIN')")
class ClockPages extends FormPage {

  /** How far one click goes. */
  enum Step {
    WORKING_DAYS,
    HOUR,
    DAY,
    MORNING
  }

  /** After the digest of the morning has been written. */
  private static final LocalTime MORNING = LocalTime.of(9, 0);

  private static final int MAX_WORKING_DAYS = 300;

  private final TrainingClock clock;
  private final TrainingTime time;
  private final WorkingDays workingDays;
  private final Times times;

  ClockPages(
      TrainingClock clock, TrainingTime time, WorkingDays workingDays, Times times, Texts texts) {
    super(texts);
    this.clock = clock;
    this.time = time;
    this.workingDays = workingDays;
    this.times = times;
  }

  @GetMapping
  String show(Model model) {
    model.addAttribute("now", clock.instant());
    model.addAttribute("realTime", clock.realTime());
    model.addAttribute("ahead", clock.ahead());
    model.addAttribute("maxDays", TrainingTime.MAX_DAYS);
    return "admin-clock";
  }

  @PostMapping
  String forward(
      @RequestParam(required = false) String by,
      @RequestParam(defaultValue = "") String days,
      @RequestParam(defaultValue = "") String seen,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    try {
      Step step = Typed.constant("by", Step.class, by);
      if (step == null) throw Problem.field("by", "required");
      ZonedDateTime now = clock.instant().atZone(clock.getZone());
      time.forward(distance(step, now, days.strip()), duration(seen));
      did(next, "clock.did", times.minute(clock.instant()));
      return "redirect:/admin/clock";
    } catch (Problem problem) {
      refused(problem, model, response);
      return show(model);
    }
  }

  private Duration distance(Step step, ZonedDateTime now, String days) {
    return switch (step) {
      case HOUR -> Duration.ofHours(1);
      case DAY -> Duration.ofDays(1);
      case WORKING_DAYS -> {
        Integer count = Typed.wholeNumber(days);
        if (count == null || count < 1 || count > MAX_WORKING_DAYS) {
          throw Problem.field("days", "working-days-range", MAX_WORKING_DAYS);
        }
        LocalDate today = now.toLocalDate();
        yield Duration.ofDays(ChronoUnit.DAYS.between(today, workingDays.plus(today, count)));
      }
      case MORNING ->
          Duration.between(now, morning(now)).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    };
  }

  private ZonedDateTime morning(ZonedDateTime now) {
    LocalDate today = now.toLocalDate();
    boolean still = now.toLocalTime().isBefore(MORNING) && workingDays.isWorkingDay(today);
    LocalDate day = still ? today : workingDays.plus(today, 1);
    return day.atTime(MORNING).atZone(clock.getZone());
  }

  /** What the page has sent back; nonsense is no distance that ever was. */
  private static Duration duration(String seen) {
    try {
      return Duration.parse(seen);
    } catch (DateTimeParseException nonsense) {
      return Duration.ofSeconds(-1);
    }
  }
}
