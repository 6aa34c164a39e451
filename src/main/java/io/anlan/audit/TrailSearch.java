package io.anlan.audit;

import io.anlan.shared.Administered;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the auditor asks of the trail; that it was asked is noted in it. */
@Component
public class TrailSearch {

  /** An export beyond is asked for in parts. */
  public static final int MOST = 100_000;

  private static final int CHUNK = 1000;

  /** What is null does not restrict; both days are included. */
  public record Filter(
      String chain, String actor, Act.Action action, LocalDate from, LocalDate until) {}

  /** One row with its place in its chain. */
  public record Entry(
      long id,
      String chain,
      int seq,
      Instant at,
      String actor,
      String onBehalfOf,
      String office,
      Level level,
      Act.Action action,
      String decision,
      String opinion) {}

  private final Trail trail;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  TrailSearch(Trail trail, JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
    this.trail = trail;
    this.jdbc = jdbc;
    this.clock = clock;
    this.events = events;
  }

  /** One page, the latest first, with one row more where there is a next page. */
  @Transactional(readOnly = true)
  public List<Entry> page(Filter filter, int page, int size) {
    Map<String, Object> params = new LinkedHashMap<>();
    return jdbc.sql(
            "select * from audit_entry where %s order by at desc, id desc limit %d offset %d"
                .formatted(where(filter, params), size + 1, (long) page * size))
        .params(params)
        .query(TrailSearch::entry)
        .list();
  }

  /**
   * Notes that these rows leave the house.
   *
   * @throws Problem 422 on {@code from} when there are more than {@link #MOST}
   */
  @Transactional
  public void startExport(Filter filter) {
    Map<String, Object> params = new LinkedHashMap<>();
    long found =
        jdbc.sql(
                "select count(*) from (select 1 from audit_entry where %s limit %d) found"
                    .formatted(where(filter, params), MOST + 1))
            .params(params)
            .query(Long.class)
            .single();
    if (found > MOST) throw Problem.field("from", "trail-too-long", MOST);
    events.publishEvent(new Administered("TRAIL_EXPORTED", found + " " + words(filter)));
  }

  private static String words(Filter f) {
    return "%s %s %s %s %s"
        .formatted(f.chain, f.actor, f.action, f.from, f.until)
        .replace("null", "-");
  }

  /** Hands over the rows one by one, the latest first; few are in memory at a time. */
  public void export(Filter filter, Consumer<Entry> reader) {
    Entry last = null;
    for (int read = 0; read < MOST; read += CHUNK) {
      List<Entry> chunk = after(last, filter);
      chunk.forEach(reader);
      if (chunk.size() < CHUNK) return;
      last = chunk.get(CHUNK - 1);
    }
  }

  private List<Entry> after(Entry last, Filter filter) {
    Map<String, Object> params = new LinkedHashMap<>();
    String where = where(filter, params);
    if (last != null) {
      where += " and (at, id) < (:lastAt, :lastId)";
      params.put("lastAt", Timestamp.from(last.at));
      params.put("lastId", last.id);
    }
    return jdbc.sql(
            "select * from audit_entry where %s order by at desc, id desc limit %d"
                .formatted(where, CHUNK))
        .params(params)
        .query(TrailSearch::entry)
        .list();
  }

  /**
   * Whether the chain still is what was written.
   *
   * @throws Problem 422 on {@code chain} when there is none
   */
  @Transactional
  public boolean verify(String chain) {
    boolean known =
        jdbc.sql("select exists (select 1 from audit_entry where chain = ?)")
            .param(chain)
            .query(Boolean.class)
            .single();
    if (!known) throw Problem.field("chain", "no-chain");
    boolean intact = trail.intact(chain);
    events.publishEvent(new Administered("TRAIL_VERIFIED", chain + " " + intact));
    return intact;
  }

  private String where(Filter filter, Map<String, Object> params) {
    StringBuilder where = new StringBuilder("true");
    and(where, params, "chain = :chain", "chain", filter.chain);
    and(where, params, "actor = :actor", "actor", filter.actor);
    and(
        where,
        params,
        "action = :action",
        "action",
        filter.action == null ? null : filter.action.name());
    and(where, params, "at >= :from", "from", start(filter.from));
    and(
        where,
        params,
        "at < :until",
        "until",
        start(filter.until == null ? null : filter.until.plusDays(1)));
    return where.toString();
  }

  private static void and(
      StringBuilder where,
      Map<String, Object> params,
      String condition,
      String name,
      Object value) {
    if (value == null) return;
    where.append(" and ").append(condition);
    params.put(name, value);
  }

  private Timestamp start(LocalDate day) {
    return day == null ? null : Timestamp.from(day.atStartOfDay(clock.getZone()).toInstant());
  }

  private static Entry entry(ResultSet rs, int n) throws SQLException {
    return new Entry(
        rs.getLong("id"),
        rs.getString("chain"),
        rs.getInt("seq"),
        rs.getTimestamp("at").toInstant(),
        rs.getString("actor"),
        rs.getString("on_behalf_of"),
        rs.getString("office"),
        Trail.level(rs),
        Act.Action.valueOf(rs.getString("action")),
        rs.getString("decision"),
        rs.getString("opinion"));
  }
}
