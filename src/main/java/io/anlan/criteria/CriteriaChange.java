package io.anlan.criteria;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One cell that differs between two versions of the criteria.
 *
 * @param row as people write it: {@code 1.3.1}, {@code C3}
 * @param column such as {@code text} or {@code points}; {@code row} where a whole row is new or
 *     gone, shown by its text
 * @param before null where the row is new, or the cell was empty
 * @param after null where the row is gone, or the cell is empty
 */
public record CriteriaChange(String row, String column, String before, String after) {

  static final String ROW = "row";

  static List<CriteriaChange> between(CriteriaVersion former, CriteriaVersion later) {
    Map<String, Map<String, String>> before = rows(former);
    Map<String, Map<String, String>> after = rows(later);
    List<CriteriaChange> changes = new ArrayList<>();
    after.forEach((row, cells) -> compare(row, before.get(row), cells, changes));
    before.forEach(
        (row, cells) -> {
          if (!after.containsKey(row)) compare(row, cells, null, changes);
        });
    return changes;
  }

  private static void compare(
      String row,
      Map<String, String> before,
      Map<String, String> after,
      List<CriteriaChange> changes) {
    if (before == null || after == null) {
      changes.add(
          new CriteriaChange(
              row,
              ROW,
              before == null ? null : before.get("text"),
              after == null ? null : after.get("text")));
      return;
    }
    after.forEach(
        (column, is) -> {
          String was = before.get(column);
          if (!Objects.equals(was, is)) changes.add(new CriteriaChange(row, column, was, is));
        });
  }

  private static Map<String, Map<String, String>> rows(CriteriaVersion version) {
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    for (Condition c : version.conditions()) {
      Map<String, String> cells = new LinkedHashMap<>();
      cells.put("text", c.text());
      cells.put("official", String.valueOf(c.official()));
      cells.put("evidence", c.evidenceHint());
      rows.put("C" + c.no(), cells);
    }
    for (Item i : version.items()) {
      Map<String, String> cells = new LinkedHashMap<>();
      cells.put("area", i.area());
      cells.put("indicator", i.indicator());
      cells.put("text", i.text());
      cells.put("points", i.maxPoints().stripTrailingZeros().toPlainString());
      cells.put("official", String.valueOf(i.official()));
      cells.put("departments", i.departments());
      cells.put("on-site", String.valueOf(i.onSite()));
      cells.put("basis", i.basis());
      cells.put("evidence", i.evidenceHint());
      rows.put(i.code(), cells);
    }
    return rows;
  }
}
