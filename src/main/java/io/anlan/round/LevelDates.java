package io.anlan.round;

import io.anlan.shared.Level;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The closing dates of the levels, as they are stored. */
@Component
class LevelDates {

  private final JdbcClient jdbc;

  LevelDates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<LocalDate> of(long round, Level level) {
    return jdbc.sql("select closes_on from round_level_date where round_id = ? and level = ?")
        .params(round, level.name())
        .query(LocalDate.class)
        .optional();
  }

  /** The lowest level first; rounds without any are left out. */
  Map<Long, Map<Level, LocalDate>> of(Collection<Long> rounds) {
    Map<Long, Map<Level, LocalDate>> dates = new HashMap<>();
    jdbc.sql("select round_id, level, closes_on from round_level_date where round_id = any(?)")
        .param(rounds.toArray(Long[]::new))
        .query(
            row -> {
              dates
                  .computeIfAbsent(row.getLong(1), round -> new EnumMap<>(Level.class))
                  .put(Level.valueOf(row.getString(2)), row.getObject(3, LocalDate.class));
            });
    return dates;
  }

  void replace(long round, Map<Level, LocalDate> dates) {
    jdbc.sql("delete from round_level_date where round_id = ?").param(round).update();
    dates.forEach(
        (level, day) ->
            jdbc.sql("insert into round_level_date (round_id, level, closes_on) values (?, ?, ?)")
                .params(round, level.name(), day)
                .update());
  }
}
