package io.anlan.visit;

import io.anlan.account.Actor;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.evidence.Evidence;
import io.anlan.evidence.EvidenceView;
import io.anlan.shared.Problem;
import io.anlan.visit.VisitSheet.PhotoView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the experts photograph, with device time, server time and place. The ids are the browsers'
 * own; a photograph may arrive before the finding that it shows.
 */
@Service
@Transactional
public class VisitPhotos {

  static final int MOST = 500;

  private static final String ALL =
      """
      select p.*, e.file_name, e.sha256 from visit_photo p left join evidence e on e.id = p.evidence_id
      """;

  /**
   * @param findingId the finding that it shows, which may not have arrived yet; or null
   * @param item or null
   * @param accuracy in metres, or null
   */
  public record Command(
      UUID findingId,
      String item,
      Instant deviceAt,
      Double latitude,
      Double longitude,
      Double accuracy) {}

  private final VisitTeam team;
  private final VisitItems items;
  private final Evidence evidence;
  private final Trail trail;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Duration tolerance;

  VisitPhotos(
      VisitTeam team,
      VisitItems items,
      Evidence evidence,
      Trail trail,
      JdbcClient jdbc,
      Clock clock,
      @Value("${anlan.visit.clock-tolerance}") Duration tolerance) {
    this.team = team;
    this.items = items;
    this.evidence = evidence;
    this.trail = trail;
    this.jdbc = jdbc;
    this.clock = clock;
    this.tolerance = tolerance;
  }

  /**
   * Stores a photograph; what has arrived already is answered as it stands.
   *
   * @throws Problem 413 when too large, 422 on {@code file} when it is no picture
   */
  public PhotoView put(
      Actor actor, long id, UUID photo, Command command, String fileName, InputStreamSource file) {
    Optional<PhotoView> there = own(actor, team.require(actor, id), photo);
    if (there.isPresent()) return there.get();
    Visit visit = team.lock(actor, id);
    there = own(actor, visit, photo);
    if (there.isPresent()) return there.get();
    if (command.item != null && !items.known(visit, command.item)) {
      throw Problem.field("item", "unknown-item");
    }
    if (count(visit) >= MOST) throw Problem.rule("too-many-photos", MOST);
    EvidenceView stored = store(actor, visit, fileName, file);
    insert(actor, visit, photo, command, stored.id(), origin(visit, command, file));
    record(actor, visit, Act.Action.EVIDENCE_ADDED, stored);
    return own(actor, visit, photo).orElseThrow();
  }

  private EvidenceView store(Actor actor, Visit visit, String fileName, InputStreamSource file) {
    try (InputStream in = file.getInputStream()) {
      EvidenceView stored =
          evidence.upload(
              UUID.randomUUID().toString(),
              visit.number(),
              Sights.target(visit),
              null,
              fileName,
              in,
              actor.username());
      if (!stored.mediaType().startsWith("image/")) throw Problem.field("file", "not-a-picture");
      return stored;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PhotoOrigin origin(Visit visit, Command c, InputStreamSource file) {
    try (InputStream in = file.getInputStream()) {
      return PhotoOrigin.of(
          new PhotoOrigin.Device(c.deviceAt, c.latitude, c.longitude, c.accuracy),
          Exif.of(in, clock.getZone()),
          visit.openedAt(),
          clock.instant(),
          tolerance);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void insert(
      Actor actor, Visit visit, UUID photo, Command command, String evidenceId, PhotoOrigin o) {
    int written =
        jdbc.sql(
                """
                insert into visit_photo (id, visit_id, username, evidence_id, finding_id, item,
                  device_at, taken_at, received_at, latitude, longitude, accuracy, marks)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing""")
            .params(
                photo,
                visit.id(),
                actor.username(),
                evidenceId,
                command.findingId,
                command.item,
                Moments.storable(o.deviceAt()),
                Moments.storable(o.takenAt()),
                Timestamp.from(clock.instant()),
                o.latitude(),
                o.longitude(),
                o.accuracy(),
                o.markWords())
            .update();
    if (written == 0) throw Problem.conflict("id-taken");
  }

  private int count(Visit visit) {
    return jdbc.sql("select count(*) from visit_photo where visit_id = ?")
        .param(visit.id())
        .query(Integer.class)
        .single();
  }

  /** Removes one's own; what has not arrived yet will not appear. */
  public void remove(Actor actor, long id, UUID photo) {
    Visit visit = team.lock(actor, id);
    Optional<PhotoView> there = own(actor, visit, photo);
    if (there.isEmpty() && count(visit) >= MOST) return;
    if (there.isPresent() && there.get().removedAt() != null) return;
    jdbc.sql(
            """
            insert into visit_photo (id, visit_id, username, received_at, removed_at)
            values (:id, :visit, :username, :now, :now)
            on conflict (id) do update set removed_at = excluded.removed_at""")
        .param("id", photo)
        .param("visit", visit.id())
        .param("username", actor.username())
        .param("now", Timestamp.from(clock.instant()))
        .update();
    if (there.isEmpty()) return;
    EvidenceView stored = evidence.get(there.get().evidence());
    evidence.remove(stored.id());
    record(actor, visit, Act.Action.EVIDENCE_REMOVED, stored);
  }

  private void record(Actor actor, Visit visit, Act.Action action, EvidenceView stored) {
    trail.record(
        actor,
        new Act(
            visit.number(),
            visit.level(),
            visit.office(),
            action,
            stored.target(),
            stored.sha256()));
  }

  /**
   * The photograph, if it has arrived already.
   *
   * @throws Problem 403 when it is somebody else's, 409 when it belongs to another visit
   */
  private Optional<PhotoView> own(Actor actor, Visit visit, UUID photo) {
    Integer elsewhere =
        jdbc.sql("select count(*) from visit_photo where id = ? and visit_id <> ?")
            .params(photo, visit.id())
            .query(Integer.class)
            .single();
    if (elsewhere > 0) throw Problem.conflict("id-taken");
    Optional<PhotoView> there =
        jdbc.sql(ALL + "where p.id = ?").param(photo).query(VisitPhotos::view).optional();
    if (there.isPresent() && !there.get().by().equals(actor.username())) {
      throw Problem.forbidden("not-your-entry");
    }
    return there;
  }

  /** What stands, in the order in which it was taken. */
  @Transactional(readOnly = true)
  List<PhotoView> of(Visit visit) {
    return jdbc.sql(
            ALL
                + """
                    where p.visit_id = ? and p.removed_at is null
                    order by coalesce(p.device_at, p.received_at), p.id""")
        .param(visit.id())
        .query(VisitPhotos::view)
        .list();
  }

  private static PhotoView view(ResultSet rs, int n) throws SQLException {
    return new PhotoView(
        rs.getObject("id", UUID.class),
        rs.getObject("finding_id", UUID.class),
        rs.getString("item"),
        rs.getString("evidence_id"),
        rs.getString("file_name"),
        rs.getString("sha256"),
        Moments.read(rs, "device_at"),
        Moments.read(rs, "taken_at"),
        Moments.read(rs, "received_at"),
        rs.getBigDecimal("latitude"),
        rs.getBigDecimal("longitude"),
        rs.getBigDecimal("accuracy"),
        marks(rs.getString("marks")),
        Moments.read(rs, "removed_at"),
        rs.getString("username"));
  }

  private static List<PhotoMark> marks(String words) {
    return Stream.of(words)
        .filter(w -> !w.isEmpty())
        .flatMap(w -> Arrays.stream(w.split(" ")))
        .map(PhotoMark::valueOf)
        .toList();
  }
}
