package io.anlan.access;

import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People whom the demo does not have, with the demo's password. */
final class People {

  private People() {}

  /**
   * Somebody of his or her own.
   *
   * @param roles such as {@code REVIEWER:370303000000} or {@code DEPARTMENT:370303000000:FIRE}
   */
  static void add(JdbcClient jdbc, String username, String... roles) {
    add(jdbc, username, username, roles);
  }

  /** One more account of a person. */
  static void another(JdbcClient jdbc, String username, String personOf, String... roles) {
    add(jdbc, username, person(jdbc, personOf), roles);
  }

  static String person(JdbcClient jdbc, String username) {
    return jdbc.sql("select person_id from account where username = ?")
        .param(username)
        .query(String.class)
        .single();
  }

  private static void add(JdbcClient jdbc, String username, String person, String... roles) {
    jdbc.sql(
            """
            insert into account (username, person_id, display_name, password_hash, active,
              must_change_password, failed_logins)
            select ?, ?, ?, password_hash, true, false, 0 from account where username = 'keyuan'""")
        .params(username, person, username)
        .update();
    Arrays.stream(roles).forEach(role -> grant(jdbc, username, role));
  }

  static void grant(JdbcClient jdbc, String username, String role) {
    String[] parts = role.split(":");
    jdbc.sql("insert into account_role (username, role, office, kind) values (?, ?, ?, ?)")
        .params(
            username,
            parts[0],
            parts.length > 1 ? parts[1] : null,
            parts.length > 2 ? parts[2] : null)
        .update();
  }

  static void remove(JdbcClient jdbc, String username) {
    jdbc.sql("delete from account_role where username = ?").param(username).update();
    jdbc.sql("delete from account where username = ?").param(username).update();
  }
}
