package io.anlan.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Another program that talks to Anlan: HTTP Basic, JSON, no cookies. */
@Component
public class Client {

  /** The demo's password. */
  public static final String PASSWORD = "Anlan@2026";

  private static final Pattern TOKEN =
      Pattern.compile("<meta name=\"csrf-token\" content=\"([^\"]+)\"");

  private static final String BOUNDARY = "----anlan-test-boundary";

  /** Anlan speaks HTTP/1.1, and asking it for more on each call takes time. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final ObjectMapper json;
  private final Environment environment;

  Client(ObjectMapper json, Environment environment) {
    this.json = json;
    this.environment = environment;
  }

  /** What came back; {@code body} is missing where it is not JSON. */
  public record Answer(int status, JsonNode body, byte[] bytes, HttpHeaders headers) {

    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The stable code of a problem. */
    public String code() {
      return body.path("code").asText();
    }

    /** Where a redirect leads; empty when it is none. */
    public String location() {
      return headers.firstValue("Location").orElse("");
    }

    /** The messages of a problem by their fields. */
    public Map<String, String> errors() {
      Map<String, String> errors = new LinkedHashMap<>();
      body.path("errors")
          .forEach(e -> errors.put(e.path("field").asText(), e.path("message").asText()));
      return errors;
    }

    @Override
    public String toString() {
      return status + " " + text();
    }
  }

  /** A path as an address; the address of a redirect is one already. */
  public String url(String path) {
    if (path.startsWith("http")) return path;
    return "http://localhost:" + environment.getProperty("local.server.port") + path;
  }

  /** One of the demo's people. */
  public As as(String username) {
    return new As(username, PASSWORD);
  }

  public As as(String username, String password) {
    return new As(username, password);
  }

  /** Somebody who does not sign in. */
  public As stranger() {
    return new As(null, null);
  }

  /** A browser in which nobody has signed in yet. */
  public As browser() {
    As browser = new As(null, null);
    browser.cookies = new LinkedHashMap<>();
    return browser;
  }

  /** One of the demo's people at a browser: signed in by the form, sending the token. */
  public As signedIn(String username) {
    return signedIn(username, PASSWORD);
  }

  public As signedIn(String username, String password) {
    As browser = browser();
    browser.token(browser.get("/login"));
    Answer signedIn = browser.form("/login", Map.of("username", username, "password", password));
    if (signedIn.status() != 302 || signedIn.location().contains("error")) {
      throw new IllegalStateException(username + " cannot sign in: " + signedIn.location());
    }
    browser.token(browser.get("/password"));
    return browser;
  }

  /** One person's calls. */
  public final class As {

    private final String username;
    private final String password;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** Null for a program, which keeps none. */
    private Map<String, String> cookies;

    private As(String username, String password) {
      this.username = username;
      this.password = password;
    }

    public As header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    public As without(String header) {
      headers.remove(header);
      return this;
    }

    /** The value of a cookie; null when there is none. */
    public String cookie(String name) {
      return cookies == null ? null : cookies.get(name);
    }

    /** Sends the token that this page carries from now on. */
    private void token(Answer page) {
      Matcher token = TOKEN.matcher(page.text());
      if (!token.find()) throw new IllegalStateException("no token in " + page);
      header("X-CSRF-TOKEN", token.group(1));
    }

    /** A form, as a browser without scripts sends it. */
    public Answer form(String path, Map<String, String> fields) {
      String body =
          fields.entrySet().stream()
              .map(f -> encode(f.getKey()) + "=" + encode(f.getValue()))
              .collect(Collectors.joining("&"));
      return send("POST", path, "application/x-www-form-urlencoded", BodyPublishers.ofString(body));
    }

    /** The same, with a field that comes several times. */
    public Answer form(String path, String field, List<String> values) {
      String body =
          values.stream()
              .map(value -> encode(field) + "=" + encode(value))
              .collect(Collectors.joining("&"));
      return send("POST", path, "application/x-www-form-urlencoded", BodyPublishers.ofString(body));
    }

    private static String encode(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public Answer get(String path) {
      return send("GET", path, null, BodyPublishers.noBody());
    }

    public Answer delete(String path) {
      return send("DELETE", path, null, BodyPublishers.noBody());
    }

    public Answer post(String path, Object body) {
      return withJson("POST", path, body);
    }

    public Answer put(String path, Object body) {
      return withJson("PUT", path, body);
    }

    /**
     * Any method; a null body is none, texts and bytes are sent as they stand, all else as JSON.
     */
    public Answer withJson(String method, String path, Object body) {
      try {
        BodyPublisher publisher =
            body == null
                ? BodyPublishers.noBody()
                : body instanceof byte[] bytes
                    ? BodyPublishers.ofByteArray(bytes)
                    : BodyPublishers.ofString(
                        body instanceof String text ? text : json.writeValueAsString(body));
        return send(method, path, "application/json", publisher);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** A multipart upload of one file with its fields. */
    public Answer upload(String path, Map<String, String> fields, String fileName, byte[] content) {
      return upload(path, fields, Map.of("file", new File(fileName, content)));
    }

    public Answer upload(String path, Map<String, String> fields, Map<String, File> files) {
      return upload("POST", path, fields, files);
    }

    public Answer upload(
        String method, String path, Map<String, String> fields, Map<String, File> files) {
      try {
        var out = new ByteArrayOutputStream();
        for (var field : fields.entrySet()) {
          out.writeBytes(part("name=\"" + field.getKey() + "\"", null));
          out.writeBytes(field.getValue().getBytes(StandardCharsets.UTF_8));
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        for (var file : files.entrySet()) {
          out.writeBytes(
              part(
                  "name=\"" + file.getKey() + "\"; filename=\"" + file.getValue().name + "\"",
                  "application/octet-stream"));
          out.writeBytes(file.getValue().content);
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return send(
            method,
            path,
            "multipart/form-data; boundary=" + BOUNDARY,
            BodyPublishers.ofByteArray(out.toByteArray()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static byte[] part(String disposition, String type) {
      String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n";
      if (type != null) head += "Content-Type: " + type + "\r\n";
      return (head + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private Answer send(String method, String path, String type, BodyPublisher body) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)));
      request.method(method, body);
      if (type != null) request.header("Content-Type", type);
      if (username != null) {
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
      }
      headers.forEach(request::setHeader);
      if (cookies != null && !cookies.isEmpty()) {
        request.header(
            "Cookie",
            cookies.entrySet().stream()
                .map(c -> c.getKey() + "=" + c.getValue())
                .collect(Collectors.joining("; ")));
      }
      try {
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        if (cookies != null) keep(response.headers().allValues("Set-Cookie"));
        return new Answer(
            response.statusCode(), read(response), response.body(), response.headers());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private void keep(List<String> given) {
      for (String cookie : given) {
        String[] pair = cookie.substring(0, (cookie + ";").indexOf(';')).split("=", 2);
        if (cookie.contains("Max-Age=0")) cookies.remove(pair[0]);
        else cookies.put(pair[0], pair[1]);
      }
    }

    private JsonNode read(HttpResponse<byte[]> response) throws IOException {
      String type = response.headers().firstValue("Content-Type").orElse("");
      return type.contains("json") ? json.readTree(response.body()) : MissingNode.getInstance();
    }
  }

  /** A file to be uploaded. */
  public record File(String name, byte[] content) {}
}
