package io.anlan.calendar;

import java.time.LocalDate;
import java.util.List;
import org.springframework.data.repository.Repository;

interface HolidayRepository extends Repository<Holiday, LocalDate> {

  List<Holiday> findAll();

  void saveAll(Iterable<Holiday> holidays);
}
