package io.anlan.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Removes what broken connections and killed servers have left, after a day. */
@Component
@EnableScheduling
class Leftovers {

  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
  private static final Duration KEPT = Duration.ofDays(1);

  /** By which files are dated, also where the time of a training is ahead of it. */
  private static final Clock MACHINE = Clock.systemUTC();

  private final Uploads uploads;
  private final Path data;
  private final Clock clock;

  Leftovers(Uploads uploads, @Value("${anlan.data}") Path data, Clock clock) {
    this.uploads = uploads;
    this.data = data.toAbsolutePath();
    this.clock = clock;
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
  void remove() throws IOException {
    uploads.dropUntouchedSince(clock.instant().minus(KEPT));
    Instant before = MACHINE.instant().minus(KEPT);
    remove(data.resolve("evidence").resolve("incoming"), "upload", before);
    remove(data.resolve("evidence").resolve("unfinished"), "", before);
    remove(data.resolve("pictures"), "scratch-", before);
  }

  private static void remove(Path folder, String prefix, Instant before) throws IOException {
    if (!Files.isDirectory(folder)) return;
    List<Path> names;
    try (Stream<Path> all = Files.list(folder)) {
      names = all.filter(p -> p.getFileName().toString().startsWith(prefix)).toList();
    }
    for (Path name : names) {
      if (Files.exists(name) && Files.getLastModifiedTime(name).toInstant().isBefore(before)) {
        FileSystemUtils.deleteRecursively(name);
        log.info("Removed a leftover: {}", name);
      }
    }
  }
}
