package io.anlan.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anlan.support.Client;
import io.anlan.support.OwnData;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Anlan as a process of its own with 512 MB of heap: its start, its memory, a great upload. */
@Tag("benchmark")
class StartBenchmark {

  private static final int STARTS = 5;
  private static final long UPLOAD = 200L * 1024 * 1024;
  private static final String BOUNDARY = "----anlan-benchmark";

  private final Path data = OwnData.folder();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private int port;
  private Process anlan;

  @Test
  void startMemoryAndAGreatUpload() throws Exception {
    Report report = new Report("Start, memory, upload (`-Xmx512m`)");
    report.head("", "");
    report.row("first start, with database and demo, s", seconds(start()));
    stop();
    List<Double> starts = new ArrayList<>();
    for (int n = 0; n < STARTS; n++) {
      if (n > 0) stop();
      starts.add(start());
    }
    report.row(
        "next starts, process to readiness, s",
        starts.stream().sorted().map(StartBenchmark::seconds).collect(Collectors.joining(" · ")));
    try {
      report.row("resident after the start, MB", megabytes(resident("VmRSS")));
      use();
      report.row("resident after 3,000 calls, MB", megabytes(resident("VmRSS")));
      long before = resident("VmRSS");
      forgetPeak();
      long began = System.nanoTime();
      upload(1);
      report.row("upload of 200 MB, s", seconds((System.nanoTime() - began) / 1e9));
      report.row(
          "resident before · at the peak of the upload, MB",
          megabytes(before) + " · " + megabytes(resident("VmHWM")));
      report.row("heap in use after it, MB", megabytes(heap()));
      three();
      report.row(
          "peak of three such uploads at once, more than the heap holds, MB",
          megabytes(resident("VmHWM")));
      report.row("heap in use after them, MB", megabytes(heap()));
    } finally {
      stop();
    }
    report.write();
  }

  /** Seconds from the start of the process until it says that it is ready. */
  private double start() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    // As an installation has it: without the tests, whose components would be found.
    String classes =
        Arrays.stream(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
            .collect(Collectors.joining(File.pathSeparator));
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-Duser.timezone=Asia/Shanghai",
            "-cp",
            classes,
            "io.anlan.AnlanApplication",
            "--server.port=" + port,
            "--anlan.data=" + data);
    builder.redirectErrorStream(true).redirectOutput(data.resolve("benchmark.log").toFile());
    long began = System.nanoTime();
    anlan = builder.start();
    while (!ready()) {
      assertThat(anlan.isAlive()).isTrue();
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private boolean ready() throws InterruptedException {
    try {
      return http.send(request("/actuator/health/readiness").build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void stop() throws InterruptedException {
    anlan.destroy();
    assertThat(anlan.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  /**
   * What people of every kind ask for: lists, counts, a file, its assessment, the engine's REST.
   */
  private void use() throws Exception {
    for (int n = 0; n < 300; n++) {
      for (String who : List.of("panyuan", "nation")) {
        for (String path :
            List.of(
                "/api/me",
                "/api/applications",
                "/api/tasks",
                "/api/tasks/counts",
                "/engine-rest/task?maxResults=20")) {
          assertThat(get(who, path).statusCode()).as(path).isEqualTo(200);
        }
      }
      assertThat(get("panyuan", "/api/applications/" + number() + "/assessment").statusCode())
          .isEqualTo(200);
    }
  }

  private String number() throws Exception {
    JsonNode list = new ObjectMapper().readTree(get("panyuan", "/api/applications").body());
    return list.path("content").path(0).path("number").asText();
  }

  private HttpResponse<String> get(String who, String path) throws Exception {
    return http.send(as(who, path).build(), BodyHandlers.ofString());
  }

  private void three() throws Exception {
    var threads = Executors.newFixedThreadPool(3);
    try {
      List<Callable<Object>> uploads = new ArrayList<>();
      for (int n = 2; n < 5; n++) {
        int seed = n;
        uploads.add(
            () -> {
              upload(seed);
              return seed;
            });
      }
      for (Future<Object> done : threads.invokeAll(uploads)) done.get();
    } finally {
      threads.shutdown();
    }
  }

  /** A PDF by its first and last bytes, noise between them; made while it is sent. */
  private void upload(int seed) throws Exception {
    byte[] head =
        ("--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"item\"\r\n\r\n1.1.1\r\n--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n%PDF-1.7\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] tail = ("\n%%EOF\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    var request =
        as("panyuan", "/api/applications/" + number() + "/evidence")
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(
                BodyPublishers.ofInputStream(
                    () ->
                        new SequenceInputStream(
                            new SequenceInputStream(
                                new ByteArrayInputStream(head), new Noise(seed, UPLOAD - 15)),
                            new ByteArrayInputStream(tail))));
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(new ObjectMapper().readTree(answer.body()).path("size").asLong()).isEqualTo(UPLOAD);
  }

  private HttpRequest.Builder as(String who, String path) {
    byte[] pair = (who + ":" + Client.PASSWORD).getBytes(StandardCharsets.UTF_8);
    return request(path)
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .timeout(Duration.ofMinutes(5));
  }

  /** A line of the kernel's account of the process, in kB. */
  private long resident(String line) throws IOException {
    return kilobytes(Path.of("/proc/" + anlan.pid() + "/status"), line);
  }

  private void forgetPeak() throws IOException {
    Files.writeString(Path.of("/proc/" + anlan.pid() + "/clear_refs"), "5");
  }

  private static long kilobytes(Path file, String line) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(l -> l.startsWith(line + ":"))
        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** Objects in use after a full collection, in kB. */
  private long heap() throws Exception {
    jcmd("GC.run");
    return Arrays.stream(jcmd("GC.heap_info").split("\n"))
        .filter(l -> l.contains("heap") && l.contains("used"))
        .mapToLong(l -> Long.parseLong(l.replaceAll(".*used (\\d+)K.*", "$1")))
        .findFirst()
        .orElseThrow();
  }

  private String jcmd(String command) throws Exception {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(anlan.pid()),
                command)
            .start();
    try (InputStream out = jcmd.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String seconds(double seconds) {
    return String.format(java.util.Locale.ROOT, "%.1f", seconds);
  }

  private static String megabytes(long kilobytes) {
    return String.valueOf(kilobytes / 1024);
  }

  /** So many bytes that no two seeds share. */
  private static final class Noise extends InputStream {

    private final Random random;
    private final byte[] block = new byte[8192];
    private long left;

    private Noise(int seed, long size) {
      this.random = new Random(seed);
      this.left = size;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
      if (left == 0) return -1;
      random.nextBytes(block);
      int n = (int) Math.min(Math.min(length, block.length), left);
      System.arraycopy(block, 0, to, offset, n);
      left -= n;
      return n;
    }
  }
}
