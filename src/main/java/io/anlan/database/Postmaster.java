package io.anlan.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The server that a data folder's {@code postmaster.pid} names, if it still runs. */
class Postmaster {

  private static final int PATIENCE_SECONDS = 30;

  private final Path file;
  private final ProcessHandle process;

  private Postmaster(Path file, ProcessHandle process) {
    this.file = file;
    this.process = process;
  }

  /** Empty too when the number belongs to another program by now, or nobody can read it. */
  static Optional<Postmaster> of(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (Files.notExists(file)) return Optional.empty();
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < 2 || !lines.get(0).strip().matches("\\d{1,18}")) return Optional.empty();
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(p -> serves(p.info(), lines.get(1)))
        .map(p -> new Postmaster(file, p));
  }

  /** Whether this is a PostgreSQL, and of this folder; Windows does not tell the latter. */
  private static boolean serves(ProcessHandle.Info process, String folder) {
    return process
            .command()
            .filter(c -> Path.of(c).getFileName().toString().startsWith("postgres"))
            .isPresent()
        && process.arguments().map(a -> List.of(a).contains(folder)).orElse(true);
  }

  /** Removes what a server that no longer runs has left, or the next one would not start. */
  static void forget(Path data) throws IOException {
    Files.deleteIfExists(data.resolve("postmaster.pid"));
  }

  long pid() {
    return process.pid();
  }

  /** Says whether it went. */
  boolean stop() {
    process.destroy();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    // Its file goes last. In a container whose first process buries nobody, its number stays.
    while (Files.exists(file) && process.isAlive()) {
      if (System.nanoTime() > end) return false;
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
