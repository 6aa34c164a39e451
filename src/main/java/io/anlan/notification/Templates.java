package io.anlan.notification;

import io.anlan.shared.Administered;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import io.anlan.shared.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The texts of messages: shipped ones, and in their place what an administrator has written. */
@Component
public class Templates {

  /** The template of the daily digest; the others are named after their {@link Kind}. */
  public static final String DIGEST = "DIGEST";

  public static final List<String> LANGUAGES = List.of("zh", "en");

  public static final int LONGEST_SUBJECT = 200;
  public static final int LONGEST_TEXT = 4000;

  private static final List<String> OF_KINDS =
      List.of("name", "action", "community", "number", "actor", "words", "time", "link");

  private static final List<String> OF_DIGEST =
      List.of("name", "date", "overdue", "due", "returned", "new", "tasks", "messages", "link");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}\\n]*)}");

  /**
   * One text.
   *
   * @param own whether an administrator has written it
   */
  public record Template(String subject, String text, boolean own) {}

  private final JdbcClient jdbc;
  private final MessageSource messages;
  private final ApplicationEventPublisher events;

  Templates(JdbcClient jdbc, MessageSource messages, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.messages = messages;
    this.events = events;
  }

  /** Every kind of message that has a text. */
  public List<String> kinds() {
    return Stream.concat(Stream.of(Kind.values()).map(Kind::name), Stream.of(DIGEST)).toList();
  }

  /** What may stand in braces in the texts of this kind. */
  public List<String> placeholders(String kind) {
    return kind.equals(DIGEST) ? OF_DIGEST : OF_KINDS;
  }

  /**
   * @throws Problem 404 for a kind or a language that there is not
   */
  @Transactional(readOnly = true)
  public Template of(String kind, String language) {
    if (!kinds().contains(kind) || !LANGUAGES.contains(language)) throw Problem.notFound();
    return jdbc.sql(
            "select subject, text from notification_template where kind = ? and language = ?")
        .params(kind, language)
        .query((rs, n) -> new Template(rs.getString(1), rs.getString(2), true))
        .optional()
        .orElseGet(
            () ->
                new Template(
                    shipped(kind, "subject", language), shipped(kind, "text", language), false));
  }

  private String shipped(String kind, String part, String language) {
    return messages.getMessage(
        "notification.template." + kind + "." + part, null, Locale.forLanguageTag(language));
  }

  /**
   * The text as it would be stored.
   *
   * @throws Problem 404 as {@link #of}; 422 on {@code subject} or {@code text}
   */
  public Template checked(String kind, String language, String subject, String text) {
    of(kind, language);
    List<Fault> faults = new ArrayList<>();
    Template checked =
        new Template(
            words("subject", subject, LONGEST_SUBJECT, kind, faults),
            words("text", text, LONGEST_TEXT, kind, faults),
            true);
    if (checked.subject().lines().count() > 1) faults.add(new Fault("subject", "one-line"));
    if (!faults.isEmpty()) throw Problem.fields(faults);
    return checked;
  }

  private String words(String field, String typed, int longest, String kind, List<Fault> faults) {
    try {
      String words = Words.required(field, typed, longest).replace("\r\n", "\n");
      Set<String> unknown = new TreeSet<>();
      PLACEHOLDER.matcher(words).results().forEach(found -> unknown.add(found.group(1)));
      unknown.removeAll(placeholders(kind));
      if (!unknown.isEmpty()) {
        String known = "{" + String.join("} {", placeholders(kind)) + "}";
        faults.add(
            new Fault(
                field, "unknown-placeholder", "{" + String.join("} {", unknown) + "}", known));
      }
      return words;
    } catch (Problem problem) {
      faults.addAll(problem.faults());
      return "";
    }
  }

  /**
   * @throws Problem as {@link #checked}
   */
  @Transactional
  public void write(String kind, String language, String subject, String text) {
    Template checked = checked(kind, language, subject, text);
    jdbc.sql(
            """
            insert into notification_template (kind, language, subject, text) values (?, ?, ?, ?)
            on conflict (kind, language)
            do update set subject = excluded.subject, text = excluded.text""")
        .params(kind, language, checked.subject(), checked.text())
        .update();
    events.publishEvent(
        new Administered("TEMPLATE_CHANGED", kind + " " + language + ": " + checked.subject()));
  }

  /** Back to the shipped text. */
  @Transactional
  public void reset(String kind, String language) {
    of(kind, language);
    jdbc.sql("delete from notification_template where kind = ? and language = ?")
        .params(kind, language)
        .update();
    events.publishEvent(new Administered("TEMPLATE_CHANGED", kind + " " + language + ": –"));
  }

  /** Puts the facts in; what is unknown stays as it stands. */
  static String fill(String text, Map<String, String> facts) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    Optional.ofNullable(facts.get(found.group(1))).orElse(found.group())));
  }
}
