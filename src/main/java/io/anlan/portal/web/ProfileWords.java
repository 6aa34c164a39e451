package io.anlan.portal.web;

import io.anlan.application.Hazard;
import io.anlan.application.Profile;
import io.anlan.shared.Texts;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What a profile says, in words. */
@Component
class ProfileWords {

  private final Texts texts;

  ProfileWords(Texts texts) {
    this.texts = texts;
  }

  /**
   * What is stored where something else was typed, a field a line.
   *
   * @param typed null when it could not be read
   */
  String differing(Profile stored, Profile typed) {
    if (typed == null) return "";
    return Stream.of(Profile.class.getRecordComponents())
        .filter(field -> !same(value(field, stored), value(field, typed)))
        .map(field -> texts.text("profile." + field.getName()) + ": " + word(value(field, stored)))
        .collect(Collectors.joining("\n"));
  }

  private static boolean same(Object stored, Object typed) {
    return Objects.equals("".equals(stored) ? null : stored, "".equals(typed) ? null : typed);
  }

  private String word(Object value) {
    if (value == null || "".equals(value)) return "—";
    if (value instanceof Boolean urban) return texts.text("profile.urban." + urban);
    if (value instanceof List<?> hazards) {
      return hazards.stream().map(this::word).collect(Collectors.joining(", "));
    }
    return value instanceof Hazard hazard ? texts.text("hazard." + hazard) : value.toString();
  }

  private static Object value(RecordComponent field, Profile profile) {
    try {
      return field.getAccessor().invoke(profile);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
