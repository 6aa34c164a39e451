package io.anlan.database;

import io.anlan.shared.RefusedStart;
import io.anlan.shared.Texts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The server of {@code ANLAN_DB_URL}, looked at once before anything is built on it. */
class OwnServer {

  private final String url;
  private final String user;
  private final Texts texts;

  OwnServer(String url, String user, Texts texts) {
    this.url = url;
    this.user = user;
    this.texts = texts;
  }

  /**
   * @throws RefusedStart when it cannot be used, with what to do
   */
  void check(String password) {
    if (!url.startsWith("jdbc:postgresql:")) throw refused("start.database-url", null);
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "10");
    try (Connection connection = DriverManager.getConnection(url, properties);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select coalesce(has_schema_privilege(current_schema(), 'CREATE'), false),
                  current_setting('server_encoding') = 'UTF8'""")) {
      row.next();
      // From PostgreSQL 15 on only the owner of a database may create tables in it by default.
      if (!row.getBoolean(1)) throw refused("start.database-no-create", null);
      if (!row.getBoolean(2)) throw refused("start.database-encoding", null);
    } catch (SQLException e) {
      throw refused(reason(e), e);
    }
  }

  /** By the classes of SQLSTATE. */
  private static String reason(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.startsWith("28")) return "start.database-sign-in";
    if (state.equals("3D000")) return "start.database-missing";
    return "start.database-unreachable";
  }

  private RefusedStart refused(String key, SQLException cause) {
    // What follows the question mark may be a password.
    String shown = url.replaceFirst("\\?.*", "");
    String said = cause == null ? "" : cause.getMessage();
    return new RefusedStart(texts.inBothLanguages(key, shown, user, said), cause);
  }
}
