package io.anlan.review;

import io.anlan.account.Accounts;
import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.application.Reopened;
import io.anlan.application.Sheets;
import io.anlan.application.Targets;
import io.anlan.criteria.Criteria;
import io.anlan.criteria.CriteriaVersion;
import io.anlan.evidence.Evidence;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What reviewer, department and leader must see before they decide. */
@Component
class ReviewSheets {

  private final Files files;
  private final Sheets sheets;
  private final Decisions decisions;
  private final Consultations consultations;
  private final ReviewPolicy policy;
  private final Criteria criteria;
  private final Evidence evidence;
  private final Accounts accounts;
  private final ObjectProvider<VisitNotes> visits;
  private final Texts texts;

  ReviewSheets(
      Files files,
      Sheets sheets,
      Decisions decisions,
      Consultations consultations,
      ReviewPolicy policy,
      Criteria criteria,
      Evidence evidence,
      Accounts accounts,
      ObjectProvider<VisitNotes> visits,
      Texts texts) {
    this.files = files;
    this.sheets = sheets;
    this.decisions = decisions;
    this.consultations = consultations;
    this.policy = policy;
    this.criteria = criteria;
    this.evidence = evidence;
    this.accounts = accounts;
    this.visits = visits;
    this.texts = texts;
  }

  Map<String, Object> review(TaskItem task) {
    Application a = files.get(task.number());
    Map<String, Object> sheet = sheets.file(task, notes(a));
    CriteriaVersion version = criteria.version(a.criteriaVersion());
    List<Map<String, String>> options = new ArrayList<>();
    version.conditions().forEach(c -> options.add(option("C" + c.no(), c.text())));
    version.items().forEach(i -> options.add(option(i.code(), i.text())));
    sheet.put("itemOptions", options);
    return sheet;
  }

  /** A department sees the file, not what the other departments say. */
  Map<String, Object> department(TaskItem task) {
    return sheets.file(
        task, texts.text("notes.department", texts.text("department." + task.department())));
  }

  Map<String, Object> signOff(TaskItem task) {
    Application a = files.get(task.number());
    Map<String, Object> sheet = sheets.file(task, notes(a));
    sheet.put(
        "sealOptions",
        evidence.of(a.number()).stream()
            .filter(e -> e.target().equals("seal"))
            .map(e -> Map.of("value", e.id(), "label", e.fileName()))
            .toList());
    return sheet;
  }

  private static Map<String, String> option(String code, String text) {
    return Map.of(
        "value",
        code,
        "label",
        code + " " + (text.length() > 40 ? text.substring(0, 40) + "…" : text));
  }

  private String notes(Application a) {
    StringBuilder notes = new StringBuilder();
    for (var d : decisions.at(a, a.level())) {
      notes.append(
          texts.text(
              "notes.decision",
              texts.text("task." + d.taskKey()),
              d.decidedBy(),
              texts.text("decision." + d.decision()),
              d.returnedItems() == null ? "" : " (" + d.returnedItems() + ")"));
      if (d.opinion() != null) notes.append("\n> ").append(Sheets.quote(d.opinion()));
      notes.append("\n\n");
    }
    List<Consultations.Opinion> asked = consultations.lastAsked(a);
    Set<String> present = accounts.departmentKinds(a.office());
    for (String kind : policy.of(a).departments()) {
      String name = texts.text("department." + kind);
      asked.stream()
          .filter(o -> o.kind().equals(kind))
          .findFirst()
          .ifPresentOrElse(
              o -> notes.append(opinion(name, o)),
              () -> {
                if (!present.contains(kind))
                  notes.append(texts.text("notes.no-department", name)).append("\n\n");
              });
    }
    notes.append(visits.getObject().of(a));
    List<Reopened> reopened = files.reopened(a.number());
    if (!reopened.isEmpty()) {
      notes.append(texts.text("notes.returned")).append("\n\n");
      for (Reopened r : reopened) {
        notes
            .append("- **")
            .append(Targets.label(r.target()))
            .append("** ")
            .append(texts.text(r.changed() ? "notes.changed" : "notes.unchanged"))
            .append(" ")
            .append(Sheets.quote(r.reason()))
            .append("\n");
      }
      if (a.response() != null) {
        notes
            .append("\n")
            .append(texts.text("notes.response"))
            .append("\n> ")
            .append(Sheets.quote(a.response()))
            .append("\n");
      }
    }
    return notes.toString();
  }

  private String opinion(String name, Consultations.Opinion o) {
    String stance =
        o.waivedReason() != null ? "WAIVED" : o.stance() == null ? "PENDING" : o.stance();
    String words = o.waivedReason() != null ? o.waivedReason() : o.opinion();
    return texts.text("notes.opinion", name, texts.text("decision." + stance))
        + (words == null ? "" : "\n> " + Sheets.quote(words))
        + "\n\n";
  }
}
