package io.anlan.division;

import io.anlan.shared.Administered;
import io.anlan.shared.PlainText;
import io.anlan.shared.Problem;
import io.anlan.shared.Problem.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in a table of division codes of any length, whole or not at all; it goes through a table of
 * the transaction's own, so that memory does not grow with it.
 */
@Service
public class DivisionUpload {

  private static final int MOST_FAULTS = 100;
  private static final int MOST_ROWS = 1_000_000;
  private static final int LONGEST_NAME = 100;
  private static final int CHUNK = 5000;
  private static final List<String> COLUMNS = List.of("code12", "name", "level", "parent_code12");
  private static final Pattern CODE = Pattern.compile("[0-9]{12}");

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setNullString("")
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .get();

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;

  DivisionUpload(
      JdbcTemplate jdbc, TransactionTemplate transaction, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.events = events;
  }

  /**
   * Reads the table and checks every line.
   *
   * @param store whether to keep it; otherwise nothing is changed
   * @return its number of divisions
   * @throws Problem 422 with the first faults, each {@code file/<line>/<column>}; nothing is stored
   */
  public int read(InputStream in, boolean store) {
    return transaction.execute(
        status -> {
          int rows = stage(in);
          if (store) store(rows);
          else status.setRollbackOnly();
          return rows;
        });
  }

  private void store(int rows) {
    // administered_by is the administrator's own knowledge; the file does not touch it.
    jdbc.update(
        """
        insert into division (code, name, kind, parent_code)
        select code, name, kind, parent from division_upload
        on conflict (code) do update set name = excluded.name, kind = excluded.kind,
          parent_code = excluded.parent_code
        where (division.name, division.kind, division.parent_code)
          is distinct from (excluded.name, excluded.kind, excluded.parent_code)""");
    events.publishEvent(new Administered("DIVISIONS_IMPORTED", String.valueOf(rows)));
  }

  private int stage(InputStream in) {
    jdbc.execute(
        """
        create temporary table division_upload
          (line integer, code varchar(12), name text, kind integer, parent varchar(12))
        on commit drop""");
    List<Fault> faults = new ArrayList<>();
    int rows = copy(in, faults);
    // A line that is no row would only be missed by those below it.
    if (!faults.isEmpty()) throw Problem.fields(faults);
    jdbc.execute("create index on division_upload (code)");
    jdbc.execute("analyze division_upload");
    addFaults(
        faults,
        "code12",
        "division-twice",
        """
        select line, code from (
          select line, code, row_number() over (partition by code order by line) as nth
          from division_upload) numbered
        where nth > 1 order by line limit ?""");
    addFaults(
        faults,
        "parent_code12",
        "division-parent",
        """
        select line, parent from division_upload u
        where parent is not null
          and not exists (select 1 from division_upload p where p.code = u.parent)
          and not exists (select 1 from division d where d.code = u.parent)
        order by line limit ?""");
    if (!faults.isEmpty()) {
      throw Problem.fields(faults.subList(0, Math.min(faults.size(), MOST_FAULTS)));
    }
    if (rows == 0) throw Problem.field("file", "table-empty");
    return rows;
  }

  private void addFaults(List<Fault> faults, String column, String code, String sql) {
    faults.addAll(
        jdbc.query(
            sql,
            (rs, n) -> new Fault("file/" + rs.getInt(1) + "/" + column, code, rs.getString(2)),
            MOST_FAULTS));
  }

  private int copy(InputStream in, List<Fault> faults) {
    var strict = StandardCharsets.UTF_8.newDecoder();
    try (var parser =
        FORMAT.parse(unmarked(new BufferedReader(new InputStreamReader(in, strict))))) {
      for (String column : COLUMNS) {
        if (!parser.getHeaderNames().contains(column)) {
          throw Problem.field("file/1/" + column, "no-column");
        }
      }
      return copy(parser, faults);
    } catch (CharacterCodingException foreign) {
      throw Problem.field("file", "table-unreadable");
    } catch (IOException | UncheckedIOException | IllegalArgumentException unreadable) {
      throw Problem.field("file", "table-unreadable");
    }
  }

  private int copy(CSVParser parser, List<Fault> faults) {
    int rows = 0;
    List<Object[]> chunk = new ArrayList<>(CHUNK);
    for (CSVRecord row : parser) {
      if (++rows > MOST_ROWS) throw Problem.field("file", "table-too-long", MOST_ROWS);
      int line = rows + 1;
      int before = faults.size();
      check(row, "file/" + line + "/", faults);
      if (faults.size() >= MOST_FAULTS) return rows;
      if (faults.size() > before) continue;
      chunk.add(
          new Object[] {
            line,
            row.get("code12"),
            row.get("name").strip(),
            Integer.valueOf(row.get("level")),
            row.get("parent_code12")
          });
      if (chunk.size() == CHUNK) flush(chunk);
    }
    flush(chunk);
    return rows;
  }

  private void flush(List<Object[]> chunk) {
    jdbc.batchUpdate("insert into division_upload values (?, ?, ?, ?, ?)", chunk);
    chunk.clear();
  }

  private static void check(CSVRecord row, String at, List<Fault> faults) {
    if (!row.isConsistent()) {
      faults.add(new Fault(at, "division-cells"));
      return;
    }
    String name = row.get("name");
    String parent = row.get("parent_code12");
    if (!matches(CODE, row.get("code12"))) faults.add(new Fault(at + "code12", "division-code"));
    if (name == null || name.isBlank()) faults.add(new Fault(at + "name", "required"));
    else if (name.length() > LONGEST_NAME || !PlainText.is(name)) {
      faults.add(new Fault(at + "name", "office-name", LONGEST_NAME));
    }
    if (row.get("level") == null || !row.get("level").matches("[0-5]")) {
      faults.add(new Fault(at + "level", "division-level"));
    }
    if (parent != null && !matches(CODE, parent)) {
      faults.add(new Fault(at + "parent_code12", "division-code"));
    }
  }

  private static boolean matches(Pattern pattern, String text) {
    return text != null && pattern.matcher(text).matches();
  }

  /** Excel marks its UTF-8. */
  private static BufferedReader unmarked(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != '\uFEFF') reader.reset();
    return reader;
  }
}
