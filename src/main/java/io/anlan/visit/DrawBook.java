package io.anlan.visit;

import io.anlan.account.Actor;
import io.anlan.shared.Level;
import io.anlan.shared.PageView;
import io.anlan.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The draws as people of the office that drew, and of those above it, may read them. */
@Component
@Transactional(readOnly = true)
public class DrawBook {

  /**
   * @param must why a file was visited whatever was drawn
   * @param files how many the list has
   * @param selected how many of them are visited
   */
  public record Draw(
      long id,
      String round,
      String office,
      String seed,
      int ratio,
      int minimum,
      List<String> must,
      int selectedBefore,
      int drawnBefore,
      int files,
      int selected,
      Instant drawnAt) {

    /** How many the policy asked for after this draw, with all before it. */
    public int needed() {
      return Sampling.needed(drawnBefore + files, ratio, minimum);
    }
  }

  /** One row of a draw's list. */
  public record Row(String number, String community, int place, String must, boolean selected) {}

  /** The files of one draw pass its office and the same ones above, so that one answers for all. */
  private static final String BELOW =
      """
      exists (
        select from visit_draw_file f
        join application_stop theirs on theirs.number = f.number and theirs.office = d.office
        join application_stop mine on mine.number = f.number and mine.office = any (:offices)
        where f.draw_id = d.id and f.place = 1
          and array_position(:levels, mine.level) > array_position(:levels, theirs.level))""";

  private static final String[] LEVELS =
      Stream.of(Level.values()).map(Level::name).toArray(String[]::new);

  private final JdbcClient jdbc;

  DrawBook(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One page, the latest first, with one row more where there is a next page.
   *
   * @param below whether the draws of offices below are asked for, and not one's own
   */
  public List<Draw> page(Actor actor, boolean below, int page, int size) {
    return asked(actor, below ? BELOW : "d.office = any (:offices)")
        .param("limit", size + 1)
        .param("offset", (long) page * size)
        .param("id", null, java.sql.Types.BIGINT)
        .query(DrawBook::draw)
        .list();
  }

  /**
   * @throws Problem 404 when it does not exist for this person
   */
  public Draw visible(Actor actor, long id) {
    return asked(actor, "(d.office = any (:offices) or " + BELOW + ")")
        .param("limit", 1)
        .param("offset", 0)
        .param("id", id)
        .query(DrawBook::draw)
        .optional()
        .orElseThrow(Problem::notFound);
  }

  private JdbcClient.StatementSpec asked(Actor actor, String which) {
    return jdbc.sql(
            """
            select d.*, r.name as round from visit_draw d join round r on r.id = d.round_id
            where (cast(:id as bigint) is null or d.id = :id) and %s
            order by d.id desc limit :limit offset :offset"""
                .formatted(which))
        .param("offices", actor.offices().toArray(String[]::new))
        .param("levels", LEVELS);
  }

  /** One page of the list in drawn order. */
  public PageView<Row> rows(Draw draw, int page, int size) {
    List<Row> rows =
        jdbc.sql(
                """
                select f.number, a.community_name as community, f.place, f.must, f.selected
                from visit_draw_file f join application a on a.number = f.number
                where f.draw_id = ? and f.place > ? and f.place <= ? order by f.place""")
            .params(draw.id, (long) page * size, (long) (page + 1) * size)
            .query(Row.class)
            .list();
    return PageView.of(rows, page, size, draw.files);
  }

  private static Draw draw(ResultSet rs, int n) throws SQLException {
    String must = rs.getString("must");
    return new Draw(
        rs.getLong("id"),
        rs.getString("round"),
        rs.getString("office"),
        rs.getString("seed"),
        rs.getInt("ratio"),
        rs.getInt("minimum"),
        must.isEmpty() ? List.of() : List.of(must.split(",")),
        rs.getInt("selected_before"),
        rs.getInt("drawn_before"),
        rs.getInt("files"),
        rs.getInt("selected"),
        rs.getTimestamp("drawn_at").toInstant());
  }
}
