package io.anlan.calendar;

import io.anlan.shared.CsvFile;
import io.anlan.shared.Installation;
import io.anlan.shared.StartupOrder;
import java.time.LocalDate;
import java.util.List;
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

  private final HolidayRepository repository;
  private final Installation installation;
  private final WorkingDays workingDays;

  HolidayImport(HolidayRepository repository, Installation installation, WorkingDays workingDays) {
    this.repository = repository;
    this.installation = installation;
    this.workingDays = workingDays;
  }

  @Override
  @Transactional
  public void run(ApplicationArguments arguments) {
    CsvFile file = CsvFile.of("data/holidays.csv");
    if (installation.value(MARK).filter(file.version()::equals).isPresent()) return;
    repository.saveAll(holidays(file));
    installation.put(MARK, file.version());
    workingDays.refresh();
  }

  static List<Holiday> holidays(CsvFile file) {
    return file.rows().stream()
        .map(
            row ->
                new Holiday(
                    LocalDate.parse(row.get("date")),
                    row.get("type").equals("workday"),
                    row.get("name")))
        .toList();
  }
}
