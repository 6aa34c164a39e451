package io.anlan.evidence;

import io.anlan.shared.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/**
 * Uploads that continue after a broken connection or a killed server. What has arrived is a file;
 * only when it is whole does it become evidence, by the same way as any other upload. Who may do
 * what is decided by the module that calls; here everybody has only uploads of their own.
 */
@Component
public class Uploads {

  private final JdbcClient jdbc;
  private final Path folder;
  private final DataSize maxSize;
  private final DataSize maxUnfinished;
  private final Clock clock;

  Uploads(
      JdbcClient jdbc,
      @Value("${anlan.data}") Path data,
      @Value("${anlan.evidence.max-size}") DataSize maxSize,
      @Value("${anlan.evidence.max-unfinished}") DataSize maxUnfinished,
      Clock clock)
      throws IOException {
    this.jdbc = jdbc;
    this.folder =
        Files.createDirectories(data.resolve("evidence").resolve("unfinished").toAbsolutePath());
    this.maxSize = maxSize;
    this.maxUnfinished = maxUnfinished;
    this.clock = clock;
  }

  /**
   * Begins an upload, or finds it where it stopped.
   *
   * @param lastModified tells two states of one file apart; the browser says it
   * @throws Problem 413 when too large, 422 when empty or when this person has too much unfinished
   */
  @Transactional
  public Unfinished begin(
      String number,
      String target,
      String caption,
      String fileName,
      long size,
      long lastModified,
      String by) {
    if (size <= 0) throw Problem.field("file", "evidence-empty");
    if (size > maxSize.toBytes()) throw Problem.tooLarge("file", maxSize);
    // One at a time for each person, or two could each be the last that fits.
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('upload ' || ?, 0))")
        .param(by)
        .query((rs, n) -> n)
        .single();
    String id =
        jdbc.sql(
                """
                insert into unfinished_upload (id, application_number, target, file_name, caption,
                  size, last_modified, received, username, touched_at)
                values (?, ?, ?, ?, ?, ?, ?, 0, ?, ?)
                on conflict (username, application_number, target, file_name, size, last_modified)
                do update set touched_at = excluded.touched_at, caption = excluded.caption
                returning id""")
            .params(
                UUID.randomUUID().toString(),
                number,
                target,
                Evidence.safe(fileName),
                caption,
                size,
                lastModified,
                by,
                Timestamp.from(clock.instant()))
            .query(String.class)
            .single();
    long unfinished =
        jdbc.sql("select sum(size) from unfinished_upload where username = ?")
            .param(by)
            .query(Long.class)
            .single();
    if (unfinished > maxUnfinished.toBytes()) {
      throw Problem.rule("upload-too-many", maxUnfinished.toMegabytes());
    }
    return get(number, id, by);
  }

  /**
   * @throws Problem 404 when it is not there or another's
   */
  public Unfinished get(String number, String id, String by) {
    Unfinished upload =
        jdbc.sql(
                """
                select * from unfinished_upload
                where id = ? and application_number = ? and username = ?""")
            .params(id, number, by)
            .query(Uploads::row)
            .optional()
            .orElseThrow(Problem::notFound);
    return upload.received() <= there(id) ? upload : lost(upload);
  }

  /** After a power failure less may be there than was noted. */
  private Unfinished lost(Unfinished upload) {
    long there = there(upload.id());
    jdbc.sql("update unfinished_upload set received = ? where id = ?")
        .params(there, upload.id())
        .update();
    return upload.at(there);
  }

  private long there(String id) {
    try {
      return Files.exists(file(id)) ? Files.size(file(id)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What this person has begun on a file, the oldest first. */
  public List<Unfinished> of(String number, String by) {
    return jdbc.sql(
            """
            select * from unfinished_upload where username = ? and application_number = ?
            order by touched_at, id limit 200""")
        .params(by, number)
        .query(Uploads::row)
        .list();
  }

  /**
   * Adds a piece; of one that breaks off, what has come is kept. No connection to the database is
   * held while the network is slow.
   *
   * @return the upload as it stands now
   * @throws Problem 409 with {@code received} when the piece starts elsewhere, 422 when it is
   *     longer than the file
   */
  public Unfinished append(Unfinished upload, long offset, InputStream piece) throws IOException {
    if (offset != upload.received()) throw elsewhere(upload);
    long reached = write(upload, piece);
    int noted =
        jdbc.sql(
                """
                update unfinished_upload set received = ?, touched_at = ?
                where id = ? and received = ?""")
            .params(reached, Timestamp.from(clock.instant()), upload.id(), offset)
            .update();
    if (noted == 0) throw elsewhere(upload);
    return upload.at(reached);
  }

  private static Problem elsewhere(Unfinished upload) {
    return Problem.conflict("upload-elsewhere").with("received", upload.received());
  }

  private long write(Unfinished upload, InputStream piece) throws IOException {
    long at = upload.received();
    byte[] buffer = new byte[64 * 1024];
    try (FileChannel out =
        FileChannel.open(file(upload.id()), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int n; (n = read(piece, buffer)) > 0; at += n) {
        if (at + n > upload.size()) throw Problem.rule("upload-longer");
        for (ByteBuffer some = ByteBuffer.wrap(buffer, 0, n); some.hasRemaining(); ) {
          out.write(some, at + some.position());
        }
      }
      out.force(true);
    }
    return at;
  }

  private static int read(InputStream piece, byte[] buffer) {
    try {
      return piece.read(buffer);
    } catch (IOException broken) {
      return -1;
    }
  }

  /**
   * The whole file.
   *
   * @throws Problem 409 with {@code received} when it is not whole yet
   */
  public InputStream open(Unfinished upload) throws IOException {
    if (upload.received() < upload.size()) throw elsewhere(upload);
    return Files.newInputStream(file(upload.id()));
  }

  public void drop(Unfinished upload) {
    drop(upload.id());
  }

  private void drop(String id) {
    jdbc.sql("delete from unfinished_upload where id = ?").param(id).update();
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets what nobody has continued since. */
  void dropUntouchedSince(Instant moment) {
    jdbc.sql("select id from unfinished_upload where touched_at < ?")
        .param(Timestamp.from(moment))
        .query(String.class)
        .list()
        .forEach(this::drop);
  }

  private Path file(String id) {
    return folder.resolve(id + ".part");
  }

  private static Unfinished row(ResultSet rs, int n) throws SQLException {
    return new Unfinished(
        rs.getString("id"),
        rs.getString("application_number"),
        rs.getString("target"),
        rs.getString("file_name"),
        rs.getString("caption"),
        rs.getLong("size"),
        rs.getLong("received"));
  }
}
