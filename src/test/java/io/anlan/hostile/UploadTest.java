package io.anlan.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.anlan.application.Assessments;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Samples;
import io.anlan.support.Session;
import io.anlan.support.Walk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Evidence over HTTP: what is taken, what is refused, and what is left behind. */
@RunningAnlan
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadTest {

  private static final Map<String, String> ITEM = Map.of("item", "1.1.1", "caption", "说明");
  private static final String BOUNDARY = "limit";

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired JdbcClient jdbc;
  @Autowired Assessments assessments;
  @Autowired TransactionTemplate transaction;

  @Value("${anlan.data}")
  Path data;

  private String number;
  private String path;

  @BeforeAll
  void aDraft() {
    number = walk.draft("guoxin", walk.freshRound(Tier.NATIONAL));
    path = "/api/applications/" + number + "/evidence";
  }

  @AfterEach
  void nothingIsHalfThere() throws IOException {
    try (Stream<Path> incoming = Files.list(data.resolve("evidence/incoming"))) {
      assertThat(incoming).as("received and not kept").isEmpty();
    }
    for (String sha : jdbc.sql("select distinct sha256 from evidence").query(String.class).list()) {
      assertThat(stored(sha)).as("a row without its bytes").exists();
    }
  }

  private Path stored(String sha256) {
    return data.resolve("evidence").resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        arguments("制度.pdf", "application/pdf", Samples.pdf()),
        arguments("照片.JPG", "image/jpeg", Samples.jpeg()),
        arguments("图.png", "image/png", Samples.png()),
        arguments("图.webp", "image/webp", Samples.webp()),
        arguments("演练.mp4", "video/mp4", Samples.mp4()),
        arguments(
            "纪要.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Samples.docx()),
        arguments(
            "台账.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Samples.xlsx()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void eachKindComesBackAsItWasSent(String name, String type, byte[] bytes) throws Exception {
    Answer answer = client.as("guoxin").upload(path, ITEM, name, bytes);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    String sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    assertThat(answer.body().path("sha256").asText()).isEqualTo(sha);
    assertThat(answer.body().path("mediaType").asText()).isEqualTo(type);
    assertThat(answer.body().path("size").asInt()).isEqualTo(bytes.length);
    Answer file = client.as("guoxin").get("/api/evidence/" + answer.body().path("id").asText());
    assertThat(file.bytes()).isEqualTo(bytes);
    assertThat(file.headers().firstValue("Content-Type")).contains(type);
    assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment;")
        .contains("filename*=UTF-8''" + percent(name));
    assertThat(file.headers().firstValue("Content-Security-Policy"))
        .contains("sandbox; default-src 'none'");
    assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  private static String percent(String name) {
    return java.net.URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  @Test
  void severalFilesAtOnceAreAllKept() throws Exception {
    List<Callable<Answer>> uploads = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      byte[] file = Samples.join(Samples.pdf(), Samples.ascii("% " + n + "\n"));
      String name = n + ".pdf";
      uploads.add(
          () ->
              client
                  .as("guoxin")
                  .upload(
                      "/api/applications/" + number + "/evidence",
                      Map.of("item", "1.2.1"),
                      name,
                      file));
    }
    var threads = Executors.newFixedThreadPool(uploads.size());
    try {
      for (var upload : threads.invokeAll(uploads)) {
        assertThat(upload.get().status()).as(upload.get().toString()).isEqualTo(201);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void equalBytesAreStoredOnceUnderTwoIds() {
    byte[] bytes = Samples.join(Samples.jpeg(), Samples.ascii("once"));
    Answer first = client.as("guoxin").upload(path, ITEM, "a.jpg", bytes);
    Answer second = client.as("guoxin").upload(path, Map.of("condition", "2"), "b.jpg", bytes);
    assertThat(first.body().path("id")).isNotEqualTo(second.body().path("id"));
    assertThat(first.body().path("sha256")).isEqualTo(second.body().path("sha256"));
    assertThat(stored(first.body().path("sha256").asText())).hasSize(bytes.length);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("page.jpg", Samples.ascii("<html><script>alert(1)</script></html>"), "不支持"),
        arguments("a.svg", Samples.ascii("<svg xmlns='http://www.w3.org/2000/svg'/>"), "不支持"),
        arguments("a.xlsx", Samples.zip(Map.of("a", Samples.ascii("a"))), "不支持"),
        arguments("a.exe", Samples.join(Samples.ascii("MZ"), new byte[500]), "不支持"),
        arguments("a.pdf", new byte[0], "空的"),
        arguments("a.pdf", Samples.png(), "PNG"),
        arguments("a.pdf", Samples.ascii("%PDF-1.4 broken"), "不完整"),
        arguments(
            "a.xlsx",
            Samples.with(
                Samples.xlsx(), Map.of("xl/macrosheets/sheet1.xml", Samples.ascii("<m/>"))),
            "宏"));
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("refused")
  void aRefusedFileLeavesNothing(String name, byte[] bytes, String word) {
    long rows = rows();
    Answer answer = client.as("guoxin").upload(path, ITEM, name, bytes);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.errors()).containsOnlyKeys("file");
    assertThat(answer.errors().get("file")).contains(word);
    assertThat(rows()).isEqualTo(rows);
  }

  private long rows() {
    return jdbc.sql("select count(*) from evidence where application_number = ?")
        .param(number)
        .query(Long.class)
        .single();
  }

  @ParameterizedTest
  @CsvSource({
    "../../../etc/passwd.png, passwd.png",
    "C:/照片/a.png, a.png",
    "invoice\u202Egnp.png, invoice_gnp.png",
    "😀 \u00B7 图.png, 😀 \u00B7 图.png",
    "'''; drop table evidence; --.png', '''; drop table evidence; --.png'",
    "<img src=x onerror=alert(1)>.png, _img src=x onerror=alert(1)_.png",
  })
  void aNameIsKeptWithoutItsTricks(String sent, String kept) {
    Answer answer = client.as("guoxin").upload(path, ITEM, sent, Samples.png());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    assertThat(answer.body().path("fileName").asText()).isEqualTo(kept);
    String id = answer.body().path("id").asText();
    assertThat(client.as("guoxin").get("/api/evidence/" + id).status()).isEqualTo(200);
  }

  @Test
  void aNameOf255CharactersKeepsItsEnd() {
    Answer answer = client.as("guoxin").upload(path, ITEM, "长".repeat(255) + ".png", Samples.png());
    assertThat(answer.body().path("fileName").asText()).hasSize(150).endsWith("长.png");
  }

  @ParameterizedTest
  @CsvSource({
    "9.9.9, , , 422, item",
    ", 99, , 422, condition",
    ", abc, , 400, condition",
    "1.1.1, 1, , 422, item",
    ", , , 422, item",
    "item/1.1.1, , , 422, item",
    "1.1.1, , a\u0007b, 400, caption",
    "1.1.1, , LONG, 422, caption",
  })
  void aProofBelongsToOneItemOrCondition(
      String item, String condition, String caption, int status, String field) {
    var fields = new java.util.LinkedHashMap<String, String>();
    if (item != null) fields.put("item", item);
    if (condition != null) fields.put("condition", condition);
    if (caption != null) fields.put("caption", caption.equals("LONG") ? "字".repeat(201) : caption);
    Answer answer = client.as("guoxin").upload(path, fields, "a.png", Samples.png());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.errors()).containsOnlyKeys(field);
  }

  @Test
  void anUploadWithoutAFileSaysSo() {
    Answer answer = client.as("guoxin").upload(path, ITEM, Map.of());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errors()).containsOnlyKeys("file");
    String broken = "multipart/form-data; boundary=" + BOUNDARY;
    Answer torn = client.as("guoxin").header("Content-Type", broken).post(path, "--limit\r\nx");
    assertThat(torn.status()).isEqualTo(400);
    assertThat(torn.code()).isNotEmpty();
  }

  @Test
  void anActThatIsRolledBackLeavesNoRow() {
    long rows = rows();
    transaction.executeWithoutResult(
        status -> {
          assessments.addEvidence(
              walk.who("guoxin"),
              number,
              "item/1.1.1",
              null,
              "a.webp",
              new ByteArrayInputStream(Samples.webp()));
          status.setRollbackOnly();
        });
    assertThat(rows()).isEqualTo(rows);
  }

  @Test
  void beyondTheLimitTheApiNamesIt() throws Exception {
    String basic = "guoxin:" + Client.PASSWORD;
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(client.url(path)))
                    .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(basic.getBytes()))
                    .POST(tooLarge())
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("file-too-large", "200 MB", "\"field\":\"file\"");
  }

  @Test
  void beyondTheLimitThePageSaysSoAtTheItem() {
    Session guoxin = new Session(client, "guoxin");
    String page = "/applications/" + number + "/assessment";
    guoxin.get(page);
    HttpResponse<String> answer =
        guoxin.post(
            page + "/evidence/item-1.1.1", "multipart/form-data; boundary=" + BOUNDARY, tooLarge());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("id=\"proofs-item-1.1.1\"", "200 MB", "role=\"alert\"");
    assertThat(answer.body()).as("the item alone").doesNotContain("item-1.2.1", "<html");
    assertThat(guoxin.get(page)).contains("id=\"item-1.1.1\"");
  }

  /** One byte more than the limit, streamed. */
  private static BodyPublisher tooLarge() {
    byte[] head =
        Samples.ascii(
            "--limit\r\nContent-Disposition: form-data; name=\"item\"\r\n\r\n1.1.1\r\n--limit\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n");
    byte[] tail = Samples.ascii("\r\n--limit--\r\n");
    return BodyPublishers.ofInputStream(
        () ->
            new SequenceInputStream(
                java.util.Collections.enumeration(
                    List.of(
                        new ByteArrayInputStream(head),
                        new Zeros((200L << 20) + 1),
                        new ByteArrayInputStream(tail)))));
  }

  private static final class Zeros extends InputStream {

    private long left;

    Zeros(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int from, int most) {
      if (left <= 0) return -1;
      int n = (int) Math.min(left, most);
      left -= n;
      return n;
    }
  }
}
