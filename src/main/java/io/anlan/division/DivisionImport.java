package io.anlan.division;

import io.anlan.shared.CsvFile;
import io.anlan.shared.Installation;
import io.anlan.shared.StartupOrder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Loads the shipped division codes at the first start and whenever the files have changed. */
@Component
@Order(StartupOrder.REFERENCE)
class DivisionImport implements ApplicationRunner {

  private static final String MARK = "divisions";

  private final JdbcTemplate jdbc;
  private final Installation installation;

  DivisionImport(JdbcTemplate jdbc, Installation installation) {
    this.jdbc = jdbc;
    this.installation = installation;
  }

  @Override
  @Transactional
  public void run(ApplicationArguments arguments) {
    List<CsvFile> files =
        Stream.of("counties", "zhangdian", "linzi")
            .map(name -> CsvFile.of("data/divisions_" + name + ".csv"))
            .toList();
    String version = files.stream().map(CsvFile::version).collect(Collectors.joining("-"));
    if (installation.value(MARK).filter(version::equals).isPresent()) return;
    // administered_by is the administrator's own knowledge; the files do not touch it.
    jdbc.batchUpdate(
        "insert into division (code, name, kind, parent_code) values (?, ?, ?, ?)"
            + " on conflict (code) do update set name = excluded.name, kind = excluded.kind,"
            + " parent_code = excluded.parent_code",
        List.copyOf(rows(files)));
    installation.put(MARK, version);
  }

  /** The country's file comes first and wins: the places' files repeat its rows without parents. */
  static Collection<Object[]> rows(List<CsvFile> files) {
    Map<String, Object[]> rows = new LinkedHashMap<>();
    for (CsvFile file : files) {
      for (var row : file.rows()) {
        rows.putIfAbsent(
            row.get("code12"),
            new Object[] {
              row.get("code12"),
              row.get("name"),
              Integer.valueOf(row.get("level")),
              row.get("parent_code12")
            });
      }
    }
    return rows.values();
  }
}
