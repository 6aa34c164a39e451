package io.anlan.evidence;

import io.anlan.shared.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/** The proofs of applications; who may do what is decided by the module that calls. */
@Component
@Transactional
public class Evidence {

  /** Bytes to be streamed; the caller closes them. */
  public record Content(EvidenceView view, InputStream stream) {}

  private static final int MAX_NAME = 150;
  // The zero-width joiner stays: it holds emoji together.
  private static final Pattern UNSAFE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\"<>|:*?&&[^\\u200D]]");

  private final JdbcClient jdbc;
  private final BlobStore store;
  private final DataSize maxSize;
  private final Clock clock;

  Evidence(
      JdbcClient jdbc,
      BlobStore store,
      @Value("${anlan.evidence.max-size}") DataSize maxSize,
      Clock clock) {
    this.jdbc = jdbc;
    this.store = store;
    this.maxSize = maxSize;
    this.clock = clock;
  }

  /**
   * Stores an upload.
   *
   * @param id of its own
   * @throws Problem 413 when too large, 422 on {@code file} when refused
   */
  public EvidenceView upload(
      String id,
      String number,
      String target,
      String caption,
      String fileName,
      InputStream in,
      String by) {
    String name = safe(fileName);
    try {
      BlobStore.Received received = store.receive(in, maxSize.toBytes());
      try {
        if (received.size() == 0) throw Problem.field("file", "evidence-empty");
        FileKind kind = FileKind.of(received.file(), name);
        EvidenceView view =
            new EvidenceView(
                id,
                number,
                target,
                name,
                caption,
                kind.mediaType(),
                received.size(),
                received.sha256(),
                by,
                clock.instant());
        store.keep(received);
        insert(view);
        return view;
      } finally {
        store.discard(received);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void insert(EvidenceView v) {
    jdbc.sql(
            """
            insert into evidence (id, application_number, target, file_name, caption, media_type,
              size, sha256, uploaded_by, uploaded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
        .params(
            v.id(),
            v.number(),
            v.target(),
            v.fileName(),
            v.caption(),
            v.mediaType(),
            v.size(),
            v.sha256(),
            v.uploadedBy(),
            Timestamp.from(v.uploadedAt()))
        .update();
  }

  /**
   * A name without a path, without control characters and without marks that turn the direction of
   * writing, which could show {@code exe.pdf} for {@code fdp.exe}; the browser sent it.
   */
  static String safe(String fileName) {
    String name = fileName == null ? "" : fileName.replace('\\', '/');
    name = UNSAFE.matcher(name.substring(name.lastIndexOf('/') + 1)).replaceAll("_").strip();
    if (name.isEmpty()) name = "file";
    if (name.length() <= MAX_NAME) return name;
    int from = name.length() - MAX_NAME;
    return name.substring(Character.isLowSurrogate(name.charAt(from)) ? from + 1 : from);
  }

  @Transactional(readOnly = true)
  public List<EvidenceView> of(String number) {
    return jdbc.sql(
            """
            select * from evidence where application_number = ? and removed_at is null
            order by uploaded_at, id limit 5000""")
        .param(number)
        .query(Evidence::view)
        .list();
  }

  /** The proofs of one target. */
  @Transactional(readOnly = true)
  public List<EvidenceView> of(String number, String target) {
    return jdbc.sql(
            """
            select * from evidence where application_number = ? and target = ? and removed_at is null
            order by uploaded_at, id limit 1000""")
        .params(number, target)
        .query(Evidence::view)
        .list();
  }

  /** What was there at a moment and has been removed since; bytes are kept, links are not. */
  @Transactional(readOnly = true)
  public List<EvidenceView> removedSince(String number, Instant moment) {
    Timestamp at = Timestamp.from(moment);
    return jdbc.sql(
            """
            select * from evidence
            where application_number = ? and uploaded_at <= ? and removed_at > ?
            order by uploaded_at, id limit 500""")
        .params(number, at, at)
        .query(Evidence::view)
        .list();
  }

  /**
   * @throws Problem 404 when there is no such upload
   */
  @Transactional(readOnly = true)
  public EvidenceView get(String id) {
    return find(id).orElseThrow(Problem::notFound);
  }

  @Transactional(readOnly = true)
  public Optional<EvidenceView> find(String id) {
    return jdbc.sql("select * from evidence where id = ? and removed_at is null")
        .param(id)
        .query(Evidence::view)
        .optional();
  }

  @Transactional(readOnly = true)
  public Content open(String id) {
    return open(get(id));
  }

  /** As {@link #open(String)}, for what has been read already. */
  public Content open(EvidenceView view) {
    try {
      return new Content(view, store.open(view.sha256()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void caption(String id, String caption) {
    jdbc.sql("update evidence set caption = ? where id = ?").params(caption, id).update();
  }

  /** Takes the upload out of the file; the bytes stay, for the trail names their hash. */
  public void remove(String id) {
    jdbc.sql("update evidence set removed_at = ? where id = ?")
        .params(Timestamp.from(clock.instant()), id)
        .update();
  }

  private static EvidenceView view(ResultSet rs, int n) throws SQLException {
    return new EvidenceView(
        rs.getString("id"),
        rs.getString("application_number"),
        rs.getString("target"),
        rs.getString("file_name"),
        rs.getString("caption"),
        rs.getString("media_type"),
        rs.getLong("size"),
        rs.getString("sha256"),
        rs.getString("uploaded_by"),
        rs.getTimestamp("uploaded_at").toInstant());
  }
}
