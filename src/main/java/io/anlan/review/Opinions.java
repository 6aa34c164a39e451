package io.anlan.review;

import io.anlan.account.Actor;
import io.anlan.application.Files;
import io.anlan.shared.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * All that offices and departments have said about a file, as its reader may see it: what a
 * department has said is for the offices and bodies, and for itself.
 */
@Component
@Transactional(readOnly = true)
public class Opinions {

  /** More than any file has; a page stays a page. */
  private static final int MOST = 500;

  /**
   * One voice.
   *
   * @param pass the office's review, or its consultation of departments, counted from 1
   * @param taskKey the step in which it was said
   * @param department the kind of department; null for reviewer and leader
   * @param decision such as {@code RETURN}; {@code PENDING}, {@code WAIVED}, or {@code ANSWERED}
   *     where the answer is not this reader's
   * @param opinion may be null
   * @param returnedItems codes, or null
   * @param by user name; null while nobody has answered
   * @param at when it was said, or asked
   */
  public record Voice(
      int attempt,
      Level level,
      int pass,
      String taskKey,
      String department,
      String decision,
      String opinion,
      String returnedItems,
      String by,
      Instant at) {}

  /** A department and the office that has asked it. */
  private record Asked(String office, Voice voice) {}

  private final JdbcClient jdbc;
  private final Files files;

  Opinions(JdbcClient jdbc, Files files) {
    this.jdbc = jdbc;
    this.files = files;
  }

  /** The oldest first. */
  public List<Voice> of(Actor actor, String number) {
    List<Voice> voices = new ArrayList<>();
    voices.addAll(
        jdbc.sql(
                """
                select * from review_decision where number = ? and taken_back_at is null
                order by id desc limit ?""")
            .params(number, MOST)
            .query(Opinions::decision)
            .list());
    List<Asked> asked =
        jdbc.sql(
                """
                select o.*, s.office from department_opinion o
                left join application_stop s on s.number = o.number and s.level = o.level
                where o.number = ? order by o.id desc limit ?""")
            .params(number, MOST)
            .query((rs, n) -> new Asked(rs.getString("office"), department(rs)))
            .list();
    boolean all = !asked.isEmpty() && files.readsAsOffice(actor, number);
    for (Asked a : asked) {
      boolean own = actor.member("department:" + a.voice.department + ":" + a.office);
      voices.add(all || own ? a.voice : withoutWords(a.voice));
    }
    voices.sort(Comparator.comparing(Voice::attempt).thenComparing(Voice::at));
    return voices;
  }

  private static Voice withoutWords(Voice v) {
    boolean answered = v.decision.equals("AGREE") || v.decision.equals("OBJECT");
    return new Voice(
        v.attempt,
        v.level,
        v.pass,
        v.taskKey,
        v.department,
        answered ? "ANSWERED" : v.decision,
        null,
        null,
        null,
        v.at);
  }

  private static Voice decision(ResultSet rs, int n) throws SQLException {
    return new Voice(
        rs.getInt("attempt"),
        Level.valueOf(rs.getString("level")),
        rs.getInt("pass"),
        rs.getString("task_key"),
        null,
        rs.getString("decision"),
        rs.getString("opinion"),
        rs.getString("returned_items"),
        rs.getString("decided_by"),
        rs.getTimestamp("decided_at").toInstant());
  }

  private static Voice department(ResultSet rs) throws SQLException {
    String stance = rs.getString("stance");
    String waived = rs.getString("waived_reason");
    Timestamp given = rs.getTimestamp("given_at");
    return new Voice(
        rs.getInt("attempt"),
        Level.valueOf(rs.getString("level")),
        rs.getInt("pass"),
        "userTask_giveOpinion",
        rs.getString("kind"),
        waived != null ? "WAIVED" : stance == null ? "PENDING" : stance,
        waived != null ? waived : rs.getString("opinion"),
        null,
        rs.getString("given_by"),
        (given != null ? given : rs.getTimestamp("asked_at")).toInstant());
  }
}
