package io.anlan.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A PostgreSQL that is not Anlan's own: it lives in another time zone, asks for passwords, and its
 * users are no superusers.
 */
public final class SomebodysServer implements AutoCloseable {

  private final EmbeddedPostgres postgres;

  public SomebodysServer() {
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(new File("target/data/binaries"))
              .setDataDirectory(OwnData.folder())
              .setDataDirectoryCustomizer(SomebodysServer::askForPasswords)
              .setServerConfig("timezone", "America/New_York")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void askForPasswords(File data) {
    try {
      Files.writeString(
          data.toPath().resolve("pg_hba.conf"),
          """
          local all all trust
          host all postgres localhost trust
          host all all localhost scram-sha-256
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url(String database) {
    return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database;
  }

  /** What the server's administrator does before Anlan comes. */
  public void administrator(String... statements) {
    JdbcClient jdbc = JdbcClient.create(postgres.getPostgresDatabase());
    for (String statement : statements) jdbc.sql(statement).update();
  }

  public JdbcClient as(String user, String password, String database) {
    return JdbcClient.create(new DriverManagerDataSource(url(database), user, password));
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
