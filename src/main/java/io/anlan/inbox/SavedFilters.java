package io.anlan.inbox;

import io.anlan.shared.Problem;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The views of the inbox that somebody has given a name. */
@Component
public class SavedFilters {

  private static final int MOST = 20;
  private static final int LONGEST = 30;

  /**
   * @param query the parameters of the inbox page, encoded
   */
  public record Saved(String name, String query) {}

  private final JdbcClient jdbc;

  SavedFilters(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Transactional(readOnly = true)
  public List<Saved> of(String username) {
    return jdbc.sql("select name, query from inbox_filter where username = ? order by name")
        .param(username)
        .query((rs, n) -> new Saved(rs.getString(1), rs.getString(2)))
        .list();
  }

  /**
   * Keeps it under this name, in the place of what had the name before.
   *
   * @throws Problem 422 on {@code name}
   */
  @Transactional
  public void save(String username, String name, String query) {
    if (name == null || name.isBlank()) throw Problem.field("name", "required");
    if (name.strip().length() > LONGEST) throw Problem.field("name", "too-long", LONGEST);
    List<Saved> known = of(username);
    boolean added = known.stream().noneMatch(s -> s.name().equals(name.strip()));
    if (added && known.size() >= MOST) throw Problem.field("name", "too-many", MOST);
    jdbc.sql(
            """
            insert into inbox_filter (username, name, query) values (?, ?, ?)
            on conflict (username, name) do update set query = excluded.query""")
        .params(username, name.strip(), query)
        .update();
  }

  @Transactional
  public void remove(String username, String name) {
    jdbc.sql("delete from inbox_filter where username = ? and name = ?")
        .params(username, name)
        .update();
  }
}
