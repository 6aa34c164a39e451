package io.anlan.deadline;

import io.anlan.account.Accounts;
import io.anlan.account.GroupNames;
import io.anlan.application.Sheets;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Texts;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What whoever decides about a deadline must see: which task, who has it, since when it is late.
 */
@Component
class DeadlineSheets {

  private final Sheets sheets;
  private final DeadlineCases cases;
  private final Accounts accounts;
  private final GroupNames groups;
  private final Texts texts;

  DeadlineSheets(
      Sheets sheets, DeadlineCases cases, Accounts accounts, GroupNames groups, Texts texts) {
    this.sheets = sheets;
    this.cases = cases;
    this.accounts = accounts;
    this.groups = groups;
    this.texts = texts;
  }

  Map<String, Object> of(TaskItem judging) {
    DeadlineCase c = cases.ofTask(judging);
    StringBuilder notes =
        new StringBuilder(
            texts.text(
                "deadline.notes",
                texts.text("task." + c.taskKey()),
                Sheets.quote(holder(c.holder())),
                c.dueOn()));
    if (c.askedBy() != null) {
      notes
          .append("\n\n")
          .append(texts.text("deadline.notes.asked", Sheets.quote(person(c.askedBy())), c.days()))
          .append("\n\n> ")
          .append(Sheets.quote(c.reason()));
    }
    return sheets.file(judging, notes.toString());
  }

  private String holder(String holder) {
    return holder.indexOf(':') < 0 ? person(holder) : groups.of(holder);
  }

  private String person(String username) {
    return accounts.names(List.of(username)).getOrDefault(username, username);
  }
}
