package io.anlan.designation;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The files of a batch, its signatures and the registry. */
@Component
class BatchFiles {

  record Signature(String body, String decision, String opinion) {}

  private final JdbcClient jdbc;

  BatchFiles(JdbcClient jdbc) {
    this.jdbc = jdbc;
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
