package io.anlan.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anlan.shared.RefusedStart;
import io.anlan.shared.Texts;
import io.anlan.support.Bundles;
import io.anlan.support.OwnData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The embedded PostgreSQL keeps its data through whatever happened before a start. */
class EmbeddedDatabaseTest {

  private final Texts texts = Bundles.texts("database");
  private final Path folder = OwnData.folder().toAbsolutePath();
  private final Path data = folder.resolve("postgres");

  @Test
  void itStartsAfterAnInterruptedFirstStartAndAfterAStrangersProcessTookItsNumber()
      throws IOException {
    Path halfDatabase = folder.resolve("postgres.unfinished1");
    Path halfProgram = folder.resolve("binaries/PG-0/bin");
    write(halfDatabase.resolve("postgresql.conf"), "");
    write(halfProgram.resolve("initdb"), "half of it");

    try (var database = new EmbeddedDatabase(folder, texts)) {
      assertThat(halfDatabase).doesNotExist();
      assertThat(halfProgram).doesNotExist();
      assertThat(setting(database, "fsync")).isEqualTo("on");
      assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
      jdbc(database).sql("create table kept as select 7 as seven").update();

      assertThatThrownBy(() -> new EmbeddedDatabase(folder, texts))
          .isInstanceOf(RefusedStart.class)
          .hasMessageContainingAll("正被另一个安澜使用", "in use by another Anlan", folder.toString());
      assertThat(kept(database)).isEqualTo(7);
    }

    write(data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + data + "\n");
    try (var database = new EmbeddedDatabase(folder, texts)) {
      assertThat(kept(database)).isEqualTo(7);
    }
  }

  @Test
  void onlyAPostgresOfTheFolderCountsAsItsServer() throws IOException {
    Path pid = data.resolve("postmaster.pid");
    try (var database = new EmbeddedDatabase(folder, texts)) {
      assertThat(setting(database, "server_encoding")).isEqualTo("UTF8");
      List<String> lines = Files.readAllLines(pid);
      assertThat(Postmaster.of(data)).map(Postmaster::pid).hasValue(Long.valueOf(lines.get(0)));

      Path other = folder.resolve("other");
      for (String content :
          List.of(
              lines.get(0) + "\n" + other + "\n",
              ProcessHandle.current().pid() + "\n" + data + "\n",
              "-" + lines.get(0) + "\n" + data + "\n",
              lines.get(0),
              "")) {
        write(other.resolve("postmaster.pid"), content);
        assertThat(Postmaster.of(other)).as(content).isEmpty();
      }
    }
    assertThat(pid).doesNotExist();
  }

  private static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static JdbcClient jdbc(EmbeddedDatabase database) {
    return JdbcClient.create(new DriverManagerDataSource(database.url()));
  }

  private static String setting(EmbeddedDatabase database, String name) {
    return jdbc(database).sql("show " + name).query(String.class).single();
  }

  private static int kept(EmbeddedDatabase database) {
    return jdbc(database).sql("select seven from kept").query(Integer.class).single();
  }
}
