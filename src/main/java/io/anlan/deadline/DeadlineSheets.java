package io.anlan.deadline;

import io.anlan.account.Accounts;
import io.anlan.account.GroupNames;
import io.anlan.application.Sheets;
import io.anlan.division.Offices;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Texts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What whoever decides about a deadline must see: which task, who has it, when it is due. */
@Component
class DeadlineSheets {

  private final Sheets sheets;
  private final DeadlineCases cases;
  private final Offices offices;
  private final Accounts accounts;
  private final GroupNames groups;
  private final Texts texts;
  private final Clock clock;

  DeadlineSheets(
      Sheets sheets,
      DeadlineCases cases,
      Offices offices,
      Accounts accounts,
      GroupNames groups,
      Texts texts,
      Clock clock) {
    this.sheets = sheets;
    this.cases = cases;
    this.offices = offices;
    this.accounts = accounts;
    this.groups = groups;
    this.texts = texts;
    this.clock = clock;
  }

  Map<String, Object> of(TaskItem judging) {
    DeadlineCase c = cases.ofTask(judging);
    String holders = cases.holders(c).stream().map(this::name).collect(Collectors.joining("、"));
    LocalDate last = LocalDate.ofInstant(cases.tasks(c).get(0).dueAt(), clock.getZone());
    StringBuilder notes =
        new StringBuilder(
            texts.text(
                "deadline.notes",
                texts.text("task." + c.taskKey()),
                Sheets.quote(offices.names(List.of(c.office())).get(c.office())),
                Sheets.quote(holders),
                last));
    if (c.askedBy() != null) {
      notes
          .append("\n\n")
          .append(texts.text("deadline.notes.asked", Sheets.quote(name(c.askedBy())), c.days()))
          .append("\n\n> ")
          .append(Sheets.quote(c.reason()));
    }
    return sheets.file(judging, notes.toString());
  }

  private String name(String holder) {
    return holder.indexOf(':') < 0
        ? accounts.names(List.of(holder)).getOrDefault(holder, holder)
        : groups.of(holder);
  }
}
