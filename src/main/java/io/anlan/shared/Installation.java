package io.anlan.shared;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers in the database what has been put into it once. */
@Component
public class Installation {

  private final JdbcClient jdbc;

  Installation(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<String> value(String key) {
    return jdbc.sql("select value from installation where key = ?")
        .param(key)
        .query(String.class)
        .optional();
  }

  public void put(String key, String value) {
    jdbc.sql(
            "insert into installation (key, value) values (?, ?)"
                + " on conflict (key) do update set value = excluded.value")
        .params(key, value)
        .update();
  }
}
