package io.anlan.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.anlan.account.Role;
import io.anlan.shared.Tier;
import io.anlan.support.Browsers;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Samples;
import io.anlan.support.Walk;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An upload that breaks in the middle goes on there, for its sender and for nobody else. */
@RunningAnlan
class ResumedUploadTest {

  private static final String PIECES = "**/uploads/*?offset=*";

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired JdbcClient jdbc;

  @Value("${anlan.data}")
  Path data;

  @TempDir Path folder;

  private byte[] pdf;
  private String number;
  private String path;

  @BeforeEach
  void aDraft() {
    number = walk.draft("guoxin", walk.freshRound(Tier.NATIONAL));
    path = "/api/applications/" + number + "/uploads";
    byte[] noise = new byte[1_300_000];
    new Random(7).nextBytes(noise);
    // A comment of noise makes it long; what is compared is every byte.
    pdf = Samples.join(Samples.ascii("%PDF-1.4\n%"), Base64.getEncoder().encode(noise));
    pdf = Samples.join(pdf, Samples.ascii("\n"), Samples.pdf());
  }

  private Answer begin(Client.As who, String name, long size) {
    Map<String, Object> command = new HashMap<>();
    command.put("item", "1.1.1");
    command.put("caption", "说明");
    command.put("fileName", name);
    command.put("size", size);
    command.put("lastModified", 1_700_000_000_000L);
    return who.post(path, command);
  }

  private String begun(String name, long size) {
    Answer answer = begin(client.as("guoxin"), name, size);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return path + "/" + answer.body().path("id").asText();
  }

  private Answer piece(Client.As who, String upload, long offset, byte[] bytes) {
    return who.header("Content-Type", "application/octet-stream")
        .withJson("PATCH", upload + "?offset=" + offset, bytes);
  }

  private Answer piece(String upload, int from, int to) {
    return piece(client.as("guoxin"), upload, from, Arrays.copyOfRange(pdf, from, to));
  }

  private long received(String upload) {
    return client.as("guoxin").get(upload).body().path("received").asLong();
  }

  private Answer finish(String upload) {
    return client.as("guoxin").post(upload + "/completion", null);
  }

  @Test
  void aBrokenPieceIsKeptAsFarAsItCameAndTheRestFollows() throws IOException {
    String upload = begun("预案.pdf", pdf.length);
    assertThat(piece(upload, 0, 500_000).body().path("received").asInt()).isEqualTo(500_000);
    breaksOff(upload, 500_000, 300_000);
    await().until(() -> received(upload) > 500_000);
    int at = (int) received(upload);
    assertThat(at).isLessThanOrEqualTo(800_000);
    assertThat(begun("预案.pdf", pdf.length)).as("chosen again in another page").isEqualTo(upload);
    assertThat(finish(upload).status()).as("not whole").isEqualTo(409);

    assertThat(piece(upload, at, pdf.length).status()).isEqualTo(200);
    Answer done = finish(upload);
    assertThat(done.status()).as(done.toString()).isEqualTo(201);
    String id = done.body().path("id").asText();
    assertThat(client.as("guoxin").get("/api/evidence/" + id).bytes()).isEqualTo(pdf);
    assertThat(finish(upload).body().path("id").asText()).as("its answer was lost").isEqualTo(id);
    assertThat(client.as("guoxin").get(upload).status()).isEqualTo(404);
    assertThat(Files.list(data.resolve("evidence/unfinished")).map(Path::toString))
        .noneMatch(name -> name.contains(id));
    assertThat(
            jdbc.sql("select count(*) from audit_entry where chain = ? and opinion = ?")
                .params(number, done.body().path("sha256").asText())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  /** Announces a piece, sends a part of it and is gone. */
  private void breaksOff(String upload, int offset, int sent) throws IOException {
    URI at = URI.create(client.url(upload));
    String login = "guoxin:" + Client.PASSWORD;
    String head =
        "PATCH %s?offset=%d HTTP/1.1\r\nHost: x\r\nAuthorization: Basic %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(
                at.getPath(),
                offset,
                Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)),
                "application/octet-stream",
                pdf.length - offset);
    try (Socket socket = new Socket(at.getHost(), at.getPort())) {
      socket.getOutputStream().write(Samples.ascii(head));
      socket.getOutputStream().write(pdf, offset, sent);
      socket.getOutputStream().flush();
    }
  }

  @Test
  void aPieceThatStartsElsewhereIsToldWhereToGoOn() {
    String upload = begun("预案.pdf", pdf.length);
    piece(upload, 0, 1000);
    for (int wrong : new int[] {0, 999, 1001, pdf.length}) {
      Answer answer = piece(upload, wrong, pdf.length);
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.code()).isEqualTo("upload-elsewhere");
      assertThat(answer.body().path("received").asInt()).isEqualTo(1000);
    }
    assertThat(piece(client.as("guoxin"), upload, -1, pdf).status()).isEqualTo(409);
    byte[] more = new byte[pdf.length];
    assertThat(piece(client.as("guoxin"), upload, 1000, more).code()).isEqualTo("upload-longer");
    assertThat(received(upload)).isEqualTo(1000);
  }

  @Test
  void anUploadIsItsSendersAlone() {
    String upload = begun("预案.pdf", pdf.length);
    piece(upload, 0, 1000);
    walk.hires("guoxin-second", Role.COMMUNITY, walk.who("guoxin").communities().iterator().next());
    for (String other : new String[] {"guoxin-second", "panyuan"}) {
      Client.As somebody = client.as(other);
      assertThat(somebody.get(upload).status()).isEqualTo(404);
      assertThat(piece(somebody, upload, 1000, new byte[9]).status()).isEqualTo(404);
      assertThat(somebody.post(upload + "/completion", null).status()).isEqualTo(404);
      assertThat(somebody.delete(upload).status()).isEqualTo(404);
    }
    String elsewhere = walk.draft("guoxin", walk.freshRound(Tier.MUNICIPAL));
    assertThat(received(upload.replace(number, elsewhere))).isZero();
    assertThat(received(upload)).isEqualTo(1000);
    assertThat(client.as("guoxin").delete(upload).status()).isEqualTo(204);
    assertThat(client.as("guoxin").get(upload).status()).isEqualTo(404);
  }

  @Test
  void whatCannotBeTakenIsSaidBeforeItIsSent() {
    Client.As guoxin = client.as("guoxin");
    Answer large = begin(guoxin, "录像.mp4", 200L * 1024 * 1024 + 1);
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.code()).isEqualTo("file-too-large");
    assertThat(begin(guoxin, "空.pdf", 0).status()).isEqualTo(422);
    walk.does("guoxin", number, "userTask_selfAssess", Map.of("confirmed", true));
    assertThat(begin(guoxin, "晚.pdf", 9).status()).isEqualTo(409);
  }

  @Test
  void nobodyFillsTheDiskWithBeginnings() {
    walk.hires("guoxin-third", Role.COMMUNITY, walk.who("guoxin").communities().iterator().next());
    Client.As third = client.as("guoxin-third");
    for (int n = 0; n < 5; n++) {
      assertThat(begin(third, n + ".mp4", 200L * 1024 * 1024).status()).isEqualTo(200);
    }
    Answer refused = begin(third, "6.mp4", 200L * 1024 * 1024);
    assertThat(refused.code()).isEqualTo("upload-too-many");
    assertThat(begin(third, "1.mp4", 200L * 1024 * 1024).status()).as("go on").isEqualTo(200);
  }

  @Test
  void whatIsRefusedAtTheEndLeavesNothing() throws IOException {
    byte[] html = "<html>".getBytes(StandardCharsets.US_ASCII);
    String upload = begun("假.pdf", html.length);
    piece(client.as("guoxin"), upload, 0, html);
    Answer refused = finish(upload);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.errors()).containsKey("file");
    assertThat(client.as("guoxin").get(upload).status()).isEqualTo(404);
    String id = upload.substring(upload.lastIndexOf('/') + 1);
    assertThat(data.resolve("evidence/unfinished/" + id + ".part")).doesNotExist();
  }

  @Test
  void inTheBrowserABrokenConnectionIsToldAndTheUploadGoesOnByItself() throws IOException {
    try (Browsers browsers = Browsers.start()) {
      Page page = sheet(browsers);
      Locator item = page.locator("[id='item-1.1.1']");
      item.locator("textarea").first().fill("正在填写");
      interrupted(page, item);
      page.unroute(PIECES);
      assertThat(item.locator(".proofs .rows")).containsText("预案.pdf");
      assertThat(item.locator(".uploading li")).hasCount(0);
      assertThat(item.locator("textarea").first()).hasValue("正在填写");
    }
  }

  @Test
  void afterThePageWasKilledTheSameFileGoesOnWhereItStopped() throws IOException {
    try (Browsers browsers = Browsers.start()) {
      Page page = sheet(browsers);
      Locator item = page.locator("[id='item-1.1.1']");
      Path file = interrupted(page, item);
      page.reload();
      assertThat(item.locator(".unfinished")).containsText("“预案.pdf”上次传到 60%");
      page.unroute(PIECES);
      AtomicInteger pieces = new AtomicInteger();
      page.onRequest(
          request -> {
            if (request.method().equals("PATCH")) pieces.incrementAndGet();
          });
      item.locator("input[type=file]").setInputFiles(file);
      item.locator(".upload button").click();
      assertThat(item.locator(".proofs .rows")).containsText("预案.pdf");
      assertThat(item.locator(".unfinished")).hasCount(0);
      assertThat(pieces.get()).as("only what was lacking").isEqualTo(2);
    }
  }

  private Page sheet(Browsers browsers) {
    Page page = Browsers.signIn(browsers.phone("zh-CN", client.url("")), "guoxin");
    page.navigate("/applications/" + number + "/assessment");
    return page;
  }

  /** Two pieces arrive, then the connection is gone. */
  private Path interrupted(Page page, Locator item) throws IOException {
    Path file = Files.write(folder.resolve("预案.pdf"), pdf);
    AtomicInteger pieces = new AtomicInteger();
    page.route(
        PIECES,
        route -> {
          if (pieces.incrementAndGet() <= 2) route.resume();
          else route.abort("connectionreset");
        });
    item.locator("input[type=file]").setInputFiles(file);
    item.locator(".upload button").click();
    assertThat(item.locator(".uploading")).containsText("连接中断，恢复后从 60% 接着传");
    return file;
  }
}
