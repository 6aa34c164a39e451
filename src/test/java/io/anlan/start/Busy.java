package io.anlan.start;

import static io.anlan.start.Officials.ok;
import static org.awaitility.Awaitility.await;

import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.Samples;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** People at work until Anlan dies under their hands; it knows what each was told is done. */
class Busy {

  static final String PANZHUANG = Officials.TODAY.getYear() + "-370303005008-N";
  static final String GUOXIN = Officials.TODAY.getYear() + "-370303101214-M";

  private final Client client;
  private final Officials officials;
  private final ExecutorService threads = Executors.newFixedThreadPool(3);
  private final List<Future<?>> work;

  /** Ids of tasks. */
  final Set<String> completed = ConcurrentHashMap.newKeySet();

  volatile String begun;

  /** The hash by the id of the evidence. */
  final Map<String, String> uploaded = new ConcurrentHashMap<>();

  /** How often Guoxin has opened or withdrawn its application. */
  final AtomicInteger turns = new AtomicInteger();

  Busy(Client client) {
    this.client = client;
    this.officials = new Officials(client);
    this.work =
        List.of(
            threads.submit(() -> officials.work(id -> begun = id, completed::add)),
            threads.submit(this::upload),
            threads.submit(this::turnBackAndForth));
  }

  private void upload() {
    open("panzhuang", "370303005008", "NATIONAL");
    for (int n = 0; ; n++) {
      Answer answer =
          client
              .as("panzhuang")
              .upload(
                  "/api/applications/" + PANZHUANG + "/evidence",
                  Map.of("condition", "1"),
                  n + ".pdf",
                  file(n));
      uploaded.put(ok(answer).body().path("id").asText(), answer.body().path("sha256").asText());
    }
  }

  /** Large enough to be cut off in the middle. */
  private static byte[] file(int n) {
    byte[] comment = Samples.ascii(("%" + n + "\n").repeat(200_000));
    return Samples.join(Samples.ascii("%PDF-1.4\n"), comment, Samples.pdf());
  }

  private void turnBackAndForth() {
    while (true) {
      open("guoxin", "370303101214", "MUNICIPAL");
      turns.incrementAndGet();
      ok(
          client
              .as("guoxin")
              .post("/api/applications/" + GUOXIN + "/withdrawal", Map.of("reason", "再作准备")));
      turns.incrementAndGet();
    }
  }

  private void open(String person, String community, String tier) {
    long round = officials.round(tier).path("id").asLong();
    ok(
        client
            .as(person)
            .post("/api/applications", Map.of("communityCode", community, "roundId", round)));
  }

  /** Until so many tasks are completed and the others have done something too. */
  void until(int tasks) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(10))
        .failFast(() -> work.stream().filter(Future::isDone).forEach(Busy::result))
        .until(() -> completed.size() >= tasks && uploaded.size() >= 5 && turns.get() >= 5);
  }

  /** Everybody has noticed that Anlan is gone. */
  void end() throws InterruptedException {
    threads.shutdown();
    threads.awaitTermination(1, TimeUnit.MINUTES);
    for (Future<?> each : work) {
      try {
        result(each);
      } catch (UncheckedIOException gone) {
        continue;
      }
    }
  }

  private static void result(Future<?> work) {
    try {
      work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException gone) throw gone;
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
