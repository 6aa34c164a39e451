package io.anlan.audit;

import io.anlan.audit.Act.Action;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What an act says, in the language of whoever reads it: mostly somebody's own words. */
@Component("actWords")
public class ActWords {

  /** Theirs are the task and its last day. */
  private static final Set<Action> OF_A_DEADLINE =
      EnumSet.of(
          Action.REMINDED, Action.FELL_DUE, Action.ESCALATED, Action.SUPERVISED, Action.OVERDUE);

  private final MessageSource messages;

  ActWords(MessageSource messages) {
    this.messages = messages;
  }

  /** The opinion of an act about the deadline of a task. */
  public static String ofDeadline(String taskKey, String lastDay) {
    return taskKey + " " + lastDay;
  }

  /**
   * @param opinion of the act; may be null
   */
  public String of(Action action, String opinion, Locale locale) {
    if (opinion == null || !OF_A_DEADLINE.contains(action)) return opinion;
    String[] parts = opinion.split(" ", 2);
    String task = messages.getMessage("task." + parts[0], null, parts[0], locale);
    return messages.getMessage("audit.deadline", new Object[] {task, parts[1]}, locale);
  }

  public String of(Action action, String opinion) {
    return of(action, opinion, LocaleContextHolder.getLocale());
  }
}
