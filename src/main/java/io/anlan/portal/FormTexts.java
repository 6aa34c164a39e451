package io.anlan.portal;

import io.anlan.inbox.TaskForm;
import io.anlan.inbox.TaskForm.Element;
import io.anlan.inbox.TaskForm.Option;
import io.anlan.shared.Texts;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.stereotype.Component;

/**
 * The words of a form in the reader's language. Chinese stands in the form itself; English comes
 * from {@code messages/forms_en} under {@code form.<form>.<key>}.
 */
@Component("formTexts")
public class FormTexts {

  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-zA-Z.]+)}}");

  private final Texts texts;
  private final Parser markdown = Parser.builder().build();
  private final HtmlRenderer html =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).softbreak("<br>").build();

  FormTexts(Texts texts) {
    this.texts = texts;
  }

  public String label(TaskForm form, Element element) {
    return word(form, element.key() + ".label", element.label());
  }

  /** Null where there is none. */
  public String description(TaskForm form, Element element) {
    return word(form, element.key() + ".description", element.description());
  }

  public List<Option> options(TaskForm form, Element element) {
    if (element.optionsKey() != null) return form.options(element);
    return element.options().stream()
        .map(o -> new Option(o.value(), word(form, element.key() + "." + o.value(), o.label())))
        .toList();
  }

  /** A text of the form with the sheet's values in its places, as HTML; the sheet is Markdown. */
  public String text(TaskForm form, Element element) {
    String own = texts.textOr("form." + form.name() + "." + element.id(), null);
    String template = own != null ? own : texts.textOr("form." + element.id(), element.text());
    Matcher place = PLACE.matcher(template);
    String filled =
        place.replaceAll(found -> Matcher.quoteReplacement(value(form.sheet(), found.group(1))));
    return html.render(markdown.parse(filled));
  }

  private String word(TaskForm form, String key, String otherwise) {
    return otherwise == null ? null : texts.textOr("form." + form.name() + "." + key, otherwise);
  }

  private static String value(Map<String, Object> sheet, String path) {
    Object at = sheet;
    for (String step : path.split("\\.")) at = at instanceof Map<?, ?> map ? map.get(step) : null;
    return at == null ? "" : at.toString();
  }
}
