package io.anlan.application;

import io.anlan.shared.Initials;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the pinyin initials of every community that has applied, for the searches. */
@Component
class NameInitials {

  private final JdbcClient jdbc;

  NameInitials(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void remember(String name) {
    jdbc.sql("insert into name_initials (name, initials) values (?, ?) on conflict do nothing")
        .params(name, Initials.of(name))
        .update();
  }
}
