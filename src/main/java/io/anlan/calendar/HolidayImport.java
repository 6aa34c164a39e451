package io.anlan.calendar;

import io.anlan.shared.CsvFile;
import io.anlan.shared.Installation;
import io.anlan.shared.StartupOrder;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Loads the shipped holidays at the first start and whenever the file has changed. */
@Component
@Order(StartupOrder.REFERENCE)
class HolidayImport implements ApplicationRunner {

  private static final String MARK = "holidays";

  private final CalendarDesk desk;
  private final Installation installation;

  HolidayImport(CalendarDesk desk, Installation installation) {
    this.desk = desk;
    this.installation = installation;
  }

  @Override
  @Transactional
  public void run(ApplicationArguments arguments) {
    CsvFile file = CsvFile.of("data/holidays.csv");
    if (installation.value(MARK).filter(file.version()::equals).isPresent()) return;
    notices(file).forEach(desk::ship);
    installation.put(MARK, file.version());
  }

  static List<Notice> notices(CsvFile file) {
    return file.rows().stream()
        .map(
            row ->
                new Holiday(
                    LocalDate.parse(row.get("date")),
                    row.get("type").equals("workday"),
                    row.get("name")))
        .collect(Collectors.groupingBy(h -> h.day().getYear()))
        .entrySet()
        .stream()
        .map(year -> new Notice(year.getKey(), year.getValue()))
        .toList();
  }
}
