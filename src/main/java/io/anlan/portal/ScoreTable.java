package io.anlan.portal;

import io.anlan.application.Assessment;
import io.anlan.application.Assessment.ItemView;
import io.anlan.application.Stage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The points of all stages side by side.
 *
 * @param stages the claim, and each stage that has given points
 */
public record ScoreTable(List<Stage> stages, List<Area> areas, Map<Stage, BigDecimal> totals) {

  /** {@code most}: the points that the area can give. */
  public record Area(
      String name, BigDecimal most, List<Row> rows, Map<Stage, BigDecimal> subtotals) {}

  /** {@code cells}: one for each stage of the table, in its order. */
  public record Row(ItemView item, List<Cell> cells) {}

  /**
   * @param points null where this stage has given none
   * @param difference from the claim; null for the claim itself and where either is missing
   */
  public record Cell(Stage stage, BigDecimal points, String reason, BigDecimal difference) {}

  public static ScoreTable of(Assessment sheet) {
    TreeSet<Stage> given = new TreeSet<>(List.of(Stage.SELF));
    sheet.items().forEach(i -> given.addAll(i.scores().keySet()));
    List<Stage> stages = List.copyOf(given);
    Map<String, List<Row>> byArea = new LinkedHashMap<>();
    for (ItemView item : sheet.items()) {
      List<Cell> cells = stages.stream().map(stage -> cell(item, stage)).toList();
      byArea.computeIfAbsent(item.area(), k -> new ArrayList<>()).add(new Row(item, cells));
    }
    List<Area> areas = new ArrayList<>();
    Map<Stage, BigDecimal> totals = new EnumMap<>(Stage.class);
    byArea.forEach(
        (name, rows) -> {
          Map<Stage, BigDecimal> subtotals = new EnumMap<>(Stage.class);
          BigDecimal most = BigDecimal.ZERO;
          for (Row row : rows) {
            most = most.add(row.item.maxPoints());
            for (Cell cell : row.cells) {
              if (cell.points != null) subtotals.merge(cell.stage, cell.points, BigDecimal::add);
            }
          }
          subtotals.forEach((stage, points) -> totals.merge(stage, points, BigDecimal::add));
          areas.add(new Area(name, most, rows, subtotals));
        });
    return new ScoreTable(stages, areas, totals);
  }

  private static Cell cell(ItemView item, Stage stage) {
    if (stage == Stage.SELF) return new Cell(stage, item.points(), item.reason(), null);
    Assessment.ScoreView score = item.scores().get(stage);
    if (score == null) return new Cell(stage, null, null, null);
    boolean both = score.points() != null && item.points() != null;
    BigDecimal difference = both ? score.points().subtract(item.points()) : null;
    return new Cell(stage, score.points(), score.reason(), difference);
  }
}
