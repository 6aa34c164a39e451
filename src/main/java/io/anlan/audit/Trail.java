package io.anlan.audit;

import io.anlan.account.Actor;
import io.anlan.shared.Level;
import io.anlan.shared.PageView;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes the trail in the transaction of the act itself, and reads and verifies it. */
@Component
public class Trail {

  private static final String START = "0".repeat(64);

  /** One row as the timeline shows it. */
  public record Row(
      Instant at,
      String actor,
      String onBehalfOf,
      String office,
      Level level,
      Act.Action action,
      String decision,
      String opinion) {}

  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Trail(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
    this.jdbc = jdbc;
    this.events = events;
    this.clock = clock;
  }

  /** The caller holds the case's lock, so the chain has one writer. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(Actor actor, Act act) {
    append(actor.username(), actor.onBehalfOf(), act);
  }

  /** What no person did: a deadline of a round, an answer of all bodies together. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void recordSystem(Act act) {
    append("system", null, act);
  }

  private void append(String actor, String onBehalfOf, Act act) {
    // The database keeps microseconds; the hash must be of what it keeps.
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    jdbc.sql(
            """
            insert into audit_entry (chain, seq, at, actor, on_behalf_of, office, level, action,
              decision, opinion, previous_hash, hash)
            select :chain, last.seq + 1, :at, :actor, :onBehalfOf, :office, :level, :action,
              :decision, :opinion, last.hash,
              encode(sha256(convert_to(last.hash || (last.seq + 1) || :text, 'UTF8')), 'hex')
            from (
              (select seq, hash from audit_entry where chain = :chain order by seq desc limit 1)
              union all select 0, :start order by seq desc limit 1) last""")
        .param("chain", act.chain())
        .param("at", Timestamp.from(at))
        .param("actor", actor)
        .param("onBehalfOf", onBehalfOf)
        .param("office", act.office())
        .param("level", level(act))
        .param("action", act.action().name())
        .param("decision", act.decision())
        .param("opinion", act.opinion())
        .param("text", text(at, actor, onBehalfOf, act))
        .param("start", START)
        .update();
    events.publishEvent(new Acted(act, actor));
  }

  @Transactional(readOnly = true)
  public List<Row> rows(String chain) {
    return jdbc.sql("select * from audit_entry where chain = ? order by seq limit 2000")
        .param(chain)
        .query(Trail::row)
        .list();
  }

  /** How many acts each of these cases has. */
  @Transactional(readOnly = true)
  public Map<String, Integer> lengths(Collection<String> chains) {
    return jdbc
        .sql(
            """
            select chain, coalesce((select max(seq) from audit_entry e where e.chain = c.chain), 0)
            from unnest(?::varchar[]) c (chain)""")
        .param(chains.stream().distinct().toArray(String[]::new))
        .query((rs, n) -> Map.entry(rs.getString(1), rs.getInt(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * The latest acts of a case, the newest first, without files that came and went and reminders.
   */
  @Transactional(readOnly = true)
  public List<Row> latestDecisions(String chain, int most) {
    return jdbc.sql(
            """
            select * from audit_entry where chain = ?
              and action not in ('EVIDENCE_ADDED', 'EVIDENCE_REMOVED', 'REMINDED', 'FELL_DUE',
                'ESCALATED')
            order by seq desc limit ?""")
        .params(chain, most)
        .query(Trail::row)
        .list();
  }

  /** One page of a case, the newest first. */
  @Transactional(readOnly = true)
  public PageView<Row> page(String chain, int page, int size) {
    // Numbers have no gaps, so that a page is a range of them however far back it lies.
    List<Row> rows = new ArrayList<>();
    AtomicLong total = new AtomicLong();
    jdbc.sql(
            """
            select last.seq as total, e.* from (
              select coalesce(max(seq), 0) as seq from audit_entry where chain = :chain) last
            left join audit_entry e on e.chain = :chain
              and e.seq <= last.seq - :after and e.seq > last.seq - :after - :size
            order by e.seq desc""")
        .param("chain", chain)
        .param("after", (long) page * size)
        .param("size", size)
        .query(
            rs -> {
              total.set(rs.getLong("total"));
              if (rs.getString("chain") != null) rows.add(row(rs, 0));
            });
    return PageView.of(rows, page, size, total.get());
  }

  /** What moved a case from level to level, and its corrections, the oldest first. */
  @Transactional(readOnly = true)
  public List<Row> milestones(String chain) {
    return jdbc.sql(
            """
            select * from (
              select * from audit_entry where chain = ? and action in ('OPENED', 'SUBMITTED',
                'FORWARDED', 'REJECTED', 'CORRECTED', 'NAMED', 'WITHDRAWN', 'CANCELLED', 'EXPIRED',
                'ENDED_OUTSIDE')
              order by seq desc limit 300) latest
            order by seq""")
        .param(chain)
        .query(Trail::row)
        .list();
  }

  private static Row row(ResultSet rs, int n) throws SQLException {
    return new Row(
        rs.getTimestamp("at").toInstant(),
        rs.getString("actor"),
        rs.getString("on_behalf_of"),
        rs.getString("office"),
        level(rs),
        Act.Action.valueOf(rs.getString("action")),
        rs.getString("decision"),
        rs.getString("opinion"));
  }

  /**
   * Whether every row of the chain still hashes to what was written, in order and without a gap.
   */
  @Transactional(readOnly = true)
  public boolean intact(String chain) {
    String previous = START;
    int seq = 0;
    for (List<Stored> page; !(page = stored(chain, seq)).isEmpty(); ) {
      for (Stored row : page) {
        seq++;
        boolean linked = row.seq == seq && row.previous.equals(previous);
        if (!linked
            || !row.hash.equals(hash(previous, seq, row.at, row.actor, row.onBehalfOf, row.act)))
          return false;
        previous = row.hash;
      }
    }
    return true;
  }

  private record Stored(
      int seq,
      Instant at,
      String actor,
      String onBehalfOf,
      Act act,
      String previous,
      String hash) {}

  /** Some rows of the chain behind this number; the administrators' chain has no end. */
  private List<Stored> stored(String chain, int after) {
    return jdbc.sql("select * from audit_entry where chain = ? and seq > ? order by seq limit 1000")
        .params(chain, after)
        .query(
            (rs, n) ->
                new Stored(
                    rs.getInt("seq"),
                    rs.getTimestamp("at").toInstant(),
                    rs.getString("actor"),
                    rs.getString("on_behalf_of"),
                    new Act(
                        chain,
                        level(rs),
                        rs.getString("office"),
                        Act.Action.valueOf(rs.getString("action")),
                        rs.getString("decision"),
                        rs.getString("opinion")),
                    rs.getString("previous_hash"),
                    rs.getString("hash")))
        .list();
  }

  private static String level(Act act) {
    return act.level() == null ? null : act.level().name();
  }

  static Level level(ResultSet rs) throws SQLException {
    String level = rs.getString("level");
    return level == null ? null : Level.valueOf(level);
  }

  private static String hash(
      String previous, int seq, Instant at, String actor, String onBehalfOf, Act act) {
    String text = previous + seq + text(at, actor, onBehalfOf, act);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What of an act is hashed after the previous hash and the number. */
  private static String text(Instant at, String actor, String onBehalfOf, Act act) {
    // Lengths keep two neighbouring texts from flowing into one another.
    StringBuilder text = new StringBuilder("|").append(at);
    for (String part :
        new String[] {
          actor,
          act.chain(),
          act.office(),
          level(act),
          act.action().name(),
          act.decision(),
          act.opinion()
        }) {
      text.append('|').append(part == null ? "-" : part.length() + ":" + part);
    }
    // Absent in most rows, and in the first ones not foreseen: what is not there adds nothing.
    if (onBehalfOf != null)
      text.append('|').append(onBehalfOf.length()).append(':').append(onBehalfOf);
    return text.toString();
  }
}
