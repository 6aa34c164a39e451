package io.anlan.calendar;

import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import io.anlan.shared.TableFile;
import io.anlan.shared.TableFile.Row;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the State Council announces for one year: its holidays, and the weekend days that are
 * worked.
 */
public record Notice(int year, List<Holiday> days) {

  public static final int FIRST = 2020;
  public static final int LAST = 2100;
  private static final int LONGEST_NAME = 50;
  private static final List<String> COLUMNS = List.of("date", "type", "name");
  private static final String FIELD = "file";

  /**
   * @throws Problem 422 with every fault, each {@code file/<line>/<column>}
   */
  public static Notice read(Integer year, String fileName, InputStream in) {
    if (year == null || year < FIRST || year > LAST) {
      throw Problem.field("notice", "calendar-year", FIRST + "", LAST + "");
    }
    TableFile.Table table = TableFile.read(FIELD, fileName, in);
    for (String column : COLUMNS) {
      if (!table.columns().contains(column)) throw Problem.field("file/1/" + column, "no-column");
    }
    if (table.rows().isEmpty()) throw Problem.field(FIELD, "table-empty");
    List<Fault> faults = new ArrayList<>();
    List<Holiday> days = new ArrayList<>();
    Set<LocalDate> named = new HashSet<>();
    for (Row row : table.rows()) days.add(day(year, row, named, faults));
    if (!faults.isEmpty()) throw Problem.fields(faults);
    return new Notice(year, days);
  }

  /** As {@link #text} wrote it. */
  public static Notice read(Integer year, String text) {
    return read(
        year, "notice.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Holiday day(int year, Row row, Set<LocalDate> named, List<Fault> faults) {
    String at = FIELD + "/" + row.number() + "/";
    String type = row.get("type");
    String name = row.get("name");
    LocalDate day = date(row.get("date"));
    if (day == null) faults.add(new Fault(at + "date", "calendar-date"));
    else if (!within(year, day))
      faults.add(new Fault(at + "date", "calendar-other-year", year + ""));
    else if (!named.add(day)) faults.add(new Fault(at + "date", "calendar-twice"));
    if (!"holiday".equals(type) && !"workday".equals(type)) {
      faults.add(new Fault(at + "type", "calendar-type"));
    } else if (day != null && type.equals("workday") && !weekend(day)) {
      faults.add(new Fault(at + "type", "calendar-worked-anyway"));
    }
    if (name == null || name.isBlank()) faults.add(new Fault(at + "name", "required"));
    else if (name.length() > LONGEST_NAME || name.contains("\n")) {
      faults.add(new Fault(at + "name", "calendar-name", LONGEST_NAME));
    }
    return new Holiday(day, "workday".equals(type), name);
  }

  private static LocalDate date(String text) {
    try {
      return text == null ? null : LocalDate.parse(text.strip());
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** A notice may name the last days of the year before. */
  private static boolean within(int year, LocalDate day) {
    return day.getYear() == year || day.getYear() == year - 1 && day.getMonth() == Month.DECEMBER;
  }

  private static boolean weekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  /** As a table that {@link #read(Integer, String)} reads. */
  public String text() {
    return days.stream()
        .map(
            d ->
                "%s,%s,\"%s\"\n"
                    .formatted(
                        d.day(),
                        d.working() ? "workday" : "holiday",
                        d.name().replace("\"", "\"\"")))
        .collect(Collectors.joining("", "date,type,name\n", ""));
  }
}
