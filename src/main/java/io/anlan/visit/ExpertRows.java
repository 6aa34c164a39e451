package io.anlan.visit;

import io.anlan.shared.Like;
import io.anlan.visit.Expert.State;
import io.anlan.visit.Expert.Tie;
import io.anlan.visit.Expert.TieKind;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The pool in the database: active accounts with the role EXPERT, and their entries. */
@Component
class ExpertRows {

  private static final String FROM =
      """
       from account a left join expert e on e.username = a.username
      where a.active and exists (
        select 1 from account_role r where r.username = a.username and r.role = 'EXPERT')""";

  private static final String SELECT =
      """
      select a.username, a.display_name, e.unit, e.territory, e.qualification, e.qualified_until,
        e.state, coalesce(e.version, 0) as version,
        coalesce(e.department, (select min(r.kind) from account_role r
          where r.username = a.username and r.role = 'EXPERT')) as department,
        array(select distinct r.office from account_role r
          where r.username = a.username and r.role = 'EXPERT' order by r.office) as offices,
        array(select s.speciality from expert_speciality s
          where s.username = a.username) as specialities"""
          + FROM;

  /** Whose office keeps the entry, or whose area overlaps the expert's territory. */
  private static final String SEEN =
      """
       and (e.territory like any(:below) or e.territory = any(:above) or exists (
        select 1 from account_role r
        where r.username = a.username and r.role = 'EXPERT' and r.office = any(:offices)))""";

  private static final String FOUND =
      """
       and (:q::text is null or a.display_name ilike :q or a.username ilike :q or e.unit ilike :q)
       and (:state::text is null or e.state = :state)
       and (:speciality::text is null or exists (
         select 1 from expert_speciality s
         where s.username = a.username and s.speciality = :speciality))""";

  private final JdbcClient jdbc;

  ExpertRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param q part of a name, a user name or a unit; null like the others for all
   */
  Page<Expert> page(
      Set<String> offices, String q, Speciality speciality, State state, PageRequest page) {
    String where = SEEN + FOUND;
    var params = new LinkedHashMap<String, Object>(seeing(offices));
    params.put("q", q == null || q.isBlank() ? null : Like.containing(q));
    params.put("speciality", speciality == null ? null : speciality.name());
    params.put("state", state == null ? null : state.name());
    long total =
        jdbc.sql("select count(*)" + FROM + where).params(params).query(Long.class).single();
    params.put("size", page.getPageSize());
    params.put("offset", page.getOffset());
    List<Expert> rows =
        jdbc.sql(SELECT + where + " order by a.username limit :size offset :offset")
            .params(params)
            .query((rs, n) -> expert(rs, List.of()))
            .list();
    return new PageImpl<>(rows, page, total);
  }

  private static Map<String, Object> seeing(Set<String> offices) {
    return Map.of(
        "offices", offices.toArray(String[]::new),
        "below", offices.stream().map(o -> Territory.prefix(o) + "%").toArray(String[]::new),
        "above",
            offices.stream()
                .flatMap(o -> Territory.around(o).stream())
                .distinct()
                .toArray(String[]::new));
  }

  boolean seen(Set<String> offices, String username) {
    return jdbc.sql("select count(*)" + FROM + SEEN + " and a.username = :username")
            .params(seeing(offices))
            .param("username", username)
            .query(Long.class)
            .single()
        > 0;
  }

  Optional<Expert> find(String username) {
    return Optional.ofNullable(find(List.of(username)).get(username));
  }

  /** Those of these who have the role, with their ties. */
  Map<String, Expert> find(Collection<String> usernames) {
    String[] names = usernames.toArray(String[]::new);
    Map<String, List<Tie>> ties =
        jdbc
            .sql(
                """
                select username, kind, place, until from expert_tie
                where username = any(?) order by id""")
            .param(names)
            .query((rs, n) -> Map.entry(rs.getString(1), tie(rs)))
            .stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return jdbc
        .sql(SELECT + " and a.username = any(?)")
        .param(names)
        .query((rs, n) -> expert(rs, ties.getOrDefault(rs.getString("username"), List.of())))
        .stream()
        .collect(Collectors.toMap(Expert::username, Function.identity()));
  }

  private static Tie tie(ResultSet rs) throws SQLException {
    Date until = rs.getDate("until");
    return new Tie(
        TieKind.valueOf(rs.getString("kind")),
        rs.getString("place"),
        until == null ? null : until.toLocalDate());
  }

  private static Expert expert(ResultSet rs, List<Tie> ties) throws SQLException {
    Date until = rs.getDate("qualified_until");
    String state = rs.getString("state");
    return new Expert(
        rs.getString("username"),
        rs.getString("display_name"),
        texts(rs.getArray("offices")),
        rs.getString("unit"),
        rs.getString("department"),
        specialities(rs.getArray("specialities")),
        rs.getString("territory"),
        rs.getString("qualification"),
        until == null ? null : until.toLocalDate(),
        state == null ? null : State.valueOf(state),
        ties,
        rs.getInt("version"));
  }

  static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  static Set<Speciality> specialities(Array array) throws SQLException {
    return texts(array).stream()
        .map(Speciality::valueOf)
        .sorted()
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Writes an entry over the one of this version.
   *
   * @return false when somebody was faster
   */
  boolean store(Expert expert) {
    int stored =
        jdbc.sql(
                """
                insert into expert (username, unit, department, territory, qualification,
                  qualified_until, state, version)
                values (:username, :unit, :department, :territory, :qualification, :until, :state, 1)
                on conflict (username) do update set unit = excluded.unit,
                  department = excluded.department, territory = excluded.territory,
                  qualification = excluded.qualification,
                  qualified_until = excluded.qualified_until, state = excluded.state,
                  version = expert.version + 1
                where expert.version = :version""")
            .param("username", expert.username())
            .param("unit", expert.unit())
            .param("department", expert.department())
            .param("territory", expert.territory())
            .param("qualification", expert.qualification())
            .param("until", expert.qualifiedUntil())
            .param("state", expert.state().name())
            .param("version", expert.version())
            .update();
    if (stored == 0) return false;
    jdbc.sql("delete from expert_speciality where username = ?").param(expert.username()).update();
    jdbc.sql("insert into expert_speciality (username, speciality) select ?, unnest(?::varchar[])")
        .params(
            expert.username(),
            expert.specialities().stream().map(Speciality::name).toArray(String[]::new))
        .update();
    jdbc.sql("delete from expert_tie where username = ?").param(expert.username()).update();
    List<Tie> ties = expert.ties();
    jdbc.sql(
            """
            insert into expert_tie (username, kind, place, until)
            select ?, * from unnest(?::varchar[], ?::varchar[], ?::date[])""")
        .params(
            expert.username(),
            ties.stream().map(t -> t.kind().name()).toArray(String[]::new),
            ties.stream().map(Tie::place).toArray(String[]::new),
            ties.stream().map(t -> Objects.toString(t.until(), null)).toArray(String[]::new))
        .update();
    return true;
  }

  /** The duty records of these experts in one query. */
  Map<String, Duty> duties(Collection<String> usernames) {
    return jdbc
        .sql(
            """
            select m.username,
              count(*) filter (where m.state = 'VISITED'),
              count(*) filter (where m.state = 'DECLINED'),
              count(*) filter (where m.state = 'RECUSED'),
              count(*) filter (where m.state = 'LATE'),
              count(*) filter (where m.state = 'ABSENT'),
              count(*) filter (where m.state in ('INVITED', 'ACCEPTED') and v.closed_at is null)
            from visit_member m join visit v on v.id = m.visit_id
            where m.username = any(?) group by m.username""")
        .param(usernames.toArray(String[]::new))
        .query(
            (rs, n) ->
                Map.entry(
                    rs.getString(1),
                    new Duty(
                        rs.getInt(2),
                        rs.getInt(3),
                        rs.getInt(4),
                        rs.getInt(5),
                        rs.getInt(6),
                        rs.getInt(7))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  Set<String> known(Collection<String> usernames) {
    return jdbc.sql("select username from account where username = any(?)")
        .param(usernames.toArray(String[]::new))
        .query(String.class)
        .set();
  }

  /**
   * @param all whether files of other offices are named too
   */
  List<OpenVisit> openVisits(String username, Set<String> offices, boolean all) {
    return jdbc.sql(
            """
            select v.office, v.planned_on, m.state,
              case when :all or v.office = any(:offices) then v.number end as number,
              case when :all or v.office = any(:offices) then f.community_name end as community
            from visit_member m
            join visit v on v.id = m.visit_id and v.closed_at is null
            join application f on f.number = v.number
            where m.username = :username and m.state in ('INVITED', 'ACCEPTED')
            order by v.planned_on, v.id limit 50""")
        .param("all", all)
        .param("offices", offices.toArray(String[]::new))
        .param("username", username)
        .query(
            (rs, n) ->
                new OpenVisit(
                    rs.getString("number"),
                    rs.getString("community"),
                    rs.getString("office"),
                    rs.getDate("planned_on").toLocalDate(),
                    rs.getString("state")))
        .list();
  }
}
