package io.anlan.visit;

import io.anlan.account.Actor;
import io.anlan.account.Grant;
import io.anlan.account.Role;
import io.anlan.shared.Problem;
import io.anlan.shared.Words;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Complaints about files: where the policy asks so, such a file is visited whatever is drawn. */
@Component
@Transactional
public class Complaints {

  private static final int LONGEST = 2000;

  /** A complaint as an office noted it. */
  public record Complaint(
      String number, String community, String words, String by, Instant notedAt) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  Complaints(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Notes a complaint for the office for which this person reviews the file.
   *
   * @return what the community is called
   * @throws Problem 422 on {@code number} when no office of theirs reads such a file, and on {@code
   *     words}
   */
  public String note(Actor actor, String number, String words) {
    String file = Words.required("number", number, 32);
    String office = office(actor, file);
    jdbc.sql(
            """
            insert into visit_complaint (number, office, words, noted_by, noted_at)
            values (?, ?, ?, ?, ?)""")
        .params(
            file,
            office,
            Words.required("words", words, LONGEST),
            actor.username(),
            Timestamp.from(clock.instant()))
        .update();
    return jdbc.sql("select community_name from application where number = ?")
        .param(file)
        .query(String.class)
        .single();
  }

  private String office(Actor actor, String number) {
    String[] readers =
        actor.grants().stream()
            .filter(grant -> grant.role() == Role.REVIEWER)
            .map(Grant::office)
            .map(office -> "office:" + office)
            .toArray(String[]::new);
    return jdbc.sql(
            """
            select substr(reader, 8) from application_reader
            where number = ? and reader = any (?) order by reader limit 1""")
        .params(number, readers)
        .query(String.class)
        .optional()
        .orElseThrow(() -> Problem.field("number", "no-such-file"));
  }

  /** The latest that this person's offices have noted. */
  @Transactional(readOnly = true)
  public List<Complaint> latest(Actor actor, int most) {
    return jdbc.sql(
            """
            select c.number, a.community_name as community, c.words, w.display_name as by,
              c.noted_at
            from visit_complaint c
            join application a on a.number = c.number
            join account w on w.username = c.noted_by
            where c.office = any (?) order by c.id desc limit ?""")
        .params(actor.offices().toArray(String[]::new), most)
        .query(Complaint.class)
        .list();
  }
}
