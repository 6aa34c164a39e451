package io.anlan.criteria;

import java.math.BigDecimal;
import java.util.List;

/**
 * One row of the scoring table.
 *
 * @param code the indicator's number and the row's place under it, such as {@code 1.3.1}
 * @param official whether the text comes from the official table; otherwise it is an example
 */
public record Item(
    String code,
    int areaNo,
    String area,
    String indicator,
    String text,
    BigDecimal maxPoints,
    boolean official,
    String departments,
    boolean onSite,
    String basis,
    String evidenceHint) {

  /** The kinds of department that look at this item first, such as {@code FIRE}. */
  public List<String> departmentKinds() {
    return departments == null ? List.of() : List.of(departments.split("[;\\s]+"));
  }
}
