package io.anlan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chinese and English say the same things, and every problem has its words. */
class MessagesTest {

  private static final Path MESSAGES = Path.of("src/main/resources/messages");
  private static final Pattern CODE =
      Pattern.compile(
          "(?:Problem\\s*\\.(?:unreadable|forbidden|conflict|rule)\\(\\s*|"
              + "Problem\\s*\\.(?:unreadableField|field|tooLarge)\\([^,]+,\\s*|"
              + "new Fault\\([^,;]+,\\s*)\"([a-z-]+)\"");

  /** A code chosen by a condition stands anywhere in the call; only codes have hyphens. */
  private static final Pattern CALL = Pattern.compile("(?:Problem\\s*\\.|new Fault\\()[^;]*;");

  private static final Pattern CHOSEN = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");

  private static final Pattern WORDS_AFTER_TAG =
      Pattern.compile(
          "(?<tag></[a-zA-Z:]+>|<[a-zA-Z:]+(?:\\s+[^\\s=>\"]+(?:=\"[^\"]*\")?)*\\s*/?>)"
              + "(?<words>[^<]*\\p{L}[^<]*)<");

  /** The names of languages stand in their own language. */
  private static final Pattern REPLACED = Pattern.compile("th:u?text=|th:replace=| lang=");

  private static final Pattern FIELD = Pattern.compile("\"key\"\\s*:\\s*\"(\\w+)\"");

  static Stream<Path> chinese() throws IOException {
    try (Stream<Path> files = Files.list(MESSAGES)) {
      return files
          .filter(f -> !f.toString().contains("_en"))
          // The forms' Chinese stands in the forms.
          .filter(f -> !f.endsWith("forms.properties"))
          .toList()
          .stream();
    }
  }

  /** A text without places to fill is shown as it stands: a doubled apostrophe stays doubled. */
  @Test
  void onlyTextsWithPlacesToFillDoubleTheirApostrophes() throws IOException {
    try (Stream<Path> files = Files.list(MESSAGES)) {
      for (Path file : files.toList()) {
        assertThat(Files.readAllLines(file))
            .as(file.toString())
            .filteredOn(line -> line.contains("''"))
            .allMatch(line -> line.matches(".*\\{[0-9].*"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("chinese")
  void everyTextIsThereInBothLanguages(Path file) throws IOException {
    Path english = Path.of(file.toString().replace(".properties", "_en.properties"));
    assertThat(new TreeSet<>(read(english).stringPropertyNames()))
        .isEqualTo(new TreeSet<>(read(file).stringPropertyNames()));
  }

  @Test
  void everyProblemInTheCodeHasWords() throws IOException {
    Set<String> words = new TreeSet<>();
    for (Path file : chinese().toList()) words.addAll(read(file).stringPropertyNames());
    Set<String> codes = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(f -> f.toString().endsWith(".java")).toList()) {
        String text = Files.readString(source);
        CODE.matcher(text).results().forEach(r -> codes.add("problem." + r.group(1)));
        CALL.matcher(text)
            .results()
            .flatMap(call -> CHOSEN.matcher(call.group()).results())
            .forEach(r -> codes.add("problem." + r.group(1)));
      }
    }
    assertThat(codes).hasSizeGreaterThan(50);
    assertThat(codes.stream().filter(c -> !words.contains(c)).collect(Collectors.toList()))
        .isEmpty();
  }

  @Test
  void everyFieldOfAFormHasItsName() throws IOException {
    Properties names = read(MESSAGES.resolve("workflow.properties"));
    try (Stream<Path> forms = Files.list(Path.of("forms"))) {
      for (Path form : forms.toList()) {
        var key = FIELD.matcher(Files.readString(form));
        while (key.find())
          assertThat(names).as(form.toString()).containsKey("field." + key.group(1));
      }
    }
  }

  @Test
  void everyTextOfAFormHasItsEnglish() throws IOException {
    Properties english = read(MESSAGES.resolve("forms_en.properties"));
    Set<String> missing = new TreeSet<>();
    Set<String> known = new TreeSet<>();
    ObjectMapper json = new ObjectMapper();
    try (Stream<Path> forms = Files.list(Path.of("forms"))) {
      for (Path form : forms.toList()) {
        String name = "form." + form.getFileName().toString().replace(".form", "") + ".";
        for (JsonNode element : json.readTree(form.toFile()).path("components")) {
          // What is filled in entirely has no words of its own.
          if (!element.path("text").asText().replaceAll("\\{\\{[^}]*}}", "").isBlank()) {
            String own = name + element.path("id").asText();
            String shared = "form." + element.path("id").asText();
            known.addAll(Set.of(own, shared));
            if (!english.containsKey(own) && !english.containsKey(shared)) missing.add(own);
          }
          String key = name + element.path("key").asText() + ".";
          Set<String> texts = new TreeSet<>();
          if (element.has("label") || element.has("dateLabel")) texts.add(key + "label");
          if (element.has("description")) texts.add(key + "description");
          element.path("values").forEach(v -> texts.add(key + v.path("value").asText()));
          known.addAll(texts);
          texts.removeIf(english::containsKey);
          missing.addAll(texts);
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(english.stringPropertyNames()).isSubsetOf(known);
  }

  /** What stands in a template is a sample that a text of a bundle replaces. */
  @Test
  void noTemplateSpeaksByItself() throws IOException {
    Set<String> spoken = new TreeSet<>();
    int read = 0;
    try (Stream<Path> templates = Files.list(Path.of("src/main/resources/templates"))) {
      for (Path template : templates.toList()) {
        String page = Files.readString(template).replaceAll("(?s)<!--.*?-->", "");
        var words = WORDS_AFTER_TAG.matcher(page);
        while (words.find()) {
          read++;
          if (!REPLACED.matcher(words.group("tag")).find()) {
            spoken.add(template.getFileName() + ": " + words.group("words").strip());
          }
        }
      }
    }
    assertThat(read).isGreaterThan(200);
    assertThat(spoken).isEmpty();
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    return properties;
  }
}
