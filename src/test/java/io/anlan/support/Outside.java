package io.anlan.support;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The mail server and the gateway that the shared Anlan is configured for; nobody listens there
 * until a test starts one.
 */
public final class Outside {

  public static final String SECRET = "a-secret-of-the-tests";

  private static final int MAIL_PORT = freePort();
  private static final int GATEWAY_PORT = freePort();

  private Outside() {}

  /** Name and value of each setting. */
  public static String[] properties() {
    return new String[] {
      "spring.mail.host=127.0.0.1",
      "spring.mail.port=" + MAIL_PORT,
      "anlan.mail.from=安澜 <anlan@example.cn>",
      "anlan.webhook.url=http://127.0.0.1:" + GATEWAY_PORT + "/hook",
      "anlan.webhook.secret=" + SECRET,
      "anlan.url=https://anlan.example.cn/",
    };
  }

  /** Below those that the system gives to clients: while nobody listens, it gives it to nobody. */
  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // Another one, then.
      }
    }
  }

  /** A real SMTP server. */
  public static GreenMail mailServer() {
    GreenMail server =
        new GreenMail(new ServerSetup(MAIL_PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return server;
  }

  /** What a {@link Moody} mail server does at a command; everything else it accepts. */
  public enum Mood {
    SILENT_FROM_THE_START("", null),
    SILENT_IN_THE_END(".", null),
    BUSY("MAIL", "451 4.3.0 try again later"),
    KNOWS_NOBODY("RCPT", "550 5.1.1 no such user");

    private final String at;
    private final String answer;

    Mood(String at, String answer) {
      this.at = at;
      this.answer = answer;
    }
  }

  /** A mail server in a mood. */
  public static final class Moody implements AutoCloseable {

    private final ServerSocket socket;
    private final Mood mood;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    public Moody(Mood mood) {
      this.mood = mood;
      try {
        socket = new ServerSocket(MAIL_PORT, 50, InetAddress.getLoopbackAddress());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      new Thread(this::serve, "moody mail server").start();
    }

    /** The first words of the commands that came in. */
    public List<String> heard() {
      return heard;
    }

    private void serve() {
      while (!socket.isClosed()) {
        try {
          Socket client = socket.accept();
          new Thread(() -> talk(client), "moody mail server talks").start();
        } catch (IOException closed) {
          return;
        }
      }
    }

    private void talk(Socket client) {
      try (client;
          var in =
              new BufferedReader(
                  new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
          Writer out = new OutputStreamWriter(client.getOutputStream())) {
        if (mood != Mood.SILENT_FROM_THE_START) say(out, "220 moody");
        boolean data = false;
        for (String line; (line = in.readLine()) != null; ) {
          if (data && !line.equals(".")) continue;
          String command = line.split(" ")[0];
          heard.add(command);
          data = command.equals("DATA");
          if (!command.equals(mood.at)) say(out, data ? "354 go on" : "250 well");
          else if (mood.answer != null) say(out, mood.answer);
        }
      } catch (IOException gone) {
        heard.add("gone");
      }
    }

    private static void say(Writer out, String line) throws IOException {
      out.write(line + "\r\n");
      out.flush();
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** One call of the gateway. */
  public record Call(String path, Map<String, List<String>> headers, String body) {

    public String header(String name) {
      return headers.entrySet().stream()
          .filter(h -> h.getKey().equalsIgnoreCase(name))
          .map(h -> h.getValue().get(0))
          .findFirst()
          .orElse(null);
    }
  }

  /** A real HTTP server that notes what is posted to it. */
  public static final class Gateway implements AutoCloseable {

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile int status = 204;

    public Gateway() {
      try {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", GATEWAY_PORT), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server.createContext("/", this::take);
      server.start();
    }

    public Gateway answers(int status) {
      this.status = status;
      return this;
    }

    public List<Call> calls() {
      return calls;
    }

    private void take(HttpExchange exchange) throws IOException {
      try (exchange) {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(
            new Call(
                exchange.getRequestURI().getPath(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, -1);
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
