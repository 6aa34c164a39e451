package io.anlan.shared;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** For lists whose readers differ: one plan does not fit both the nation and a street. */
@Component
public class CustomPlan {

  private final JdbcClient jdbc;

  CustomPlan(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Each query is planned for its values, until the running transaction ends. */
  public void ask() {
    jdbc.sql("select set_config('plan_cache_mode', 'force_custom_plan', true)")
        .query(String.class)
        .single();
  }
}
