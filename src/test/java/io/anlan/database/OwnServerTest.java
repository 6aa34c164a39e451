package io.anlan.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anlan.shared.RefusedStart;
import io.anlan.support.Bundles;
import io.anlan.support.SomebodysServer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A wrong setting of one's own PostgreSQL is a sentence that says what to do. */
class OwnServerTest {

  private static final String PASSWORD = "it's #{1} ${2}";

  private static SomebodysServer server;

  @BeforeAll
  static void start() {
    server = new SomebodysServer();
    server.administrator(
        "create role anlan login password 'it''s #{1} ${2}'",
        "create database anlan owner anlan",
        "create database foreign_one",
        "create database latin owner anlan encoding 'LATIN1' locale 'C' template template0");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theOwnerOfAnEmptyDatabaseNeedsNoMore() {
    assertThatCode(() -> check(server.url("anlan"), "anlan", PASSWORD)).doesNotThrowAnyException();
  }

  @Test
  void everyWrongSettingIsNamed() {
    String unreachable = "jdbc:postgresql://localhost:1/anlan";
    refused("postgresql://localhost/anlan", PASSWORD)
        .hasMessageContainingAll("jdbc:postgresql://主机", "jdbc:postgresql://host");
    refused(unreachable, PASSWORD).hasMessageContainingAll("连不上", "cannot be reached", unreachable);
    refused(server.url("nowhere"), PASSWORD)
        .hasMessageContainingAll("没有数据库", "has no database", "/nowhere");
    refused(server.url("anlan"), "wrong")
        .hasMessageContainingAll("ANLAN_DB_PASSWORD", "“anlan”", "\"anlan\"");
    refused(server.url("foreign_one"), PASSWORD)
        .hasMessageContaining("grant usage, create on schema public to anlan");
    refused(server.url("latin"), PASSWORD).hasMessageContaining("encoding 'UTF8'");
  }

  @Test
  void aPasswordInTheAddressIsNotShown() {
    refused(server.url("anlan") + "?password=hidden", "wrong")
        .hasMessageContaining(server.url("anlan"))
        .hasMessageNotContaining("hidden");
  }

  private static AbstractThrowableAssert<?, ?> refused(String url, String password) {
    return assertThatThrownBy(() -> check(url, "anlan", password)).isInstanceOf(RefusedStart.class);
  }

  private static void check(String url, String user, String password) {
    new OwnServer(url, user, Bundles.texts("database")).check(password);
  }
}
