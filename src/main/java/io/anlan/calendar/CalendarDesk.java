package io.anlan.calendar;

import io.anlan.calendar.DueMoves.Moves;
import io.anlan.division.Divisions;
import io.anlan.shared.Administered;
import io.anlan.shared.PageView;
import io.anlan.shared.PlainText;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What an administrator does to the calendar, each change after a look at what it would move. */
@Service
@Transactional
public class CalendarDesk {

  private static final int LONGEST_REASON = 200;

  /** One change: the calendar that it makes, and the days that are then otherwise. */
  private record Change(Calendar after, LocalDate first, LocalDate last) {}

  private final CalendarStore store;
  private final WorkingDays workingDays;
  private final DueMoves dueMoves;
  private final Divisions divisions;
  private final ApplicationEventPublisher events;

  CalendarDesk(
      CalendarStore store,
      WorkingDays workingDays,
      DueMoves dueMoves,
      Divisions divisions,
      ApplicationEventPublisher events) {
    this.store = store;
    this.workingDays = workingDays;
    this.dueMoves = dueMoves;
    this.divisions = divisions;
    this.events = events;
  }

  /** The days of a year that differ from their weekday in the whole country. */
  @Transactional(readOnly = true)
  public List<Holiday> holidays(int year) {
    return store.holidays(year);
  }

  /** The days of single places in a year, the latest first. */
  @Transactional(readOnly = true)
  public PageView<LocalDay> local(int year, int page, int size) {
    LocalDate from = Year.of(year).atDay(1);
    LocalDate until = from.plusYears(1).minusDays(1);
    return PageView.of(
        store.local(from, until, size, (long) page * size),
        page,
        size,
        store.countLocal(from, until));
  }

  /** The days of a year that some place has otherwise. */
  @Transactional(readOnly = true)
  public Set<LocalDate> localDates(int year) {
    return store.localDates(year);
  }

  @Transactional(readOnly = true)
  public Optional<LocalDay> local(long id) {
    return store.local(id);
  }

  /** Whether due dates are still being moved to where an earlier change has put them. */
  @Transactional(readOnly = true)
  public boolean moving() {
    return dueMoves.moving();
  }

  /**
   * A day as it was typed.
   *
   * @throws Problem 422 with every fault at its field
   */
  @Transactional(readOnly = true)
  public LocalDay day(LocalDate day, String territory, Boolean working, String reason) {
    List<Fault> faults = new ArrayList<>();
    if (day == null) faults.add(new Fault("day", "calendar-date"));
    else if (day.getYear() < Notice.FIRST || day.getYear() > Notice.LAST) {
      faults.add(new Fault("day", "calendar-year", Notice.FIRST + "", Notice.LAST + ""));
    }
    String code = territory == null ? "" : territory.strip();
    if (divisions.find(code).isEmpty() || !divisions.within(code, code)) {
      faults.add(new Fault("territory", "no-division"));
    } else if (day != null && store.known(day, code)) {
      faults.add(new Fault("day", "calendar-day-known"));
    }
    if (working == null) faults.add(new Fault("working", "required"));
    if (reason == null || reason.isBlank()) faults.add(new Fault("reason", "required"));
    else if (reason.length() > LONGEST_REASON || !PlainText.is(reason)) {
      faults.add(new Fault("reason", "calendar-name", LONGEST_REASON));
    }
    if (!faults.isEmpty()) throw Problem.fields(faults);
    return new LocalDay(0, day, code, working, reason.strip());
  }

  @Transactional(readOnly = true)
  public Moves preview(Notice notice) {
    return changed(workingDays.latest(), notice)
        .map(this::moves)
        .orElseGet(() -> new Moves(0, List.of()));
  }

  public void publish(Notice notice) {
    store(notice, true);
    note(notice.year() + " · " + notice.days().size());
  }

  /** The program brings the year; what an administrator has uploaded stays. */
  void ship(Notice notice) {
    if (!store.uploaded(notice.year())) store(notice, false);
  }

  private void store(Notice notice, boolean uploaded) {
    Calendar before = begin();
    store.putNotice(notice.year(), notice.days(), uploaded);
    changed(before, notice).ifPresent(this::move);
  }

  @Transactional(readOnly = true)
  public Moves preview(LocalDay day) {
    return moves(added(workingDays.latest(), day));
  }

  public void add(LocalDay day) {
    Calendar before = begin();
    if (store.known(day.day(), day.territory())) throw Problem.field("day", "calendar-day-known");
    store.add(day);
    move(added(before, day));
    note(words(day));
  }

  @Transactional(readOnly = true)
  public Moves previewRemoval(LocalDay day) {
    return moves(removed(workingDays.latest(), day));
  }

  public void remove(LocalDay day) {
    Calendar before = begin();
    store.remove(day.id());
    move(removed(before, day));
    note("- " + words(day));
  }

  /**
   * From here on this transaction alone changes the calendar, and nobody stores a date by it.
   *
   * @return the calendar as it was; the one that is kept must not be asked before the end
   */
  private Calendar begin() {
    store.change();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            workingDays.refresh();
          }
        });
    return store.read();
  }

  private Moves moves(Change change) {
    return dueMoves.preview(change.first, change.last, due(change));
  }

  private void move(Change change) {
    dueMoves.move(change.first, change.last, due(change));
  }

  private Function<Term, Instant> due(Change change) {
    return term -> workingDays.end(change.after, term);
  }

  private static Change added(Calendar before, LocalDay day) {
    return new Change(before.with(day), day.day(), day.day());
  }

  private static Change removed(Calendar before, LocalDay day) {
    return new Change(before.without(day.id()), day.day(), day.day());
  }

  /** Empty where the notice says what is known already. */
  private static Optional<Change> changed(Calendar before, Notice notice) {
    Calendar after = before.withNotice(notice.year(), notice.days());
    List<LocalDate> days =
        Year.of(notice.year() - 1)
            .atMonth(12)
            .atDay(1)
            .datesUntil(Year.of(notice.year() + 1).atDay(1))
            .filter(
                day ->
                    before.isWorkingDay(day, WorkingDays.NATION)
                        != after.isWorkingDay(day, WorkingDays.NATION))
            .toList();
    if (days.isEmpty()) return Optional.empty();
    return Optional.of(new Change(after, days.get(0), days.get(days.size() - 1)));
  }

  private static String words(LocalDay day) {
    return "%s %s %s %s"
        .formatted(day.day(), day.territory(), day.working() ? "+" : "×", day.reason());
  }

  private void note(String subject) {
    events.publishEvent(new Administered("CALENDAR_CHANGED", subject));
  }
}
