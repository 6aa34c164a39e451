package io.anlan.visit;

import io.anlan.account.Actor;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import io.anlan.visit.VisitSheet.FindingView;
import io.anlan.visit.VisitSheet.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the experts find. The ids are the browsers' own, and what was removed stays so, whatever
 * arrives later.
 */
@Service
@Transactional
public class Findings {

  static final int MOST = 300;
  private static final int MAX_TEXT = 2000;

  /** A null {@code item} concerns the community as a whole. */
  public record Command(String item, Severity severity, String text, Instant deviceAt) {

    private boolean stands(FindingView there) {
      return Objects.equals(item, there.item())
          && severity == there.severity()
          && Objects.equals(text, there.text());
    }
  }

  private final VisitTeam team;
  private final VisitItems items;
  private final JdbcClient jdbc;
  private final Clock clock;

  Findings(VisitTeam team, VisitItems items, JdbcClient jdbc, Clock clock) {
    this.team = team;
    this.items = items;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  public FindingView put(Actor actor, long id, UUID finding, Command command) {
    Visit visit = team.require(actor, id);
    FindingView there = own(actor, visit, finding).orElse(null);
    if (there != null && (there.removedAt() != null || command.stands(there))) return there;
    team.lock(actor, id);
    check(visit, command);
    if (there == null && count(visit) >= MOST) throw Problem.rule("too-many-findings", MOST);
    int written =
        jdbc.sql(
                """
                insert into visit_finding (id, visit_id, username, item, severity, text, device_at,
                  recorded_at)
                values (:id, :visit, :username, :item, :severity, :text, :device, :now)
                on conflict (id) do update
                set item = excluded.item, severity = excluded.severity, text = excluded.text
                where visit_finding.visit_id = :visit and visit_finding.username = :username
                  and visit_finding.removed_at is null""")
            .param("id", finding)
            .param("visit", visit.id())
            .param("username", actor.username())
            .param("item", command.item)
            .param("severity", command.severity.name())
            .param("text", command.text)
            .param("device", Moments.storable(command.deviceAt))
            .param("now", Timestamp.from(clock.instant()))
            .update();
    return own(actor, visit, finding)
        .filter(stored -> written > 0 || stored.removedAt() != null)
        .orElseThrow(() -> Problem.conflict("id-taken"));
  }

  private void check(Visit visit, Command command) {
    List<Fault> faults = new ArrayList<>();
    if (command.item != null && !items.known(visit, command.item)) {
      faults.add(new Fault("item", "unknown-item"));
    }
    if (command.severity == null) faults.add(new Fault("severity", "required"));
    if (command.text == null || command.text.isBlank()) faults.add(new Fault("text", "required"));
    else if (command.text.length() > MAX_TEXT) faults.add(new Fault("text", "too-long", MAX_TEXT));
    if (!faults.isEmpty()) throw Problem.fields(faults);
  }

  private int count(Visit visit) {
    return jdbc.sql("select count(*) from visit_finding where visit_id = ?")
        .param(visit.id())
        .query(Integer.class)
        .single();
  }

  /** Removes one's own; what has not arrived yet will not appear. */
  public void remove(Actor actor, long id, UUID finding) {
    Visit visit = team.lock(actor, id);
    if (own(actor, visit, finding).isEmpty() && count(visit) >= MOST) return;
    jdbc.sql(
            """
            insert into visit_finding (id, visit_id, username, severity, text, recorded_at,
              removed_at)
            values (:id, :visit, :username, 'MINOR', '', :now, :now)
            on conflict (id) do update set removed_at = excluded.removed_at
            where visit_finding.removed_at is null""")
        .param("id", finding)
        .param("visit", visit.id())
        .param("username", actor.username())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /**
   * The finding, if it is there already.
   *
   * @throws Problem 403 when it is somebody else's, 409 when it belongs to another visit
   */
  private Optional<FindingView> own(Actor actor, Visit visit, UUID finding) {
    Integer elsewhere =
        jdbc.sql("select count(*) from visit_finding where id = ? and visit_id <> ?")
            .params(finding, visit.id())
            .query(Integer.class)
            .single();
    if (elsewhere > 0) throw Problem.conflict("id-taken");
    Optional<FindingView> there =
        jdbc.sql("select * from visit_finding where id = ?")
            .param(finding)
            .query(Findings::view)
            .optional();
    if (there.isPresent() && !there.get().by().equals(actor.username())) {
      throw Problem.forbidden("not-your-entry");
    }
    return there;
  }

  /** What stands, in the order of its recording. */
  @Transactional(readOnly = true)
  List<FindingView> of(Visit visit) {
    return jdbc.sql(
            """
                select * from visit_finding where visit_id = ? and removed_at is null
                order by recorded_at, id""")
        .param(visit.id())
        .query(Findings::view)
        .list();
  }

  private static FindingView view(ResultSet rs, int n) throws SQLException {
    return new FindingView(
        rs.getObject("id", UUID.class),
        rs.getString("item"),
        Severity.valueOf(rs.getString("severity")),
        rs.getString("text"),
        Moments.read(rs, "device_at"),
        Moments.read(rs, "recorded_at"),
        Moments.read(rs, "removed_at"),
        rs.getString("username"),
        rs.getString("response"),
        Moments.read(rs, "responded_at"),
        rs.getObject("accepted", Boolean.class));
  }
}
