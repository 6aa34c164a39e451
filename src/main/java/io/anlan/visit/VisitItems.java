package io.anlan.visit;

import io.anlan.application.Files;
import io.anlan.criteria.Criteria;
import io.anlan.criteria.Item;
import java.util.List;
import org.springframework.stereotype.Component;

/** The items of the scoring table that are looked at on the spot. */
@Component
class VisitItems {

  private final Files files;
  private final Criteria criteria;

  VisitItems(Files files, Criteria criteria) {
    this.files = files;
    this.criteria = criteria;
  }

  /** Those that the table marks; all where it marks none. */
  List<String> checklist(Visit visit) {
    List<Item> all = all(visit);
    boolean marked = all.stream().anyMatch(Item::onSite);
    return all.stream().filter(item -> item.onSite() || !marked).map(Item::code).toList();
  }

  boolean known(Visit visit, String code) {
    return all(visit).stream().anyMatch(item -> item.code().equals(code));
  }

  private List<Item> all(Visit visit) {
    return criteria.version(files.get(visit.number()).criteriaVersion()).items();
  }
}
