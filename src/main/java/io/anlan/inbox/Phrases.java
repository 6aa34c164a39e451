package io.anlan.inbox;

import io.anlan.shared.Problem;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What somebody writes again and again, to be put into an opinion (常用语). */
@Component
public class Phrases {

  private static final int MOST = 30;
  private static final int LONGEST = 200;

  public record Phrase(long id, String text) {}

  private final JdbcClient jdbc;

  Phrases(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Transactional(readOnly = true)
  public List<Phrase> of(String username) {
    return jdbc.sql("select id, text from phrase where username = ? order by id")
        .param(username)
        .query((rs, n) -> new Phrase(rs.getLong(1), rs.getString(2)))
        .list();
  }

  /**
   * @throws Problem 422 on {@code text}
   */
  @Transactional
  public void add(String username, String text) {
    if (text == null || text.isBlank()) throw Problem.field("text", "required");
    if (text.strip().length() > LONGEST) throw Problem.field("text", "too-long", LONGEST);
    if (of(username).size() >= MOST) throw Problem.field("text", "too-many", MOST);
    jdbc.sql("insert into phrase (username, text) values (?, ?) on conflict do nothing")
        .params(username, text.strip())
        .update();
  }

  @Transactional
  public void remove(String username, long id) {
    jdbc.sql("delete from phrase where username = ? and id = ?").params(username, id).update();
  }
}
