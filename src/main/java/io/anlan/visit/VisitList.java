package io.anlan.visit;

import io.anlan.account.Actor;
import io.anlan.account.Role;
import io.anlan.application.Files;
import io.anlan.shared.CustomPlan;
import io.anlan.shared.Level;
import io.anlan.shared.Like;
import io.anlan.shared.PageView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds visits for lists and calendars: only what is asked for stands in the query. */
@Component
@Transactional(readOnly = true)
public class VisitList {

  /** Of one filter by the expert's name. */
  private static final int MOST_EXPERTS = 200;

  /** As whom one looks. */
  public enum View {
    /** The visits of all files that one reads for an office. */
    ALL,
    /** Those that one's own office has arranged. */
    OFFICE,
    /** Those to which one was invited. */
    EXPERT,
    /** Those of one's own community. */
    COMMUNITY
  }

  /** What a list may be narrowed to; what an expert asks for goes by the own answer. */
  public enum Filter {
    OPEN,
    FORMING,
    INVITING,
    VISITING,
    CONCLUDING,
    RECTIFYING,
    CHECKING,
    PASSED,
    FAILED,
    CANCELLED,
    INVITED,
    COMING,
    DONE;

    public static final List<Filter> OF_EXPERT = List.of(INVITED, COMING, DONE);
    public static final List<Filter> OF_OTHERS = List.of(values()).subList(0, 10);
  }

  /** What is null does not restrict; both days are included. */
  public record Query(View view, Filter filter, String expert, LocalDate from, LocalDate until) {}

  /**
   * One visit.
   *
   * @param address null where the community has given none
   * @param own the reader's own part in it, where that is why he or she sees it; else null
   * @param shown whether there is more to see of it: for an expert only while he or she takes part
   */
  public record Row(
      long id,
      String number,
      String community,
      String address,
      Level level,
      String office,
      Visit.State state,
      LocalDate plannedOn,
      String leader,
      Member.State own,
      boolean shown) {}

  /** One of a team. */
  public record Mate(String username, String name, Member.State state) {}

  /** What is on one day of a calendar, and how many more there are. */
  public record Day(LocalDate date, List<Row> visits, int more) {}

  private static final String COLUMNS =
      """
      v.id, v.number, a.community_name, a.profile ->> 'address' as address, v.level, v.office,
      v.state, v.planned_on, v.leader, v.closed_at, %s as own""";

  private static final String COMING = "('INVITED', 'ACCEPTED', 'VISITED')";

  private static final String LEADER_FIRST = "m.username <> v.leader, m.invited_at, m.username";

  private final JdbcClient jdbc;
  private final CustomPlan plan;

  VisitList(JdbcClient jdbc, CustomPlan plan) {
    this.jdbc = jdbc;
    this.plan = plan;
  }

  /** As whom this person may look, the widest view first. */
  public static List<View> views(Actor actor) {
    List<View> views = new ArrayList<>();
    if (Files.officeReaders(actor).size() > 1) views.add(View.ALL);
    if (!actor.offices().isEmpty()) views.add(View.OFFICE);
    if (actor.has(Role.EXPERT)) views.add(View.EXPERT);
    if (!actor.communities().isEmpty()) views.add(View.COMMUNITY);
    return views;
  }

  /** One page, the latest day first. */
  public PageView<Row> page(Actor actor, Query query, int page, int size) {
    Asked asked = asked(actor, query);
    List<Row> rows =
        rows(
            asked,
            "select %s from %s order by v.planned_on desc, v.id desc limit %d offset %d"
                .formatted(columns(query), asked.joined(), size, (long) page * size));
    boolean counted = page == 0 && rows.size() < size;
    long total =
        counted
            ? rows.size()
            : jdbc.sql("select count(*) from " + asked.from)
                .params(asked.values)
                .query(Long.class)
                .single();
    return PageView.of(rows, page, size, total);
  }

  /** The first ones, the earliest day first. */
  public List<Row> first(Actor actor, Query query, int most) {
    Asked asked = asked(actor, query);
    return rows(
        asked,
        "select %s from %s order by v.planned_on, v.id limit %d"
            .formatted(columns(query), asked.joined(), most));
  }

  /** The days of a month on which there are visits; of each day so many. */
  public Map<LocalDate, Day> month(Actor actor, Query query, YearMonth month, int most) {
    Query days =
        new Query(query.view, query.filter, query.expert, month.atDay(1), month.atEndOfMonth());
    Asked asked = asked(actor, days);
    Map<LocalDate, Day> found = new TreeMap<>();
    plan.ask();
    jdbc.sql(
            """
            select * from (
              select %s, row_number() over of_day as nth,
                count(*) over (partition by v.planned_on) as visits
              from %s window of_day as (partition by v.planned_on order by v.id)) numbered
            where nth <= %d order by planned_on, id"""
                .formatted(columns(query), asked.joined(), most))
        .params(asked.values)
        .query(
            rs -> {
              Row row = row(rs, 0);
              int more = Math.max(0, rs.getInt("visits") - most);
              found
                  .computeIfAbsent(row.plannedOn, day -> new Day(day, new ArrayList<>(), more))
                  .visits()
                  .add(row);
            });
    return found;
  }

  /** One visit as somebody sees it who may. */
  public Row row(Visit visit) {
    return jdbc.sql(
            "select %s from visit v join application a on a.number = v.number where v.id = ?"
                .formatted(COLUMNS.formatted("null")))
        .param(visit.id())
        .query(VisitList::row)
        .single();
  }

  /** The visits of a file with their teams, the latest first; one query for the file's page. */
  public Map<Row, List<Mate>> of(String number) {
    Map<Row, List<Mate>> visits = new LinkedHashMap<>();
    jdbc.sql(
            """
            select %s, m.username, w.display_name, m.state as part
            from visit v join application a on a.number = v.number
            left join visit_member m on m.visit_id = v.id and m.state in %s
            left join account w on w.username = m.username
            where v.number = ? order by v.id desc, %s"""
                .formatted(COLUMNS.formatted("null"), COMING, LEADER_FIRST))
        .param(number)
        .query(
            rs -> {
              List<Mate> team = visits.computeIfAbsent(row(rs, 0), row -> new ArrayList<>());
              if (rs.getString("part") != null) team.add(mate(rs));
            });
    return visits;
  }

  /** Who comes, came or is asked to come, by the id of the visit; the leader first. */
  public Map<Long, List<Mate>> teams(Collection<Row> visits) {
    Long[] ids = visits.stream().filter(Row::shown).map(Row::id).toArray(Long[]::new);
    if (ids.length == 0) return Map.of();
    return jdbc
        .sql(
            """
            select m.visit_id, m.username, w.display_name, m.state as part
            from visit_member m join account w on w.username = m.username
            join visit v on v.id = m.visit_id
            where m.visit_id = any (?) and m.state in %s order by m.visit_id, %s"""
                .formatted(COMING, LEADER_FIRST))
        .param(ids)
        .query((rs, n) -> Map.entry(rs.getLong("visit_id"), mate(rs)))
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static Mate mate(ResultSet rs) throws SQLException {
    return new Mate(
        rs.getString("username"),
        rs.getString("display_name"),
        Member.State.valueOf(rs.getString("part")));
  }

  private record Asked(String from, Map<String, Object> values) {

    /** With what is said of the file, which no count needs. */
    String joined() {
      return from.replaceFirst("visit v", "visit v join application a on a.number = v.number");
    }
  }

  private Asked asked(Actor actor, Query query) {
    StringBuilder from = new StringBuilder("visit v");
    Map<String, Object> values = new LinkedHashMap<>();
    switch (query.view) {
      case ALL -> read(from, values, Files.officeReaders(actor));
      case OFFICE -> {
        from.append(" where v.office = any (:offices)");
        values.put("offices", actor.offices().toArray(String[]::new));
      }
      case EXPERT -> {
        from.append(" join visit_member m on m.visit_id = v.id where m.username = :me");
        values.put("me", actor.username());
      }
      case COMMUNITY ->
          read(
              from,
              values,
              actor.communities().stream().map(c -> "community:" + c).collect(Collectors.toSet()));
    }
    if (query.filter != null) from.append(" and ").append(filter(query));
    if (query.expert != null) {
      from.append(
          " and v.id in (select e.visit_id from visit_member e where e.username = any (:experts))");
      values.put("experts", experts(query.expert));
    }
    if (query.from != null) {
      from.append(" and v.planned_on >= :from");
      values.put("from", query.from);
    }
    if (query.until != null) {
      from.append(" and v.planned_on <= :until");
      values.put("until", query.until);
    }
    return new Asked(from.toString(), values);
  }

  private static void read(StringBuilder from, Map<String, Object> values, Set<String> readers) {
    from.append(
        " where exists (select from application_reader r"
            + " where r.number = v.number and r.reader = any (:readers))");
    values.put("readers", readers.toArray(String[]::new));
  }

  private static String filter(Query query) {
    boolean expert = query.view == View.EXPERT;
    return switch (query.filter) {
      case OPEN -> "v.closed_at is null";
      case INVITED -> expert ? "m.state = 'INVITED' and v.closed_at is null" : "false";
      case COMING -> expert ? "m.state = 'ACCEPTED' and v.closed_at is null" : "false";
      case DONE ->
          expert ? "(m.state not in ('INVITED', 'ACCEPTED') or v.closed_at is not null)" : "false";
      // An expert does not learn how a visit ended.
      default -> expert ? "false" : "v.state = '" + query.filter + "'";
    };
  }

  /** The user names of the experts who are called so. */
  private String[] experts(String words) {
    return jdbc.sql(
            """
            select distinct a.username from account a
            join account_role r on r.username = a.username and r.role = 'EXPERT'
            where a.username = ? or a.display_name like ? escape '\\'
            limit ?""")
        .params(words, Like.containing(words), MOST_EXPERTS)
        .query(String.class)
        .list()
        .toArray(String[]::new);
  }

  private List<Row> rows(Asked asked, String sql) {
    plan.ask();
    return jdbc.sql(sql).params(asked.values).query(VisitList::row).list();
  }

  private static String columns(Query query) {
    return COLUMNS.formatted(query.view == View.EXPERT ? "m.state" : "null");
  }

  private static Row row(ResultSet rs, int n) throws SQLException {
    String own = rs.getString("own");
    Member.State member = own == null ? null : Member.State.valueOf(own);
    return new Row(
        rs.getLong("id"),
        rs.getString("number"),
        rs.getString("community_name"),
        rs.getString("address"),
        Level.valueOf(rs.getString("level")),
        rs.getString("office"),
        Visit.State.valueOf(rs.getString("state")),
        rs.getObject("planned_on", LocalDate.class),
        rs.getString("leader"),
        member,
        member == null || member.expected() && rs.getTimestamp("closed_at") == null);
  }
}
