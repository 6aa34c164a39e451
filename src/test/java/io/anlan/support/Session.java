package io.anlan.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One of the demo's people in front of our pages, without a script: cookies and forms. */
public final class Session {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final Client client;
  private String token;

  public Session(Client client, String username) {
    this.client = client;
    get("/login");
    post("/login", Map.of("username", username, "password", Client.PASSWORD));
    get("/applications");
  }

  /** The page, whose token the next form sends. */
  public String get(String path) {
    String page = send(page(path).build()).body();
    Matcher found = TOKEN.matcher(page);
    if (found.find()) token = found.group(1);
    return page;
  }

  public HttpResponse<String> post(String path, Map<String, String> fields) {
    String form =
        fields.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return post(path, "application/x-www-form-urlencoded", BodyPublishers.ofString(form));
  }

  /** As htmx posts a part of a page. */
  public HttpResponse<String> post(String path, String type, BodyPublisher body) {
    return send(
        page(path)
            .header("Content-Type", type)
            .header("X-CSRF-TOKEN", token)
            .header("HX-Request", "true")
            .POST(body)
            .build());
  }

  private HttpRequest.Builder page(String path) {
    return HttpRequest.newBuilder(URI.create(client.url(path))).header("Accept", "text/html,*/*");
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
