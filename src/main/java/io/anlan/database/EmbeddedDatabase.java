package io.anlan.database;

import io.anlan.shared.RefusedStart;
import io.anlan.shared.Texts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL under the data folder, made for keeping: it syncs every commit and survives a
 * killed JVM.
 */
class EmbeddedDatabase implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

  /** What is being made has this name until it is complete. */
  private static final String UNFINISHED = "postgres.unfinished";

  private final Path folder;
  private final Texts texts;
  private final FileChannel lock;
  private final EmbeddedPostgres postgres;

  EmbeddedDatabase(Path folder, Texts texts) throws IOException {
    this.texts = texts;
    try {
      this.folder = Files.createDirectories(folder).toRealPath();
      this.lock = lock();
      removeUnfinished();
      Path data = this.folder.resolve("postgres");
      if (Files.notExists(data)) initialise(data);
      this.postgres = start(data);
    } catch (AccessDeniedException e) {
      throw new RefusedStart(
          texts.inBothLanguages("start.folder-denied", folder, System.getProperty("user.name")), e);
    }
  }

  /**
   * The operating system frees the lock of a killed JVM. Who holds it knows that a PostgreSQL in
   * this folder is nobody's; its parent process would not tell, for pg_ctl lets go of it.
   */
  private FileChannel lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) return channel;
    } catch (OverlappingFileLockException e) {
      log.debug("Held by this very JVM", e);
    }
    channel.close();
    throw new RefusedStart(texts.inBothLanguages("start.folder-in-use", folder));
  }

  /** A kill in the middle of the first start leaves half a database and half a program. */
  private void removeUnfinished() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
      for (Path data : left) {
        stopOrphan(data);
        // As far as it can; an initdb in its last breath may still write there.
        FileSystemUtils.deleteRecursively(data.toFile());
      }
    }
    Path binaries = Files.createDirectories(folder.resolve("binaries"));
    try (DirectoryStream<Path> unpacked = Files.newDirectoryStream(binaries)) {
      for (Path program : unpacked) {
        if (Files.notExists(program.resolve(".exists"))) {
          FileSystemUtils.deleteRecursively(program);
        }
      }
    }
  }

  private void initialise(Path data) throws IOException {
    Path unfinished = Files.createTempDirectory(folder, UNFINISHED);
    start(unfinished).close();
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private EmbeddedPostgres start(Path data) throws IOException {
    stopOrphan(data);
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
          .setRegisterShutdownHook(false)
          .setPGStartupWait(Duration.ofSeconds(60))
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("full_page_writes", "on")
          .setServerConfig("max_connections", "100")
          .setServerConfig("shared_buffers", "128MB")
          .setServerConfig("timezone", "Asia/Shanghai")
          .setServerConfig("log_timezone", "Asia/Shanghai")
          .setLocaleConfig("locale", "C.UTF-8")
          .setLocaleConfig("encoding", "UTF8")
          .start();
    } catch (IOException | IllegalStateException e) {
      throw new RefusedStart(
          texts.inBothLanguages("start.database-failed", data, e.getMessage()), e);
    }
  }

  /** After a killed JVM its PostgreSQL lives on and holds the folder. */
  private void stopOrphan(Path data) throws IOException {
    Optional<Postmaster> orphan = Postmaster.of(data);
    if (orphan.isEmpty()) {
      Postmaster.forget(data);
      return;
    }
    log.info(
        "Stopping the PostgreSQL that an interrupted run left behind ({})", orphan.get().pid());
    if (!orphan.get().stop()) {
      throw new RefusedStart(
          texts.inBothLanguages("start.orphan-stays", data, String.valueOf(orphan.get().pid())));
    }
  }

  String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public void close() throws IOException {
    postgres.close();
    lock.close();
  }
}
