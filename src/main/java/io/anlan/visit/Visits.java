package io.anlan.visit;

import io.anlan.account.Actor;
import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The visits of the files, as people may see them. */
@Component
@Transactional(readOnly = true)
public class Visits {

  private final JdbcClient jdbc;
  private final Files files;

  Visits(JdbcClient jdbc, Files files) {
    this.jdbc = jdbc;
    this.files = files;
  }

  /**
   * The visit as this person may see it: the offices and bodies that read the file, its community,
   * and the experts of the team while the visit goes on.
   *
   * @throws Problem 404 when it does not exist for them
   */
  public Visit visible(Actor actor, long id) {
    return find(id).filter(visit -> sees(actor, visit)).orElseThrow(Problem::notFound);
  }

  private boolean sees(Actor actor, Visit visit) {
    if (expected(actor.username(), visit)) return true;
    Application file = files.get(visit.number());
    return actor.communities().contains(file.communityCode())
        || files.readsAsOffice(actor, visit.number());
  }

  /** Whether this person is asked to come, or comes, or came, and the visit is not over. */
  private boolean expected(String username, Visit visit) {
    return visit.open()
        && member(visit.id(), username).filter(m -> m.state().expected()).isPresent();
  }

  /** Whether this expert works on a visit of this file now, and so may look at its evidence. */
  public boolean worksOn(String username, String number) {
    return open(number)
        .filter(visit -> member(visit.id(), username).filter(Member::takesPart).isPresent())
        .isPresent();
  }

  public Optional<Visit> find(long id) {
    return jdbc.sql("select * from visit where id = ?").param(id).query(Visits::visit).optional();
  }

  /** The visit that goes on. */
  public Optional<Visit> open(String number) {
    return jdbc.sql("select * from visit where number = ? and closed_at is null")
        .param(number)
        .query(Visits::visit)
        .optional();
  }

  /** All visits of a file, the first one first. */
  public List<Visit> of(String number) {
    return jdbc.sql("select * from visit where number = ? order by id")
        .param(number)
        .query(Visits::visit)
        .list();
  }

  public List<Member> members(long id) {
    return jdbc.sql("select * from visit_member where visit_id = ? order by invited_at, username")
        .param(id)
        .query(Visits::member)
        .list();
  }

  public Optional<Member> member(long id, String username) {
    return jdbc.sql("select * from visit_member where visit_id = ? and username = ?")
        .params(id, username)
        .query(Visits::member)
        .optional();
  }

  static Visit visit(ResultSet rs, int n) throws SQLException {
    return new Visit(
        rs.getLong("id"),
        rs.getString("number"),
        rs.getInt("attempt"),
        Level.valueOf(rs.getString("level")),
        rs.getString("office"),
        Visit.State.valueOf(rs.getString("state")),
        rs.getObject("planned_on", LocalDate.class),
        rs.getString("leader"),
        rs.getInt("rounds"),
        rs.getString("report"),
        instant(rs, "opened_at"),
        instant(rs, "concluded_at"),
        instant(rs, "closed_at"));
  }

  static Member member(ResultSet rs, int n) throws SQLException {
    return new Member(
        rs.getLong("visit_id"),
        rs.getString("username"),
        Member.State.valueOf(rs.getString("state")),
        instant(rs, "invited_at"),
        instant(rs, "answer_due_at"),
        instant(rs, "answered_at"),
        rs.getString("reason"),
        rs.getString("substitute"),
        instant(rs, "finished_at"),
        rs.getString("remark"));
  }

  private static Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
