package io.anlan.evidence;

import io.anlan.shared.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Starts {@link PictureMaker} in a JVM with a small memory of its own and ends it when it takes too
 * long; few run at once, and few wait.
 */
@Component
class PictureProcess {

  private static final int AT_ONCE = 2;
  private static final int WAITING = 30;
  private static final int PATIENCE_SECONDS = 30;
  private static final int LIMIT_SECONDS = 20;
  private static final Set<String> ENVIRONMENT = Set.of("PATH", "LANG", "LC_ALL", "LC_CTYPE");
  private static final String LAUNCHER =
      "org.springframework.boot.loader.launch.PropertiesLauncher";

  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /**
   * @param scratch an empty folder for what does not fit into memory
   * @return how many pages the proof has
   * @throws Problem 422 when it cannot be shown, 503 when too many are waiting
   */
  int draw(Path source, String mediaType, int page, int side, Path target, Path scratch)
      throws IOException {
    try {
      boolean full = places.getQueueLength() >= WAITING;
      if (full || !places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw Problem.unavailable("picture-busy");
      }
      try {
        return run(command(source, mediaType, page, side, target, scratch));
      } finally {
        places.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("picture-busy");
    }
  }

  private static int run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    // It needs no password of ours.
    builder.environment().keySet().retainAll(ENVIRONMENT);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) throw Problem.rule("picture-slow");
      return switch (process.exitValue()) {
        case PictureMaker.DRAWN -> pages(process);
        case PictureMaker.ENCRYPTED -> throw Problem.rule("picture-encrypted");
        case PictureMaker.TOO_LARGE -> throw Problem.rule("picture-large");
        default -> throw Problem.rule("picture-broken");
      };
    } finally {
      process.destroyForcibly();
    }
  }

  private static int pages(Process process) throws IOException {
    return Integer.parseInt(
        new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
  }

  private static List<String> command(
      Path source, String mediaType, int page, int side, Path target, Path scratch) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true"));
    command.add("-Djava.io.tmpdir=" + scratch);
    // What fonts there are is asked of the machine once.
    command.add("-Dpdfbox.fontcache=" + scratch.getParent());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    String main = PictureMaker.class.getName();
    if (packaged()) command.addAll(List.of("-Dloader.main=" + main, LAUNCHER));
    else command.add(main);
    command.addAll(List.of(source.toString(), mediaType, String.valueOf(page)));
    command.addAll(List.of(String.valueOf(side), target.toString()));
    return command;
  }

  private static boolean packaged() {
    var source = PictureMaker.class.getProtectionDomain().getCodeSource();
    return source.getLocation().toString().contains("BOOT-INF");
  }
}
