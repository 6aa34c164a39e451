package io.anlan.criteria;

import io.anlan.shared.StartupOrder;
import java.io.IOException;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Stores the shipped working template once; it is 13 points official and 87 points example. */
@Component
@Order(StartupOrder.REFERENCE)
class ShippedCriteria implements ApplicationRunner {

  static final String ID = "2026-working";

  private final Criteria criteria;

  ShippedCriteria(Criteria criteria) {
    this.criteria = criteria;
  }

  @Override
  public void run(ApplicationArguments args) throws IOException {
    if (criteria.exists(ID)) return;
    try (var items = new ClassPathResource("data/criteria_working_template.csv").getInputStream();
        var conditions = new ClassPathResource("data/basic_conditions.csv").getInputStream()) {
      criteria.importVersion(ID, "2026 年工作模板", "items.csv", items, "conditions.csv", conditions);
    }
  }
}
