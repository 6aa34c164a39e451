package io.anlan.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anlan.account.Accounts;
import io.anlan.account.Contact;
import io.anlan.audit.ActWords;
import io.anlan.division.Divisions;
import io.anlan.notification.Preferences.Wish;
import io.anlan.notification.Templates.Template;
import io.anlan.shared.web.Times;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Puts into words, in the language of whoever reads it, what a message has to tell. */
@Component
class Wording {

  private static final int LONGEST_SUBJECT = 200;

  private final Preferences preferences;
  private final Templates templates;
  private final Accounts accounts;
  private final Divisions divisions;
  private final MessageSource messages;
  private final ActWords actWords;
  private final Times times;
  private final ObjectMapper json;
  private final String url;

  Wording(
      Preferences preferences,
      Templates templates,
      Accounts accounts,
      Divisions divisions,
      MessageSource messages,
      ActWords actWords,
      Times times,
      ObjectMapper json,
      @Value("${anlan.url:}") String url) {
    this.preferences = preferences;
    this.templates = templates;
    this.accounts = accounts;
    this.divisions = divisions;
    this.messages = messages;
    this.actWords = actWords;
    this.times = times;
    this.json = json;
    this.url = url.strip().replaceFirst("/+$", "");
  }

  String kept(Object facts) {
    try {
      return json.writeValueAsString(facts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> T read(String facts, Class<T> type) {
    try {
      return json.readValue(facts, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  Letter letter(UUID uuid, String kind, String username, String facts) {
    Wish wish = preferences.of(username);
    Contact contact = accounts.contacts(List.of(username)).get(username);
    Template template = templates.of(kind, wish.language());
    Map<String, String> words = new HashMap<>();
    Instant at;
    if (kind.equals(Templates.DIGEST)) {
      Summary summary = read(facts, Summary.class);
      at = summary.at();
      words.putAll(words(summary, wish.locale()));
    } else {
      Event event = read(facts, Event.class);
      at = event.at();
      words.putAll(words(event, wish.locale()));
    }
    words.put("name", contact.name());
    String subject = subject(template.subject(), words);
    String text = text(template.text(), words);
    return new Letter(
        uuid,
        kind,
        username,
        contact.name(),
        wish.email(),
        contact.telephone(),
        at,
        subject,
        text,
        html(text, words.get("link"), wish.language()),
        words.get("link").isEmpty() ? null : words.get("link"));
  }

  /** One line, whatever names and reasons hold: a second one would be a header of its own. */
  static String subject(String template, Map<String, String> words) {
    String line = Templates.fill(template, words).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST_SUBJECT
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "…";
  }

  /** What has nothing to say leaves no hole. */
  static String text(String template, Map<String, String> words) {
    return Templates.fill(template, words).replaceAll("\n{3,}", "\n\n").strip();
  }

  /** The text as paragraphs; nothing that somebody wrote is markup, and only our link is one. */
  static String html(String text, String link, String language) {
    String address = HtmlUtils.htmlEscape(link);
    String anchor = "<a href=\"" + address + "\">" + address + "</a>";
    String paragraphs =
        Arrays.stream(HtmlUtils.htmlEscape(text).split("\n{2,}"))
            .map(p -> address.isEmpty() ? p : p.replace(address, anchor))
            .map(p -> "<p>" + p.replace("\n", "<br>\n") + "</p>")
            .collect(Collectors.joining("\n"));
    return """
        <!DOCTYPE html>
        <html lang="%s">
        <body style="font: 16px/1.6 sans-serif; color: #1f2937; max-width: 40em">
        %s
        </body>
        </html>
        """
        .formatted(language, paragraphs);
  }

  private Map<String, String> words(Event event, Locale locale) {
    Map<String, String> words = new HashMap<>();
    words.put("action", action(event, locale));
    words.put("community", communities(List.of(event)).getOrDefault(event, ""));
    words.put("number", ofFile(event.number()) ? event.number() : "");
    words.put("actor", actor(event.actor()));
    words.put(
        "words",
        Objects.requireNonNullElse(actWords.of(event.action(), event.words(), locale), ""));
    words.put("time", times.minute(event.at()));
    words.put(
        "link", link(ofFile(event.number()) ? "/applications/" + event.number() : "/notices"));
    return words;
  }

  private Map<String, String> words(Summary summary, Locale locale) {
    Map<String, String> words = new HashMap<>();
    words.put("date", summary.day().toString());
    words.put("overdue", String.valueOf(summary.overdue()));
    words.put("due", String.valueOf(summary.due()));
    words.put("returned", String.valueOf(summary.returned()));
    words.put("new", String.valueOf(summary.fresh()));
    words.put(
        "tasks",
        summary.tasks().stream().map(task -> line(task, locale)).collect(Collectors.joining("\n")));
    Map<Event, String> communities = communities(summary.notices());
    words.put(
        "messages",
        summary.notices().stream()
            .map(event -> line(event, communities.getOrDefault(event, ""), locale))
            .collect(Collectors.joining("\n")));
    words.put("link", link("/"));
    return words;
  }

  private String line(Summary.Task task, Locale locale) {
    String name = messages.getMessage("task." + task.key(), null, task.key(), locale);
    Object[] args = {
      name,
      task.community(),
      task.number() == null ? "" : task.number(),
      task.dueAt() == null ? "—" : times.day(task.dueAt())
    };
    return messages.getMessage("notification.line.task", args, locale);
  }

  private String line(Event event, String community, Locale locale) {
    String number = ofFile(event.number()) ? event.number() : "";
    Object[] args = {action(event, locale), community, number, times.minute(event.at())};
    return messages.getMessage("notification.line.message", args, locale).strip();
  }

  private String action(Event event, Locale locale) {
    return messages.getMessage("action." + event.action(), null, event.action().name(), locale);
  }

  private String actor(String username) {
    return username.equals("system") ? "" : accounts.names(List.of(username)).get(username);
  }

  /** The community's code stands in the number of its file. */
  private Map<Event, String> communities(List<Event> events) {
    Map<Event, String> codes = new HashMap<>();
    for (Event event : events) {
      if (ofFile(event.number())) codes.put(event, event.number().split("-")[1]);
    }
    Map<String, String> names = divisions.names(codes.values().stream().distinct().toList());
    codes.replaceAll((event, code) -> names.getOrDefault(code, ""));
    return codes;
  }

  private static boolean ofFile(String number) {
    return number.split("-").length == 3 && number.indexOf(':') < 0;
  }

  private String link(String path) {
    return url.isEmpty() ? "" : url + path;
  }

  /** The words of a made-up case, for whoever writes a template. */
  Map<String, String> sample(String kind, Locale locale) {
    Map<String, String> words = new HashMap<>();
    for (String placeholder :
        List.of("name", "community", "number", "actor", "words", "tasks", "messages")) {
      words.put(
          placeholder, messages.getMessage("notification.sample." + placeholder, null, locale));
    }
    words.put("action", messages.getMessage("notification.kind." + kind, null, locale));
    words.put("time", "2026-11-26 09:15");
    words.put("date", "2026-11-26");
    words.put("overdue", "1");
    words.put("due", "3");
    words.put("returned", "0");
    words.put("new", "5");
    words.put("link", link("/").isEmpty() ? "https://anlan.example/" : link("/"));
    return words;
  }
}
