package io.anlan.calendar;

import io.anlan.division.DivisionView;
import io.anlan.division.Divisions;
import io.anlan.shared.Installation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The calendar in the database, with a version that tells every node when it has changed. */
@Component
class CalendarStore {

  private static final String VERSION = "calendar";

  /** Whoever stores a due date shares this lock; whoever changes the calendar has it alone. */
  private static final String LOCK = "hashtextextended('calendar', 0)";

  private final JdbcClient jdbc;
  private final Installation installation;
  private final Divisions divisions;

  CalendarStore(JdbcClient jdbc, Installation installation, Divisions divisions) {
    this.jdbc = jdbc;
    this.installation = installation;
    this.divisions = divisions;
  }

  String version() {
    return installation.value(VERSION).orElse("");
  }

  /** No change comes into force until the running transaction has ended. */
  void hold() {
    jdbc.sql("select pg_advisory_xact_lock_shared(" + LOCK + ")").query((rs, n) -> 0).single();
  }

  /** Waits for every transaction that holds the calendar as it is. */
  void alone() {
    jdbc.sql("select pg_advisory_xact_lock(" + LOCK + ")").query((rs, n) -> 0).single();
  }

  /** As {@link #alone}; the version is a new one. */
  void change() {
    alone();
    installation.put(VERSION, UUID.randomUUID().toString());
  }

  Calendar read() {
    Map<Integer, List<Holiday>> notices = new HashMap<>();
    jdbc.sql("select year from calendar_year")
        .query(Integer.class)
        .list()
        .forEach(year -> notices.put(year, new ArrayList<>()));
    jdbc.sql("select notice, day, working, name from holiday order by day")
        .query(
            (rs, n) ->
                notices
                    .computeIfAbsent(rs.getInt(1), y -> new ArrayList<>())
                    .add(
                        new Holiday(
                            rs.getObject(2, LocalDate.class), rs.getBoolean(3), rs.getString(4))))
        .list();
    List<LocalDay> local =
        jdbc.sql("select id, day, territory, working, reason from local_day")
            .query(LocalDay.class)
            .list();
    Map<String, List<String>> ways = new ConcurrentHashMap<>();
    return new Calendar(notices, local, code -> ways.computeIfAbsent(code, this::around));
  }

  private List<String> around(String code) {
    List<String> way =
        new ArrayList<>(divisions.path(code).stream().map(DivisionView::code).toList());
    Collections.reverse(way);
    return way;
  }

  void putNotice(int year, List<Holiday> days, boolean uploaded) {
    String[] dates = days.stream().map(d -> d.day().toString()).toArray(String[]::new);
    jdbc.sql("delete from holiday where notice = ? or day = any(?::date[])")
        .params(year, dates)
        .update();
    jdbc.sql(
            """
            insert into holiday (day, working, name, notice)
            select *, ? from unnest(?::date[], ?::boolean[], ?::text[])""")
        .params(
            year,
            dates,
            days.stream().map(Holiday::working).toArray(Boolean[]::new),
            days.stream().map(Holiday::name).toArray(String[]::new))
        .update();
    jdbc.sql(
            """
            insert into calendar_year (year, uploaded) values (?, ?)
            on conflict (year) do update set uploaded = excluded.uploaded""")
        .params(year, uploaded)
        .update();
  }

  boolean uploaded(int year) {
    return jdbc.sql("select count(*) from calendar_year where year = ? and uploaded")
            .param(year)
            .query(Long.class)
            .single()
        > 0;
  }

  List<Holiday> holidays(int year) {
    return jdbc.sql(
            "select day, working, name from holiday where extract(year from day) = ? order by day")
        .param(year)
        .query(Holiday.class)
        .list();
  }

  void add(LocalDay day) {
    jdbc.sql("insert into local_day (day, territory, working, reason) values (?, ?, ?, ?)")
        .params(day.day(), day.territory(), day.working(), day.reason())
        .update();
  }

  void remove(long id) {
    jdbc.sql("delete from local_day where id = ?").param(id).update();
  }

  Optional<LocalDay> local(long id) {
    return jdbc.sql("select id, day, territory, working, reason from local_day where id = ?")
        .param(id)
        .query(LocalDay.class)
        .optional();
  }

  boolean known(LocalDate day, String territory) {
    return jdbc.sql("select count(*) from local_day where day = ? and territory = ?")
            .params(day, territory)
            .query(Long.class)
            .single()
        > 0;
  }

  /** The days of single places in these days, the latest first. */
  List<LocalDay> local(LocalDate from, LocalDate until, int most, long offset) {
    return jdbc.sql(
            """
            select id, day, territory, working, reason from local_day
            where day between ? and ? order by day desc, territory limit ? offset ?""")
        .params(from, until, most, offset)
        .query(LocalDay.class)
        .list();
  }

  Set<LocalDate> localDates(int year) {
    return jdbc.sql("select distinct day from local_day where extract(year from day) = ?")
        .param(year)
        .query(LocalDate.class)
        .set();
  }

  long countLocal(LocalDate from, LocalDate until) {
    return jdbc.sql("select count(*) from local_day where day between ? and ?")
        .params(from, until)
        .query(Long.class)
        .single();
  }
}
