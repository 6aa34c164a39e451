package io.anlan.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL under the data folder, made for keeping: it syncs every commit and survives a
 * killed JVM.
 */
class EmbeddedDatabase implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

  private final EmbeddedPostgres postgres;

  EmbeddedDatabase(Path folder) throws IOException {
    Path data = Files.createDirectories(folder.resolve("postgres")).toAbsolutePath();
    stopOrphan(data);
    this.postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(
                Files.createDirectories(folder.resolve("binaries")).toAbsolutePath().toFile())
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
  }

  String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  /** After a killed JVM its PostgreSQL lives on and holds the folder. */
  private static void stopOrphan(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) return;
    List<String> lines = Files.readAllLines(pidFile);
    Optional<ProcessHandle> orphan =
        lines.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
    boolean ours =
        orphan
            .flatMap(p -> p.info().command())
            .map(command -> command.contains("postgres"))
            .orElse(false);
    if (!ours || lines.size() < 2 || !Path.of(lines.get(1)).equals(data)) return;
    boolean parentLives =
        orphan
            .flatMap(ProcessHandle::parent)
            .flatMap(p -> p.info().command())
            .map(command -> command.contains("java"))
            .orElse(false);
    if (parentLives) {
      throw new IllegalStateException(
          "数据目录 " + data + " 正被另一个安澜使用，请先停止它。The data folder is in use by another Anlan.");
    }
    log.info("Stopping the PostgreSQL that an interrupted run left behind ({})", lines.get(0));
    orphan.get().destroy();
    try {
      orphan.get().onExit().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
      throw new IllegalStateException("PostgreSQL " + lines.get(0) + " does not stop", e);
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
