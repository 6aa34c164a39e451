package io.anlan.visit;

import io.anlan.account.Accounts;
import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.application.Sheets;
import io.anlan.inbox.TaskItem;
import io.anlan.review.ReviewPolicy;
import io.anlan.review.VisitNotes;
import io.anlan.round.LevelPolicy;
import io.anlan.shared.Texts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the forms of a visit show, and what is told of it to whoever reviews or signs. */
@Component
class VisitForms implements VisitNotes {

  private final Files files;
  private final Sheets sheets;
  private final Visits visits;
  private final Experts experts;
  private final ReviewPolicy policy;
  private final Accounts accounts;
  private final Texts texts;
  private final Clock clock;

  VisitForms(
      Files files,
      Sheets sheets,
      Visits visits,
      Experts experts,
      ReviewPolicy policy,
      Accounts accounts,
      Texts texts,
      Clock clock) {
    this.files = files;
    this.sheets = sheets;
    this.visits = visits;
    this.experts = experts;
    this.policy = policy;
    this.accounts = accounts;
    this.texts = texts;
    this.clock = clock;
  }

  /** For the reviewer: who was asked, what they said, and whom one could ask. */
  Map<String, Object> team(TaskItem task) {
    Application a = files.get(task.number());
    Visit visit = visits.open(a.number()).orElse(null);
    Map<String, Object> sheet = sheets.file(task, visit == null ? "" : team(visit));
    LevelPolicy level = policy.of(a);
    List<Candidate> candidates =
        experts.propose(
            a.number(),
            a.office(),
            visit == null ? null : visit.plannedOn(),
            level.departments(),
            level.visit().team());
    List<Map<String, String>> options =
        candidates.stream()
            .filter(c -> c.verdict().eligible())
            .map(c -> Map.of("value", c.username(), "label", label(c)))
            .toList();
    sheet.put("expertOptions", options);
    sheet.put("leaderOptions", options);
    propose(sheet, visit, candidates, level.visit().team());
    return sheet;
  }

  /** Who comes or came, filled up with whom Anlan proposes; the day and the leader as they were. */
  private void propose(
      Map<String, Object> sheet, Visit visit, List<Candidate> candidates, int size) {
    List<String> team = new ArrayList<>();
    if (visit != null) {
      visits.members(visit.id()).stream()
          .filter(Member::takesPart)
          .map(Member::username)
          .forEach(team::add);
    }
    candidates.stream()
        .filter(Candidate::proposed)
        .map(Candidate::username)
        .limit(Math.max(0, size - team.size()))
        .forEach(team::add);
    if (team.isEmpty()) return;
    sheet.put("experts", team);
    boolean led = visit != null && team.contains(visit.leader());
    sheet.put("teamLeader", led ? visit.leader() : team.get(0));
    if (visit != null && !visit.plannedOn().isBefore(LocalDate.now(clock))) {
      sheet.put("visitDate", visit.plannedOn().toString());
    }
  }

  private String label(Candidate c) {
    String label =
        texts.text(
            c.proposed() ? "visit.candidate-proposed" : "visit.candidate",
            c.name(),
            c.department() == null ? "—" : texts.text("department." + c.department()),
            c.load());
    if (c.asked() != null) label += " · " + texts.text("visit.member." + c.asked());
    List<Verdict.Reason> warnings = c.verdict().warnings();
    if (warnings.isEmpty()) return label;
    return label
        + texts.text(
            "visit.candidate-warning",
            warnings.stream().map(Verdict.Reason::text).collect(Collectors.joining("；")));
  }

  /** For the experts: no points, so that theirs are their own. */
  Map<String, Object> expert(TaskItem task) {
    return sheets.place(task, visits.open(task.number()).map(this::team).orElse(""), page(task));
  }

  /** For the community, and the leader who checks: what has to be mended has its own page. */
  Map<String, Object> rectification(TaskItem task) {
    String report = visits.open(task.number()).map(Visit::report).orElse("");
    return sheets.place(
        task,
        texts.text("visit.notes.report") + "\n> " + Sheets.quote(report),
        page(task) + "/rectification");
  }

  private String page(TaskItem task) {
    return "/visits/" + visits.open(task.number()).orElseThrow().id();
  }

  private String team(Visit visit) {
    List<Member> members = visits.members(visit.id());
    Map<String, String> names = names(members);
    StringBuilder notes = new StringBuilder();
    notes.append(texts.text("visit.notes.planned", visit.plannedOn())).append("\n\n");
    for (Member m : members) {
      notes.append("- ").append(Sheets.quote(names.get(m.username())));
      if (m.username().equals(visit.leader())) notes.append(texts.text("visit.notes.leader"));
      notes.append(" · ").append(texts.text("visit.member." + m.state()));
      if (m.reason() != null) notes.append(" · ").append(Sheets.quote(m.reason()));
      if (m.substitute() != null) {
        notes
            .append(" · ")
            .append(texts.text("visit.notes.substitute", Sheets.quote(names.get(m.substitute()))));
      }
      notes.append("\n");
    }
    return notes.toString();
  }

  private Map<String, String> names(Collection<Member> members) {
    Map<String, String> asked = new LinkedHashMap<>();
    members.forEach(
        m -> {
          asked.put(m.username(), null);
          if (m.substitute() != null) asked.put(m.substitute(), null);
        });
    return accounts.names(asked.keySet());
  }

  @Override
  public String of(Application a) {
    StringBuilder notes = new StringBuilder();
    for (Visit visit : visits.of(a.number())) {
      if (visit.attempt() != a.attempt() || visit.level() != a.level()) continue;
      notes
          .append(
              texts.text(
                  "visit.notes.visit",
                  visit.plannedOn(),
                  texts.text("visit.state." + visit.state()),
                  "/visits/" + visit.id()))
          .append("\n");
      if (visit.report() != null) notes.append("> ").append(Sheets.quote(visit.report()));
      notes.append("\n\n");
    }
    return notes.toString();
  }
}
