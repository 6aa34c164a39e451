package io.anlan.visit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.application.Assessment;
import io.anlan.application.Assessment.ItemView;
import io.anlan.application.Assessments;
import io.anlan.application.Assessments.ScoreCommand;
import io.anlan.application.Stage;
import io.anlan.application.VisitScoring;
import io.anlan.shared.Problem;
import io.anlan.visit.VisitSheet.Given;
import io.anlan.visit.VisitSheet.ItemScores;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The members' own points: each gives them before seeing others', and the file gets the leader's,
 * or where the leader has given none the last that were given.
 */
@Service
@Transactional
public class VisitScores implements VisitScoring {

  /** A null {@code reason} is none. */
  public record Command(BigDecimal points, String reason) {}

  private record Row(
      String username, String item, BigDecimal points, String reason, Instant scoredAt) {

    static Row of(ResultSet rs, int n) throws SQLException {
      return new Row(
          rs.getString("username"),
          rs.getString("item"),
          rs.getBigDecimal("points"),
          rs.getString("reason"),
          rs.getTimestamp("scored_at").toInstant());
    }
  }

  private final VisitTeam team;
  private final Visits visits;
  private final Sights sights;
  private final Assessments assessments;
  private final Accounts accounts;
  private final JdbcClient jdbc;
  private final Clock clock;

  VisitScores(
      VisitTeam team,
      Visits visits,
      Sights sights,
      Assessments assessments,
      Accounts accounts,
      JdbcClient jdbc,
      Clock clock) {
    this.team = team;
    this.visits = visits;
    this.sights = sights;
    this.assessments = assessments;
    this.accounts = accounts;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Stores one's own points of an item, and shows the earlier ones. */
  public ItemScores score(Actor actor, long id, String item, Command command) {
    Visit visit = team.lock(actor, id);
    save(
        actor,
        visit,
        sights.stage(visit),
        List.of(new ScoreCommand(item, command.points(), command.reason(), null)),
        n -> "");
    return of(sights.of(actor, id), actor.username(), assessments.sheet(visit.number())).get(item);
  }

  @Override
  public Assessment score(Actor actor, String number, Stage stage, List<ScoreCommand> commands) {
    Visit visit = team.lock(actor, visits.open(number).orElseThrow(Problem::notFound).id());
    if (stage != sights.stage(visit)) throw Problem.forbidden("another-stage");
    save(actor, visit, stage, commands, Assessments::place);
    Set<String> scored =
        rows(visit).stream()
            .filter(row -> row.username.equals(actor.username()))
            .map(Row::item)
            .collect(toSet());
    return assessments.sheet(number).blind(scored);
  }

  private void save(
      Actor actor,
      Visit visit,
      Stage stage,
      List<ScoreCommand> commands,
      IntFunction<String> place) {
    assessments.visitScore(actor, visit.number(), stage, commands, leaders(actor, visit), place);
    Timestamp now = Timestamp.from(clock.instant());
    for (ScoreCommand c : commands) {
      String reason = c.reason() == null || c.reason().isBlank() ? null : c.reason().strip();
      jdbc.sql(
              """
              insert into visit_score (visit_id, username, item, points, reason, scored_at,
                changed_at)
              values (:visit, :username, :item, :points, :reason, :now, :now)
              on conflict (visit_id, username, item) do update
              set points = excluded.points, reason = excluded.reason, changed_at = excluded.changed_at
              where (visit_score.points, visit_score.reason)
                is distinct from (excluded.points, excluded.reason)""")
          .param("visit", visit.id())
          .param("username", actor.username())
          .param("item", c.item())
          .param("points", c.points())
          .param("reason", reason)
          .param("now", now)
          .update();
    }
  }

  /** The items whose points are the leader's, unless this is the leader. */
  private Set<String> leaders(Actor actor, Visit visit) {
    if (actor.username().equals(visit.leader())) return Set.of();
    return rows(visit).stream()
        .filter(row -> row.username.equals(visit.leader()))
        .map(Row::item)
        .collect(toSet());
  }

  private List<Row> rows(Visit visit) {
    return jdbc.sql("select * from visit_score where visit_id = ? order by scored_at, username")
        .param(visit.id())
        .query(Row::of)
        .list();
  }

  /**
   * The points of each item, as this person may see them.
   *
   * @param sheet of the file, with all that is hidden from some
   */
  @Transactional(readOnly = true)
  Map<String, ItemScores> of(Sight sight, String me, Assessment sheet) {
    List<Row> rows = sight.results() ? rows(sight.visit()) : List.of();
    Map<String, List<Row>> byItem = rows.stream().collect(groupingBy(Row::item));
    Stage own = sights.stage(sight.visit());
    Map<String, String> names = accounts.names(givers(rows, sheet));
    return sheet.items().stream()
        .map(
            item ->
                scores(sight, me, item, byItem.getOrDefault(item.code(), List.of()), own, names))
        .collect(toMap(ItemScores::item, Function.identity()));
  }

  /** The items whose points differ from the earlier ones, and this member has not said why. */
  @Transactional(readOnly = true)
  List<String> withoutReason(Visit visit, String username) {
    Map<String, ItemView> items =
        assessments.sheet(visit.number()).items().stream()
            .collect(toMap(ItemView::code, Function.identity()));
    return rows(visit).stream()
        .filter(row -> row.username.equals(username) && row.reason == null)
        .filter(row -> differs(row.points, items.get(row.item)))
        .map(Row::item)
        .sorted()
        .toList();
  }

  private static Collection<String> givers(List<Row> rows, Assessment sheet) {
    Set<String> givers = new HashSet<>();
    rows.forEach(row -> givers.add(row.username));
    for (ItemView item : sheet.items()) {
      if (item.saved() != null) givers.add(item.saved().by());
      item.scores().values().forEach(given -> givers.add(given.scoredBy()));
    }
    return givers;
  }

  private static ItemScores scores(
      Sight sight, String me, ItemView item, List<Row> rows, Stage own, Map<String, String> names) {
    Row mine = rows.stream().filter(row -> row.username.equals(me)).findFirst().orElse(null);
    boolean shown = sight.results() && (mine != null || !sight.blind());
    return new ItemScores(
        item.code(),
        mine == null ? null : mine.points,
        mine == null ? null : mine.reason,
        mine == null ? null : mine.scoredAt,
        mine != null && mine.reason == null && differs(mine.points, item),
        shown ? earlier(item, own, names) : null,
        shown
            ? rows.stream()
                .map(row -> new Given(row.points, row.reason, names.get(row.username)))
                .toList()
            : null);
  }

  private static Map<Stage, Given> earlier(ItemView item, Stage own, Map<String, String> names) {
    Map<Stage, Given> earlier = new EnumMap<>(Stage.class);
    if (item.points() != null) {
      String by = item.saved() == null ? null : names.get(item.saved().by());
      earlier.put(Stage.SELF, new Given(item.points(), item.reason(), by));
    }
    item.scores()
        .forEach(
            (stage, s) ->
                earlier.put(stage, new Given(s.points(), s.reason(), names.get(s.scoredBy()))));
    earlier.remove(own);
    return earlier;
  }

  /** From the official points, or from the community's own where there are none. */
  private static boolean differs(BigDecimal points, ItemView item) {
    var official = item.scores().get(Stage.DISTRICT);
    BigDecimal before = official == null ? item.points() : official.points();
    return before != null && points.compareTo(before) != 0;
  }
}
