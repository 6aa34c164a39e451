package io.anlan.criteria;

import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import io.anlan.shared.TableFile.Row;
import io.anlan.shared.TableFile.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads and checks the rows of a scoring table; every fault names its row. */
final class CriteriaTable {

  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final BigDecimal STEP = new BigDecimal("0.5");
  private static final int MAX_FAULTS = 100;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");
  private static final Pattern CODE = Pattern.compile("(?=.{1,16}$)[0-9]+(\\.[0-9]+)*");

  private final List<Fault> faults = new ArrayList<>();

  /**
   * @throws Problem 422 with a fault for each broken rule
   */
  static List<Item> items(Table table) {
    CriteriaTable reader = new CriteriaTable();
    reader.requireColumns(
        "items",
        table,
        List.of("area_no", "area_points", "indicator_no", "item_text", "max_points"));
    List<Item> items = reader.readItems(table.rows());
    reader.refuseFaults();
    return items;
  }

  static List<Condition> conditions(Table table) {
    CriteriaTable reader = new CriteriaTable();
    reader.requireColumns("conditions", table, List.of("no", "condition"));
    List<Condition> conditions = reader.readConditions(table.rows());
    reader.refuseFaults();
    return conditions;
  }

  private void requireColumns(String field, Table table, List<String> columns) {
    for (String column : columns) {
      if (!table.columns().contains(column)) {
        faults.add(new Fault(field + "/1", "criteria-column", column));
      }
    }
    // Without a column every row would only repeat that it is missing.
    refuseFaults();
  }

  private void refuseFaults() {
    if (!faults.isEmpty()) {
      throw Problem.fields(faults.subList(0, Math.min(faults.size(), MAX_FAULTS)));
    }
  }

  private List<Item> readItems(List<Row> rows) {
    List<Item> items = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    Map<Integer, BigDecimal> stated = new LinkedHashMap<>();
    Map<Integer, BigDecimal> sums = new LinkedHashMap<>();
    Set<String> codes = new HashSet<>();
    for (Row row : rows) {
      String at = "items/" + row.number();
      Integer areaNo = integer(at, row, "area_no");
      BigDecimal areaPoints = decimal(at, row, "area_points");
      BigDecimal points = decimal(at, row, "max_points");
      String indicator = required(at, row, "indicator_no");
      String text = required(at, row, "item_text");
      if (areaNo == null
          || areaPoints == null
          || points == null
          || indicator == null
          || text == null) {
        continue;
      }
      if (points.signum() <= 0
          || points.compareTo(HUNDRED) > 0
          || points.remainder(STEP).signum() != 0) {
        faults.add(new Fault(at, "criteria-step"));
      }
      if (!indicator.startsWith(areaNo + "."))
        faults.add(new Fault(at, "criteria-indicator", indicator));
      String given = row.get("code");
      String code =
          given != null ? given : indicator + "." + places.merge(indicator, 1, Integer::sum);
      if (!CODE.matcher(code).matches()) faults.add(new Fault(at, "criteria-code", code));
      if (!codes.add(code)) faults.add(new Fault(at, "criteria-code-twice", code));
      BigDecimal before = stated.putIfAbsent(areaNo, areaPoints);
      if (before != null && before.compareTo(areaPoints) != 0) {
        faults.add(new Fault(at, "criteria-area-differs", areaNo));
      }
      sums.merge(areaNo, points, BigDecimal::add);
      items.add(
          new Item(
              code,
              areaNo,
              row.get("area_name"),
              row.get("indicator_name"),
              text,
              points,
              "OFFICIAL".equals(row.get("status")),
              row.get("departments"),
              "yes".equals(row.get("on_site")),
              row.get("basis"),
              row.get("evidence")));
    }
    stated.forEach(
        (area, points) -> {
          if (sums.get(area).compareTo(points) != 0) {
            faults.add(new Fault("items", "criteria-area-sum", area, sums.get(area), points));
          }
        });
    BigDecimal total = sums.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (total.compareTo(HUNDRED) != 0) faults.add(new Fault("items", "criteria-total", total));
    return items;
  }

  private List<Condition> readConditions(List<Row> rows) {
    List<Condition> conditions = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String at = "conditions/" + row.number();
      Integer no = integer(at, row, "no");
      String text = required(at, row, "condition");
      if (no == null || text == null) continue;
      if (no != i + 1) faults.add(new Fault(at, "criteria-condition-gap", i + 1));
      conditions.add(
          new Condition(no, text, "SOURCED".equals(row.get("status")), row.get("evidence")));
    }
    if (rows.isEmpty()) faults.add(new Fault("conditions", "required"));
    return conditions;
  }

  private String required(String at, Row row, String column) {
    String value = row.get(column);
    if (value == null || value.isBlank()) {
      faults.add(new Fault(at, "criteria-cell-empty", column));
      return null;
    }
    return value.strip();
  }

  private Integer integer(String at, Row row, String column) {
    BigDecimal number = decimal(at, row, column);
    if (number == null) return null;
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      faults.add(new Fault(at, "criteria-cell-number", column));
      return null;
    }
  }

  private BigDecimal decimal(String at, Row row, String column) {
    String value = required(at, row, column);
    if (value == null) return null;
    // No exponent: 1e999999999 is short to write and takes for ever to add.
    if (!NUMBER.matcher(value).matches()) {
      faults.add(new Fault(at, "criteria-cell-number", column));
      return null;
    }
    return new BigDecimal(value);
  }
}
