package io.anlan.criteria;

import java.util.List;
import java.util.stream.Stream;

/** A scoring table with its basic conditions; immutable once stored. */
public record CriteriaVersion(
    String id, String name, List<Item> items, List<Condition> conditions) {

  /** Items and conditions as people write them: {@code 1.3.1}, {@code C3}. */
  public Stream<String> labels() {
    return Stream.concat(
        items.stream().map(Item::code), conditions.stream().map(condition -> "C" + condition.no()));
  }
}
