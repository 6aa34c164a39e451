package io.anlan.visit.web;

import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.application.Files;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import io.anlan.visit.VisitSheet;
import io.anlan.visit.VisitSheets;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of a visit: the team writes in it, whoever else sees the visit reads it. */
@Controller
class VisitSheetPage extends FormPage {

  private final VisitSheets sheets;
  private final Files files;
  private final Inbox inbox;
  private final CurrentActor current;

  VisitSheetPage(VisitSheets sheets, Files files, Inbox inbox, CurrentActor current, Texts texts) {
    super(texts);
    this.sheets = sheets;
    this.files = files;
    this.inbox = inbox;
    this.current = current;
  }

  @GetMapping("/visits/{id}")
  String sheet(@PathVariable long id, Model model) {
    Actor actor = current.get();
    VisitSheet sheet = sheets.of(actor, id);
    model.addAttribute("sheet", sheet);
    model.addAttribute("task", task(actor, sheet.number()));
    model.addAttribute("seesFile", files.sees(actor, sheet.number()));
    model.addAttribute("office", files.readsAsOffice(actor, sheet.number()));
    return "visit";
  }

  /** The reader's own open task on the file; null where there is none. */
  private String task(Actor actor, String number) {
    return inbox.ofApplication(number).stream()
        .filter(task -> actor.username().equals(task.assignee()))
        .map(TaskItem::id)
        .findFirst()
        .orElse(null);
  }
}
