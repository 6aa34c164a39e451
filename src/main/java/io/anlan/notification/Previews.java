package io.anlan.notification;

import io.anlan.notification.Templates.Template;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a template would become, with a made-up case in it. */
@Component
public class Previews {

  /** The subject and the text as they would be read. */
  public record Preview(String subject, String text) {}

  private final Wording wording;

  Previews(Wording wording) {
    this.wording = wording;
  }

  public Preview of(String kind, String language, Template template) {
    Map<String, String> words = wording.sample(kind, Locale.forLanguageTag(language));
    return new Preview(
        Wording.subject(template.subject(), words), Wording.text(template.text(), words));
  }
}
