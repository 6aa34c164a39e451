package io.anlan.designation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The files of a batch, its signatures and the registry. */
@Component
class BatchFiles {

  record Signature(String body, String decision, String opinion) {}

  /** Files that have passed every review and stand in no open batch; {@code a} is the file. */
  private static final String WAITING =
      """
      from application a
      join application_stop s on s.number = a.number and s.level = a.level
      where a.status = 'NAMING' and s.office in (:offices)
        and not exists (select 1 from designation_file f
          where f.number = a.number and f.state = 'PENDING')""";

  private final JdbcClient jdbc;

  BatchFiles(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Files that wait for a batch of one of these naming offices, at most 500. */
  List<WaitingFile> waiting(Set<String> offices) {
    if (offices.isEmpty()) return List.of();
    return jdbc.sql(
            """
            select w.*, r.name
            from (select a.number, a.community_name, a.submitted_at, a.round_id %s) w
            join round r on r.id = w.round_id
            order by r.year desc, w.round_id, w.number limit 500"""
                .formatted(WAITING))
        .param("offices", offices)
        .query(
            (rs, n) ->
                new WaitingFile(
                    rs.getString(1),
                    rs.getString(2),
                    rs.getTimestamp(3).toInstant(),
                    rs.getLong(4),
                    rs.getString(5)))
        .list();
  }

  long countWaiting(Set<String> offices) {
    if (offices.isEmpty()) return 0;
    return jdbc.sql("select count(*) " + WAITING)
        .param("offices", offices)
        .query(Long.class)
        .single();
  }

  /** The latest batches of these offices, at most 50. */
  List<BatchView> batches(Set<String> offices) {
    if (offices.isEmpty()) return List.of();
    return jdbc.sql(
            """
            select d.id, r.name, d.state, d.document_number, d.named_on, d.opened_at,
              count(f.number) filter (where f.state in ('PENDING', 'NAMED')) as files
            from designation d
            join round r on r.id = d.round_id
            left join designation_file f on f.designation_id = d.id
            where d.office in (:offices)
            group by d.id, r.name order by d.id desc limit 50""")
        .param("offices", offices)
        .query(
            (rs, n) ->
                new BatchView(
                    rs.getLong("id"),
                    rs.getString("name"),
                    rs.getString("state"),
                    rs.getInt("files"),
                    rs.getString("document_number"),
                    rs.getObject("named_on", LocalDate.class),
                    rs.getTimestamp("opened_at").toInstant()))
        .list();
  }

  void add(long batch, String number) {
    jdbc.sql(
            "insert into designation_file (designation_id, number, state) values (?, ?, 'PENDING')")
        .params(batch, number)
        .update();
  }

  Optional<Long> openBatchOf(String number) {
    return jdbc.sql(
            "select designation_id from designation_file where number = ? and state = 'PENDING'")
        .param(number)
        .query(Long.class)
        .optional();
  }

  /** Pending files, in the order of their numbers. */
  List<String> pending(long batch) {
    return jdbc.sql(
            "select number from designation_file where designation_id = ? and state = 'PENDING' order by number")
        .param(batch)
        .query(String.class)
        .list();
  }

  /** Named files, in the order of their numbers. */
  List<String> named(long batch) {
    return jdbc.sql(
            "select number from designation_file where designation_id = ? and state = 'NAMED' order by number")
        .param(batch)
        .query(String.class)
        .list();
  }

  /** Pending files with an objection. */
  List<String> objected(long batch) {
    return jdbc.sql(
            """
            select number from designation_file
            where designation_id = ? and state = 'PENDING' and objection is not null order by number""")
        .param(batch)
        .query(String.class)
        .list();
  }

  void object(long batch, String number, String objection) {
    jdbc.sql(
            """
            update designation_file set objection = coalesce(objection || E'\\n', '') || ?
            where designation_id = ? and number = ?""")
        .params(objection, batch, number)
        .update();
  }

  void state(long batch, String number, String state) {
    jdbc.sql("update designation_file set state = ? where designation_id = ? and number = ?")
        .params(state, batch, number)
        .update();
  }

  void sign(long batch, Signature s, String by, java.time.Instant at) {
    jdbc.sql(
            """
            insert into co_signature (designation_id, body, decision, opinion, signed_by, signed_at)
            values (?, ?, ?, ?, ?, ?)""")
        .params(batch, s.body, s.decision, s.opinion, by, java.sql.Timestamp.from(at))
        .update();
  }

  List<Signature> signatures(long batch) {
    return jdbc.sql(
            "select body, decision, opinion from co_signature where designation_id = ? order by body")
        .param(batch)
        .query((rs, n) -> new Signature(rs.getString(1), rs.getString(2), rs.getString(3)))
        .list();
  }

  void register(io.anlan.application.Application a, Designation batch) {
    jdbc.sql(
            """
            insert into naming (number, community_code, community_name, tier, year, document_number, named_on)
            values (?, ?, ?, ?, ?, ?, ?)""")
        .params(
            a.number(),
            a.communityCode(),
            a.communityName(),
            a.tier().name(),
            a.year(),
            batch.documentNumber(),
            java.sql.Date.valueOf(batch.namedOn()))
        .update();
  }
}
