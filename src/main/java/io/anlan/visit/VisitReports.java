package io.anlan.visit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.application.Application;
import io.anlan.application.Assessment.ItemView;
import io.anlan.application.Assessment.ScoreView;
import io.anlan.application.Assessments;
import io.anlan.application.Files;
import io.anlan.application.Stage;
import io.anlan.division.Offices;
import io.anlan.review.ReviewPolicy;
import io.anlan.shared.Problem;
import io.anlan.visit.VisitReport.Finding;
import io.anlan.visit.VisitReport.Line;
import io.anlan.visit.VisitReport.Person;
import io.anlan.visit.VisitReport.Reason;
import io.anlan.visit.VisitReport.Totals;
import io.anlan.visit.VisitSheet.FindingView;
import io.anlan.visit.VisitSheet.MinuteView;
import io.anlan.visit.VisitSheet.PhotoView;
import io.anlan.visit.VisitSheet.SignatureView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the report of a visit together. */
@Component
// Not read-only: the engine notes when it is first asked for a policy.
@Transactional
public class VisitReports {

  private record Points(
      String username, String item, BigDecimal points, String reason, Instant changedAt) {}

  private final Sights sights;
  private final Visits visits;
  private final VisitItems items;
  private final Findings findings;
  private final VisitPhotos photos;
  private final Minutes minutes;
  private final Signatures signatures;
  private final Files files;
  private final Assessments assessments;
  private final ReviewPolicy policy;
  private final Accounts accounts;
  private final Offices offices;
  private final JdbcClient jdbc;

  VisitReports(
      Sights sights,
      Visits visits,
      VisitItems items,
      Findings findings,
      VisitPhotos photos,
      Minutes minutes,
      Signatures signatures,
      Files files,
      Assessments assessments,
      ReviewPolicy policy,
      Accounts accounts,
      Offices offices,
      JdbcClient jdbc) {
    this.sights = sights;
    this.visits = visits;
    this.items = items;
    this.findings = findings;
    this.photos = photos;
    this.minutes = minutes;
    this.signatures = signatures;
    this.files = files;
    this.assessments = assessments;
    this.policy = policy;
    this.accounts = accounts;
    this.offices = offices;
    this.jdbc = jdbc;
  }

  /**
   * The report for whoever sees the visit; for its community and its experts, who give their points
   * before they see others', once it is concluded.
   *
   * @throws Problem 404 when the visit does not exist for them, 403 before it is concluded
   */
  public VisitReport of(Actor actor, long id) {
    Sight sight = sights.of(actor, id);
    if (!sight.results() || sight.blind()) throw Problem.forbidden("visit-not-concluded");
    Visit visit = sight.visit();
    Application file = files.get(visit.number());
    Stage stage = sights.stage(visit);
    List<Member> members =
        visits.members(id).stream()
            .filter(m -> m.state().expected() || m.state() == Member.State.ABSENT)
            .sorted(Comparator.comparing(m -> !m.username().equals(visit.leader())))
            .toList();
    List<Points> points = points(visit);
    List<FindingView> found = findings.of(visit);
    List<PhotoView> taken = photos.of(visit);
    List<MinuteView> written = minutes.of(visit).stream().filter(m -> !m.text().isBlank()).toList();
    List<ItemView> sheet = assessments.sheet(visit.number()).items();
    Map<String, String> names = names(visit, members, points, found, taken, written);
    List<String> scorers = points.stream().map(Points::username).distinct().toList();
    List<Stage> stages = stages(sheet, stage);
    int limit = policy.of(file, visit.level()).visit().scoreDifference();
    List<Line> lines = lines(visit, sheet, stages, scorers, points, limit, names);
    return new VisitReport(
        visit,
        file.communityName(),
        file.profile().address(),
        offices.contacts(List.of(visit.office())).get(visit.office()).name(),
        stage,
        stages,
        scorers.stream().map(names::get).toList(),
        limit,
        team(visit, members, names),
        lines,
        totals(lines, stages.size(), scorers.size()),
        findings(found, taken),
        taken,
        written,
        names);
  }

  private Map<String, String> names(
      Visit visit,
      List<Member> members,
      List<Points> points,
      List<FindingView> found,
      List<PhotoView> taken,
      List<MinuteView> written) {
    Set<String> people = new HashSet<>();
    people.add(visit.leader());
    members.forEach(m -> people.add(m.username()));
    points.forEach(p -> people.add(p.username));
    found.forEach(f -> people.add(f.by()));
    taken.forEach(p -> people.add(p.by()));
    written.forEach(m -> people.add(m.by()));
    return accounts.names(people);
  }

  /** The leader's first, then by who came first. */
  private List<Points> points(Visit visit) {
    return jdbc.sql(
            """
            select s.username, s.item, s.points, s.reason, s.changed_at
            from visit_score s where s.visit_id = ?
            order by s.username <> ?, min(s.scored_at) over (partition by s.username), s.username""")
        .params(visit.id(), visit.leader())
        .query(
            (rs, n) ->
                new Points(
                    rs.getString(1),
                    rs.getString(2),
                    rs.getBigDecimal(3),
                    rs.getString(4),
                    Moments.read(rs, "changed_at")))
        .list();
  }

  private static List<Stage> stages(List<ItemView> sheet, Stage own) {
    TreeSet<Stage> given = new TreeSet<>(List.of(Stage.SELF, Stage.DISTRICT));
    sheet.forEach(item -> given.addAll(item.scores().keySet()));
    // Later points are no part of what was known at the visit.
    given.removeIf(stage -> stage.compareTo(own) >= 0);
    return List.copyOf(given);
  }

  private List<Line> lines(
      Visit visit,
      List<ItemView> sheet,
      List<Stage> stages,
      List<String> scorers,
      List<Points> points,
      int limit,
      Map<String, String> names) {
    Set<String> checklist = new HashSet<>(items.checklist(visit));
    Map<String, List<Points>> byItem = points.stream().collect(groupingBy(Points::item));
    List<Line> lines = new ArrayList<>();
    for (ItemView item : sheet) {
      List<Points> given = byItem.getOrDefault(item.code(), List.of());
      if (given.isEmpty() && !checklist.contains(item.code())) continue;
      Map<String, BigDecimal> byMember =
          given.stream().collect(toMap(Points::username, Points::points));
      BigDecimal result = result(visit, given);
      BigDecimal before = official(item);
      BigDecimal difference = result == null || before == null ? null : result.subtract(before);
      lines.add(
          new Line(
              item.code(),
              item.area(),
              item.text(),
              item.maxPoints(),
              stages.stream().map(stage -> of(item, stage)).toList(),
              scorers.stream().map(byMember::get).toList(),
              result,
              difference,
              limit > 0
                  && difference != null
                  && difference.abs().compareTo(BigDecimal.valueOf(limit)) >= 0,
              given.stream()
                  .filter(p -> p.reason != null)
                  .map(p -> new Reason(names.get(p.username), p.reason))
                  .toList()));
    }
    return lines;
  }

  /** The leader's points, or else the last ones. */
  private static BigDecimal result(Visit visit, List<Points> given) {
    return given.stream()
        .max(
            Comparator.<Points, Boolean>comparing(p -> p.username.equals(visit.leader()))
                .thenComparing(Points::changedAt))
        .map(Points::points)
        .orElse(null);
  }

  private static BigDecimal of(ItemView item, Stage stage) {
    if (stage == Stage.SELF) return item.points();
    ScoreView score = item.scores().get(stage);
    return score == null ? null : score.points();
  }

  private static BigDecimal official(ItemView item) {
    BigDecimal official = of(item, Stage.DISTRICT);
    return official == null ? item.points() : official;
  }

  private static Totals totals(List<Line> lines, int stages, int scorers) {
    return new Totals(
        Stream.iterate(0, n -> n + 1)
            .limit(stages)
            .map(n -> sum(lines, line -> line.others().get(n)))
            .toList(),
        Stream.iterate(0, n -> n + 1)
            .limit(scorers)
            .map(n -> sum(lines, line -> line.members().get(n)))
            .toList(),
        sum(lines, Line::result),
        lines.stream().filter(Line::flagged).count());
  }

  private static BigDecimal sum(List<Line> lines, Function<Line, BigDecimal> column) {
    return lines.stream()
        .map(column)
        .filter(Objects::nonNull)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private List<Person> team(Visit visit, List<Member> members, Map<String, String> names) {
    Map<String, SignatureView> signed =
        signatures.of(visit).stream().collect(toMap(SignatureView::by, Function.identity()));
    return members.stream()
        .map(
            m -> {
              SignatureView signature = signed.get(m.username());
              return new Person(
                  names.get(m.username()),
                  m.username().equals(visit.leader()),
                  m.state(),
                  m.finishedAt(),
                  m.remark(),
                  signature == null ? null : signature.evidence(),
                  signature == null ? null : signature.signedAt());
            })
        .toList();
  }

  private static List<Finding> findings(List<FindingView> found, List<PhotoView> taken) {
    Map<UUID, List<PhotoView>> byFinding =
        taken.stream().filter(p -> p.findingId() != null).collect(groupingBy(PhotoView::findingId));
    return found.stream()
        .map(f -> new Finding(f, byFinding.getOrDefault(f.id(), List.of())))
        .toList();
  }
}
