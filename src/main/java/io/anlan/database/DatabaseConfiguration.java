package io.anlan.database;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Uses the PostgreSQL of {@code ANLAN_DB_URL}, or starts the embedded one. */
@Configuration
class DatabaseConfiguration {

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
  @ConditionalOnExpression("'${ANLAN_DB_URL:}' == ''")
  static class Embedded {

    @Bean(destroyMethod = "close")
    EmbeddedDatabase embeddedDatabase(@Value("${anlan.data}") Path data) throws IOException {
      return new EmbeddedDatabase(data);
    }

    @Bean
    JdbcConnectionDetails embeddedConnection(EmbeddedDatabase database) {
      return new Connection(database.url(), "postgres", "");
    }
  }

  @Configuration
  @ConditionalOnExpression("'${ANLAN_DB_URL:}' != ''")
  static class External {

    @Bean
    JdbcConnectionDetails externalConnection(
        @Value("${ANLAN_DB_URL}") String url,
        @Value("${ANLAN_DB_USERNAME:}") String user,
        @Value("${ANLAN_DB_PASSWORD:}") String password) {
      return new Connection(url, user, password);
    }
  }
}
