package io.anlan.visit;

import io.anlan.account.Actor;
import io.anlan.evidence.Evidence;
import io.anlan.evidence.EvidenceView;
import io.anlan.shared.Problem;
import io.anlan.visit.VisitSheet.SignatureView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.InputStreamSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/** The members' signatures, drawn on the screen and drawn again until the visit is concluded. */
@Service
@Transactional
public class Signatures {

  private static final DataSize MOST = DataSize.ofKilobytes(200);
  private static final String NAME = "signature.png";

  private final VisitTeam team;
  private final Evidence evidence;
  private final JdbcClient jdbc;
  private final Clock clock;

  Signatures(VisitTeam team, Evidence evidence, JdbcClient jdbc, Clock clock) {
    this.team = team;
    this.evidence = evidence;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @throws Problem 413 when too large, 422 on {@code file} when it is no PNG
   */
  public SignatureView put(Actor actor, long id, InputStreamSource file) {
    Visit visit = team.lock(actor, id);
    Optional<SignatureView> former =
        of(visit).stream().filter(s -> s.by().equals(actor.username())).findFirst();
    EvidenceView drawn = store(actor, visit, file);
    if (former.isPresent()) {
      boolean same = evidence.get(former.get().evidence()).sha256().equals(drawn.sha256());
      evidence.remove(same ? drawn.id() : former.get().evidence());
      if (same) return former.get();
    }
    SignatureView signed = new SignatureView(actor.username(), drawn.id(), clock.instant());
    jdbc.sql(
            """
            insert into visit_signature (visit_id, username, evidence_id, signed_at)
            values (?, ?, ?, ?)
            on conflict (visit_id, username) do update
            set evidence_id = excluded.evidence_id, signed_at = excluded.signed_at""")
        .params(visit.id(), signed.by(), signed.evidence(), Timestamp.from(signed.signedAt()))
        .update();
    return signed;
  }

  private EvidenceView store(Actor actor, Visit visit, InputStreamSource file) {
    try (InputStream in = file.getInputStream()) {
      byte[] drawing = in.readNBytes((int) MOST.toBytes() + 1);
      if (drawing.length > MOST.toBytes()) throw Problem.tooLarge("file", MOST);
      return evidence.upload(
          UUID.randomUUID().toString(),
          visit.number(),
          Sights.target(visit),
          null,
          NAME,
          new ByteArrayInputStream(drawing),
          actor.username());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Transactional(readOnly = true)
  List<SignatureView> of(Visit visit) {
    return jdbc.sql("select * from visit_signature where visit_id = ? order by signed_at, username")
        .param(visit.id())
        .query(Signatures::view)
        .list();
  }

  private static SignatureView view(ResultSet rs, int n) throws SQLException {
    return new SignatureView(
        rs.getString("username"), rs.getString("evidence_id"), Moments.read(rs, "signed_at"));
  }
}
