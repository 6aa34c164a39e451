package io.anlan.portal.web;

import io.anlan.application.Application;
import io.anlan.application.Assessment;
import io.anlan.application.Assessment.ConditionView;
import io.anlan.application.Assessment.ItemView;
import io.anlan.application.Assessment.Saved;
import io.anlan.application.Assessment.ScoreView;
import io.anlan.application.Profile;
import io.anlan.application.Stage;
import io.anlan.shared.Problem;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.ui.Model;

/**
 * A part of the sheet that is saved by itself.
 *
 * @param kind {@code profile}, {@code condition}, {@code item} or {@code official}
 * @param c the condition, or null
 * @param i the item, or null
 * @param version the stored one
 */
record SheetPart(String kind, ConditionView c, ItemView i, int version) {

  static final String OFFICIAL = "official-";

  private static final String CONDITION = "condition-";
  private static final String PROFILE = "profile";
  private static final List<String> PROFILE_FIELDS =
      Stream.of(Profile.class.getRecordComponents()).map(RecordComponent::getName).toList();

  /**
   * @param where {@code profile}, {@code condition-3}, {@code item-1.3.1} or {@code official-1.3.1}
   * @throws Problem 404 when there is no such part
   */
  static SheetPart of(String where, Application dossier, Assessment sheet) {
    if (where.equals(PROFILE)) {
      return new SheetPart(PROFILE, null, null, dossier.profileVersion());
    }
    if (where.startsWith(CONDITION)) {
      ConditionView c =
          sheet.conditions().stream()
              .filter(one -> where.equals(CONDITION + one.no()))
              .findFirst()
              .orElseThrow(Problem::notFound);
      return new SheetPart("condition", c, null, c.version());
    }
    boolean official = where.startsWith(OFFICIAL);
    ItemView i =
        sheet.items().stream()
            .filter(one -> where.equals((official ? OFFICIAL : "item-") + one.code()))
            .findFirst()
            .orElseThrow(Problem::notFound);
    if (!official) return new SheetPart("item", null, i, i.version());
    ScoreView given = i.scores().get(Stage.DISTRICT);
    return new SheetPart("official", null, i, given == null ? 0 : given.version());
  }

  /** For the fragments of {@code assessment.html}. */
  void show(Model model) {
    model.addAttribute("c", c);
    model.addAttribute("i", i);
    model.addAttribute("fragment", kind);
    model.addAttribute("fields", fields());
  }

  /** The fields at which something may be wrong. */
  private List<String> fields() {
    return switch (kind) {
      case PROFILE -> PROFILE_FIELDS;
      case "condition" -> List.of("explanation");
      default -> List.of("points", "reason");
    };
  }

  /** The user names of all who have saved something that the sheet shows. */
  static Set<String> savers(Application dossier, Assessment sheet) {
    Stream<Saved> claims =
        Stream.concat(
            Stream.of(dossier).map(Application::profileSaved),
            Stream.concat(
                sheet.conditions().stream().map(ConditionView::saved),
                sheet.items().stream().map(ItemView::saved)));
    return Stream.concat(
            claims.filter(Objects::nonNull).map(Saved::by),
            sheet.items().stream()
                .flatMap(item -> item.scores().values().stream())
                .map(ScoreView::scoredBy))
        .collect(Collectors.toSet());
  }
}
