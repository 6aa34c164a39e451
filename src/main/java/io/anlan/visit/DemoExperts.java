package io.anlan.visit;

import io.anlan.shared.CsvFile;
import io.anlan.shared.Demo;
import io.anlan.shared.StartupOrder;
import io.anlan.visit.Expert.State;
import io.anlan.visit.Expert.Tie;
import io.anlan.visit.Expert.TieKind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The demo's experts enter its pool at the first start, one row each in {@code demo/*.csv}. */
@Component
@Order(StartupOrder.EXPERTS)
class DemoExperts implements ApplicationRunner {

  private final Demo demo;
  private final ExpertRows rows;
  private final JdbcClient jdbc;

  DemoExperts(Demo demo, ExpertRows rows, JdbcClient jdbc) {
    this.demo = demo;
    this.rows = rows;
    this.jdbc = jdbc;
  }

  @Override
  @Transactional
  public void run(ApplicationArguments args) {
    if (!demo.on() || jdbc.sql("select count(*) from expert").query(Long.class).single() > 0) {
      return;
    }
    for (CSVRecord row : CsvFile.of("demo/experts.csv").rows()) {
      rows.find(row.get("username")).map(expert -> entered(expert, row)).ifPresent(rows::store);
    }
  }

  private static Expert entered(Expert expert, CSVRecord row) {
    return new Expert(
        expert.username(),
        expert.name(),
        expert.offices(),
        row.get("unit"),
        expert.department(),
        Arrays.stream(row.get("specialities").split(" "))
            .map(Speciality::valueOf)
            .collect(Collectors.toCollection(LinkedHashSet::new)),
        row.get("territory"),
        row.get("qualification"),
        LocalDate.parse(row.get("qualified_until")),
        State.ACTIVE,
        ties(row),
        0);
  }

  private static List<Tie> ties(CSVRecord row) {
    Tie lives = new Tie(TieKind.LIVES, row.get("lives"), null);
    Tie works = new Tie(TieKind.WORKS, row.get("works"), null);
    if (row.get("worked") == null) return List.of(lives, works);
    LocalDate until = LocalDate.parse(row.get("worked_until"));
    return Stream.of(lives, works, new Tie(TieKind.WORKED, row.get("worked"), until)).toList();
  }
}
