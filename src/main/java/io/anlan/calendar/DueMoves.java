package io.anlan.calendar;

import io.anlan.shared.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/** The due dates of open tasks, which follow the calendar; the engine's package keeps them. */
public interface DueMoves {

  /** Before all that is open began, and behind all that can ever be due. */
  LocalDate EVER = LocalDate.of(2000, 1, 1);

  LocalDate FOREVER = LocalDate.of(9999, 1, 1);

  /**
   * One due date that another calendar moves.
   *
   * @param step the task's name
   * @param holder in words, the group where nobody has taken the task
   */
  record Move(
      String number,
      String community,
      Level level,
      String step,
      String holder,
      Instant before,
      Instant after) {}

  /** How many there are, and the first of them. */
  record Moves(long count, List<Move> first) {}

  /**
   * What would move.
   *
   * @param first the first day that changes
   * @param last the last one
   * @param due when a term ends by the changed calendar
   */
  Moves preview(LocalDate first, LocalDate last, Function<Term, Instant> due);

  /**
   * As {@link #preview}, done as soon as this transaction, which changes the calendar or the terms,
   * has ended.
   */
  void move(LocalDate first, LocalDate last, Function<Term, Instant> due);

  /** Whether some may still have to move. */
  boolean moving();
}
