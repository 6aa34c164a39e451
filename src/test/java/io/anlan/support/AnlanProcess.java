package io.anlan.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.anlan.AnlanApplication;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;

/**
 * Anlan in a JVM of its own, to be stopped and killed from outside; closing it ends its PostgreSQL
 * too.
 */
public final class AnlanProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

  private final Path data;
  private final Process process;
  private final StringBuffer log = new StringBuffer();
  private final Thread reader;

  private AnlanProcess(Path data, Process process) {
    this.data = data;
    this.process = process;
    this.reader = new Thread(this::read, "log of " + process.pid());
    reader.start();
    // Also when somebody interrupts the tests.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** Starts as on a bare server: no time zone given to the JVM, no Chinese locale. */
  public static AnlanProcess start(Path data, Map<String, String> environment, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As the Maven plugin starts it, which is faster.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx512m"));
    command.addAll(List.of("-cp", classPath(), AnlanApplication.class.getName()));
    command.addAll(List.of("--server.port=0", "--anlan.data=" + data));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("ANLAN_"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().putAll(environment);
    try {
      return new AnlanProcess(data, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line; (line = lines.readLine()) != null; ) log.append(line).append('\n');
    } catch (IOException e) {
      log.append(e);
    }
  }

  public String log() {
    return log.toString();
  }

  public AnlanProcess says(String text) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .failFast(() -> assertThat(process.isAlive()).as(log()).isTrue())
        .until(() -> log.indexOf(text) >= 0);
    return this;
  }

  public AnlanProcess ready() {
    says("Tomcat started on port");
    await()
        .atMost(PATIENCE)
        .failFast(() -> assertThat(process.isAlive()).as(log()).isTrue())
        .until(() -> client().stranger().get("/actuator/health/readiness").status() == 200);
    return this;
  }

  public Client client() {
    String port = PORT.matcher(log).results().findFirst().orElseThrow().group(1);
    return new Client(
        new ObjectMapper(), new MockEnvironment().withProperty("local.server.port", port));
  }

  /** Its embedded database. */
  public JdbcClient database() {
    try {
      String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip();
      return JdbcClient.create(
          new DriverManagerDataSource(
              "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nobody is told, nothing is finished. */
  public void kill() {
    process.destroyForcibly();
    ended();
  }

  /** As Ctrl-C and {@code systemctl stop} do. */
  public void stop() {
    process.destroy();
    ended();
  }

  /** Waits until it has given up; what it said. */
  public String refused() {
    assertThat(ended()).as(log()).isEqualTo(1);
    return log();
  }

  private int ended() {
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(log()).isTrue();
      reader.join(PATIENCE.toMillis());
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Leaves its log in the data folder. */
  @Override
  public void close() {
    process.destroyForcibly();
    try (DirectoryStream<Path> databases = Files.newDirectoryStream(data, "postgres*")) {
      Files.writeString(data.resolve(process.pid() + ".log"), log);
      for (Path database : databases) stopServer(database.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stopServer(Path pidFile) throws IOException {
    if (Files.notExists(pidFile)) return;
    ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0).strip()))
        .filter(p -> p.info().command().orElse("").endsWith("/postgres"))
        .ifPresent(ProcessHandle::destroy);
  }
}
