package io.anlan.database;

import io.anlan.shared.Texts;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Uses the PostgreSQL of {@code ANLAN_DB_URL}, or starts the embedded one. */
@Configuration
class DatabaseConfiguration {

  private static final String NO_URL = "environment.getProperty('ANLAN_DB_URL', '').isBlank()";

  private record Connection(String url, String user, String password)
      implements JdbcConnectionDetails {

    @Override
    public String getJdbcUrl() {
      return url;
    }

    @Override
    public String getUsername() {
      return user;
    }

    @Override
    public String getPassword() {
      return password;
    }
  }

  @Configuration
  @ConditionalOnExpression(NO_URL)
  static class Embedded {

    @Bean(destroyMethod = "close")
    EmbeddedDatabase embeddedDatabase(@Value("${anlan.data}") Path data, Texts texts)
        throws IOException {
      return new EmbeddedDatabase(data, texts);
    }

    @Bean
    JdbcConnectionDetails embeddedConnection(EmbeddedDatabase database) {
      return new Connection(database.url(), "postgres", "");
    }
  }

  @Configuration
  @ConditionalOnExpression("!" + NO_URL)
  static class External {

    // Not by @Value, which would read a password with #{ in it as an expression.
    @Bean
    JdbcConnectionDetails externalConnection(Environment environment, Texts texts) {
      String url = environment.getProperty("ANLAN_DB_URL");
      String user = environment.getProperty("ANLAN_DB_USERNAME", "");
      String password = environment.getProperty("ANLAN_DB_PASSWORD", "");
      new OwnServer(url, user, texts).check(password);
      return new Connection(url, user, password);
    }
  }
}
