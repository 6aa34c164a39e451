package io.anlan.application;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/** The initials of communities that applied before they were kept; SQL cannot read characters. */
@Component
class FormerNames implements JavaMigration {

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("053.1");
  }

  @Override
  public String getDescription() {
    return "initials of former names";
  }

  @Override
  public Integer getChecksum() {
    return 1;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) {
    DataSource one = new SingleConnectionDataSource(context.getConnection(), true);
    JdbcClient jdbc = JdbcClient.create(one);
    List<String> names =
        jdbc.sql("select distinct community_name from application").query(String.class).list();
    names.forEach(new NameInitials(jdbc)::remember);
  }
}
