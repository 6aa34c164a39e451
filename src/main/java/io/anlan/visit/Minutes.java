package io.anlan.visit;

import io.anlan.account.Actor;
import io.anlan.shared.Problem;
import io.anlan.visit.VisitSheet.MinuteView;
import io.anlan.visit.VisitSheet.Section;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The minutes of a visit: one text for each part of the day, which the whole team writes. */
@Service
@Transactional
public class Minutes {

  private static final int MAX_TEXT = 4000;

  /** A null {@code version} writes whatever stands there. */
  public record Command(String text, Integer version) {}

  private final VisitTeam team;
  private final JdbcClient jdbc;
  private final Clock clock;

  Minutes(VisitTeam team, JdbcClient jdbc, Clock clock) {
    this.team = team;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @throws Problem 409 with what is {@code stored} and what is {@code yours} when somebody was
   *     faster; sending again what stands there already is no conflict
   */
  public MinuteView put(Actor actor, long id, Section section, Command command) {
    String text = command.text == null ? "" : command.text;
    if (text.length() > MAX_TEXT) throw Problem.field("text", "too-long", MAX_TEXT);
    Visit visit = team.lock(actor, id);
    MinuteView there = of(visit).get(section.ordinal());
    if (there.text().equals(text)) return there;
    if (command.version != null && command.version != there.version()) {
      throw Problem.conflict("minutes-changed").with("stored", there).with("yours", text);
    }
    MinuteView written =
        new MinuteView(section, text, there.version() + 1, actor.username(), clock.instant());
    jdbc.sql(
            """
            insert into visit_minute (visit_id, section, text, written_by, written_at, version)
            values (?, ?, ?, ?, ?, ?)
            on conflict (visit_id, section) do update
            set text = excluded.text, written_by = excluded.written_by,
              written_at = excluded.written_at, version = excluded.version""")
        .params(
            visit.id(),
            section.name(),
            text,
            written.by(),
            Timestamp.from(written.writtenAt()),
            written.version())
        .update();
    return written;
  }

  /** All parts in the order of the day, the empty ones too. */
  @Transactional(readOnly = true)
  List<MinuteView> of(Visit visit) {
    Map<Section, MinuteView> written =
        jdbc
            .sql("select * from visit_minute where visit_id = ?")
            .param(visit.id())
            .query(Minutes::view)
            .stream()
            .collect(Collectors.toMap(MinuteView::section, Function.identity()));
    return Stream.of(Section.values())
        .map(s -> written.getOrDefault(s, new MinuteView(s, "", 0, null, null)))
        .toList();
  }

  private static MinuteView view(ResultSet rs, int n) throws SQLException {
    return new MinuteView(
        Section.valueOf(rs.getString("section")),
        rs.getString("text"),
        rs.getInt("version"),
        rs.getString("written_by"),
        Moments.read(rs, "written_at"));
  }
}
