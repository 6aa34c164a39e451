package io.anlan.shared;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Texts of the message bundles in the reader's language. */
@Component
public class Texts {

  /** A field at fault, in words. */
  public record FieldMessage(String field, String message) {}

  private final MessageSource messages;

  Texts(MessageSource messages) {
    this.messages = messages;
  }

  public String text(String key, Object... args) {
    return messages.getMessage(key, args, locale());
  }

  /** The text, or what stands in its place where no bundle has it. */
  public String textOr(String key, String otherwise) {
    return messages.getMessage(key, null, otherwise, locale());
  }

  /** For whoever starts Anlan, whose language nobody knows. */
  public String inBothLanguages(String key, Object... args) {
    return messages.getMessage(key, args, Locale.SIMPLIFIED_CHINESE)
        + "\n"
        + messages.getMessage(key, args, Locale.ENGLISH);
  }

  /** For what is kept beside the models, which are Chinese whatever the reader's language. */
  public String chinese(String key, Object... args) {
    return messages.getMessage(key, args, Locale.SIMPLIFIED_CHINESE);
  }

  /** What happened, why and what to do. */
  public String detail(Problem problem) {
    return text("problem." + problem.code(), problem.args());
  }

  public List<FieldMessage> faults(Problem problem) {
    return problem.faults().stream()
        .map(f -> new FieldMessage(f.field(), text("problem." + f.code(), f.args())))
        .toList();
  }

  /** For a page that shows one sentence: the faults in words, or else the problem itself. */
  public String words(Problem problem) {
    String faults =
        faults(problem).stream()
            .map(FieldMessage::message)
            .distinct()
            .collect(Collectors.joining(" "));
    return faults.isEmpty() ? detail(problem) : faults;
  }

  /**
   * For a page that shows each fault at its field; a problem at no field stands under the empty
   * name.
   */
  public Map<String, String> byField(Problem problem) {
    Map<String, String> words = new LinkedHashMap<>();
    faults(problem).forEach(f -> words.merge(f.field(), f.message(), (a, b) -> a + " " + b));
    return words.isEmpty() ? Map.of("", detail(problem)) : words;
  }

  /** The message with its field, for readers who see no form beside it. */
  public String named(FieldMessage fault) {
    String name = messages.getMessage("field." + fault.field(), null, null, locale());
    return name == null
        ? fault.field() + ": " + fault.message()
        : text("field", name, fault.field(), fault.message());
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }
}
