package io.anlan.application;

import io.anlan.shared.Initials;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the pinyin initials of every community that has applied, for the searches. */
@Component
@Transactional
class NameInitials implements ApplicationRunner {

  private final JdbcClient jdbc;

  NameInitials(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void remember(String name) {
    jdbc.sql("insert into name_initials (name, initials) values (?, ?) on conflict do nothing")
        .params(name, Initials.of(name))
        .update();
  }

  /** Files of earlier versions, which knew no initials. */
  @Override
  public void run(ApplicationArguments arguments) {
    List<String> unknown =
        jdbc.sql(
                """
                select distinct community_name from application a
                where not exists (select from name_initials n where n.name = a.community_name)""")
            .query(String.class)
            .list();
    unknown.forEach(this::remember);
  }
}
