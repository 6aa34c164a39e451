package io.anlan.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anlan.shared.RefusedStart;
import io.anlan.shared.Texts;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLHandshakeException;
import org.springframework.stereotype.Component;

/**
 * Posts letters as JSON to the one gateway of this installation. The receiver computes HMAC-SHA-256
 * of {@code <timestamp>.<body>} with the common secret and compares.
 */
@Component
class WebhookPost implements Post {

  private static final int SHORTEST_SECRET = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** By which the receiver tells what is old, also where the time of a training is ahead of it. */
  private static final Clock MACHINE = Clock.systemUTC();

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  private final URI url;
  private final SecretKeySpec secret;
  private final ObjectMapper json;

  WebhookPost(WebhookSettings settings, ObjectMapper json, Texts texts) {
    this.json = json;
    if (blank(settings.url()) && blank(settings.secret())) {
      url = null;
      secret = null;
      return;
    }
    if (blank(settings.secret()) || settings.secret().length() < SHORTEST_SECRET) {
      throw new RefusedStart(texts.inBothLanguages("start.webhook-secret", SHORTEST_SECRET));
    }
    if (!safe(settings.url())) throw new RefusedStart(texts.inBothLanguages("start.webhook-url"));
    url = URI.create(settings.url().strip());
    secret = new SecretKeySpec(settings.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }

  /** Nobody on the way may read it. */
  private static boolean safe(String url) {
    try {
      URI to = URI.create(blank(url) ? "" : url.strip());
      if (to.getHost() == null || to.getUserInfo() != null) return false;
      return "https".equalsIgnoreCase(to.getScheme())
          || "http".equalsIgnoreCase(to.getScheme()) && LOOPBACK.contains(to.getHost());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public Channel channel() {
    return Channel.WEBHOOK;
  }

  @Override
  public boolean open() {
    return url != null;
  }

  @Override
  public Outcome send(Letter letter) {
    try {
      int status = http.send(request(letter), BodyHandlers.discarding()).statusCode();
      return status / 100 == 2 ? Outcome.SENT : Outcome.notTaken("the gateway answers " + status);
    } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
      return Outcome.unreachable("the gateway cannot be reached");
    } catch (IOException e) {
      return Outcome.unknown("the gateway did not answer: " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.unknown("interrupted");
    }
  }

  private HttpRequest request(Letter letter) throws JsonProcessingException {
    String body = json.writeValueAsString(body(letter));
    String timestamp = String.valueOf(MACHINE.instant().getEpochSecond());
    return HttpRequest.newBuilder(url)
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .header("X-Anlan-Id", letter.uuid().toString())
        .header("X-Anlan-Timestamp", timestamp)
        .header("X-Anlan-Signature", "sha256=" + signature(timestamp + "." + body))
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static Map<String, Object> body(Letter letter) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", letter.uuid());
    body.put("kind", letter.kind());
    body.put("at", letter.at());
    body.put("username", letter.username());
    body.put("name", letter.name());
    body.put("telephone", letter.telephone());
    body.put("subject", letter.subject());
    body.put("text", letter.text());
    body.put("link", letter.link());
    return body;
  }

  private String signature(String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
