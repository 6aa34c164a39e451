package io.anlan.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Chinese of Camunda's four pages against the English that they are shipped with. */
class WebappTextsTest {

  private static final String RESOURCES = "META-INF/resources/";
  private static final String PAGES = RESOURCES + "webjars/camunda/";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}|\\{}");

  @ParameterizedTest
  @ValueSource(strings = {"tasklist", "welcome", "cockpit", "admin"})
  void theChineseNamesNothingThatThePageDoesNotKnow(String app) throws IOException {
    assertThat(english(app).keySet()).containsAll(chinese(app).keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasklist", "welcome", "cockpit", "admin"})
  void theChineseKeepsThePlaceholders(String app) throws IOException {
    Map<String, String> english = english(app);
    chinese(app)
        .forEach(
            (key, text) -> {
              assertThat(placeholders(text)).as(key).isEqualTo(placeholders(english.get(key)));
              assertThat(text.isBlank()).as(key).isEqualTo(english.get(key).isBlank());
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasklist", "welcome"})
  void thePageOfEverybodyIsTranslatedToTheLastWord(String app) throws IOException {
    assertThat(chinese(app).keySet()).isEqualTo(english(app).keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasklist", "welcome", "cockpit", "admin"})
  void whateverThePageCanShowIsTranslated(String app) throws IOException {
    Set<String> words =
        List.of(
                PAGES + "lib/deps.js",
                PAGES + "app/" + app + "/camunda-" + app + "-bootstrap.js",
                PAGES + "app/" + app + "/index.html",
                RESOURCES + "plugin/" + app + "/app/plugin.js")
            .stream()
            .map(WebappTextsTest::text)
            .flatMap(text -> Pattern.compile("\\w+").matcher(text).results())
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    assertThat(english(app).keySet().stream().filter(words::contains))
        .hasSizeGreaterThan(100)
        .allMatch(chinese(app)::containsKey);
  }

  private static List<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(r -> String.valueOf(r.group(1)))
        .sorted()
        .toList();
  }

  private static Map<String, String> chinese(String app) throws IOException {
    return labels(app, "zh");
  }

  private static Map<String, String> english(String app) throws IOException {
    return labels(app, "en");
  }

  private static Map<String, String> labels(String app, String language) throws IOException {
    // The shipped files begin with a byte order mark.
    String json =
        text(PAGES + "app/" + app + "/locales/" + language + ".json").replace("\uFEFF", "");
    Map<String, String> labels = new TreeMap<>();
    new ObjectMapper()
        .readTree(json)
        .path("labels")
        .fields()
        .forEachRemaining(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }

  /** Empty where an app has no such file. */
  private static String text(String resource) {
    try (InputStream in = WebappTextsTest.class.getClassLoader().getResourceAsStream(resource)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
