package io.anlan.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anlan.support.AnlanProcess;
import io.anlan.support.Client.Answer;
import io.anlan.support.OwnData;
import io.anlan.support.SomebodysServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Anlan on somebody's own PostgreSQL: no demo, no known password, and no start without one. */
class ProductionTest {

  private static final String ADMINISTRATOR = "Gov#{1}-2026";

  private final Path data = OwnData.folder().toAbsolutePath();
  private final SomebodysServer server = new SomebodysServer();
  private AnlanProcess anlan;

  @AfterEach
  void end() {
    if (anlan != null) anlan.close();
    server.close();
  }

  @Test
  void itStartsWithAPasswordForItsFirstAdministratorAndNeverWithDemoData() {
    server.administrator(
        "create role anlan login password 'pg#{1}'", "create database anlan owner anlan");

    assertThat(refused(Map.of()))
        .contains("请设置环境变量 ANLAN_ADMIN_PASSWORD 后重新启动")
        .contains("Set the environment variable ANLAN_ADMIN_PASSWORD and start again");
    JdbcClient database = server.as("anlan", "pg#{1}", "anlan");
    assertThat(count(database, "account")).isZero();

    start(Map.of("ANLAN_ADMIN_PASSWORD", ADMINISTRATOR));
    assertThat(database.sql("select username from account").query(String.class).list())
        .containsExactlyInAnyOrder("admin", "security", "auditor");
    for (String table : List.of("office", "round", "application", "evidence")) {
      assertThat(count(database, table)).as(table).isZero();
    }
    for (String path : List.of("/api/me", "/api/rounds", "/api/tasks", "/engine-rest/task")) {
      Answer answer = anlan.client().as("admin", ADMINISTRATOR).get(path);
      assertThat(answer.status()).as(path + " " + answer).isEqualTo(403);
    }
    assertThat(anlan.client().as("admin").get("/api/me").status()).as("demo's").isEqualTo(401);
    anlan.stop();

    start(Map.of("TZ", "America/New_York"));
    assertThat(anlan.client().as("admin", ADMINISTRATOR).get("/api/me").code())
        .isEqualTo("must-change-password");
    anlan.stop();
    assertThat(anlan.log()).doesNotContain(" ERROR ");
    theTrailIsAppendOnly(database);
    itsTimeIsTheRealOne(database);

    database.sql("insert into installation (key, value) values ('demo', 'true')").update();
    assertThat(refused(Map.of())).contains("请换一个空数据库", "Use an empty database");
  }

  /** Whatever a demo may have written there. */
  private void itsTimeIsTheRealOne(JdbcClient database) {
    database.sql("insert into installation (key, value) values ('time-ahead', 'PT2400H')").update();
    start(Map.of());
    var first = anlan.client().signedIn("admin", ADMINISTRATOR);
    String own = "Own#{2}-2026";
    first.form("/password", Map.of("current", ADMINISTRATOR, "next", own, "repeated", own));
    var admin = anlan.client().signedIn("admin", own);
    assertThat(admin.get("/admin").text())
        .contains("/admin/calendar")
        .doesNotContain("/admin/clock", "class=\"training\"");
    assertThat(admin.get("/admin/clock").status()).isEqualTo(404);
    assertThat(admin.form("/admin/clock", Map.of("by", "DAY", "seen", "PT0S")).status())
        .isEqualTo(404);
    admin.form("/admin/accounts", Map.of("username", "somebody", "name", "某人"));
    assertThat(
            database
                .sql("select count(*) from audit_entry where at > now() + interval '1 day'")
                .query(Long.class)
                .single())
        .isZero();
    assertThat(count(database, "audit_entry")).isGreaterThan(1);
    anlan.stop();
  }

  /** By privilege; and where an owner gives itself the privilege back, by trigger. */
  private static void theTrailIsAppendOnly(JdbcClient owner) {
    owner
        .sql(
            """
            insert into audit_entry (chain, seq, at, actor, action, previous_hash, hash)
            values ('2026-370303005003-N', 1, now(), 'panyuan', 'OPENED', '0', '1')""")
        .update();
    List<String> changes =
        List.of(
            "update audit_entry set actor = 'nobody'",
            "delete from audit_entry",
            "truncate audit_entry");
    for (String change : changes) {
      assertThatThrownBy(() -> owner.sql(change).update())
          .rootCause()
          .hasMessageContaining("permission denied for table audit_entry");
    }
    owner.sql("grant update, delete, truncate on audit_entry to anlan").update();
    for (String change : changes) {
      assertThatThrownBy(() -> owner.sql(change).update())
          .rootCause()
          .hasMessageContaining("audit_entry is append-only");
    }
    assertThat(count(owner, "audit_entry")).isEqualTo(1);
  }

  private static long count(JdbcClient database, String table) {
    return database.sql("select count(*) from " + table).query(Long.class).single();
  }

  private void start(Map<String, String> environment) {
    anlan = AnlanProcess.start(data, withDatabase(environment)).ready();
  }

  private String refused(Map<String, String> environment) {
    anlan = AnlanProcess.start(data, withDatabase(environment));
    String said = anlan.refused();
    assertThat(said).doesNotContain("\tat ");
    return said;
  }

  private Map<String, String> withDatabase(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("ANLAN_DB_URL", server.url("anlan"));
    all.put("ANLAN_DB_USERNAME", "anlan");
    all.put("ANLAN_DB_PASSWORD", "pg#{1}");
    return all;
  }
}
