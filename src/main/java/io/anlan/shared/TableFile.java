package io.anlan.shared;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.springframework.util.unit.DataSize;

/** Reads an uploaded CSV or XLSX table; its first row names the columns. */
public final class TableFile {

  /** An empty cell is absent; the number is the one that a spreadsheet shows beside the row. */
  public record Row(int number, Map<String, String> cells) {

    public String get(String column) {
      return cells.get(column);
    }
  }

  public record Table(List<String> columns, List<Row> rows) {}

  private static final DataSize MAX_SIZE = DataSize.ofMegabytes(1);
  private static final int MAX_EXPANDED = 8_000_000;
  private static final int MAX_ROWS = 2000;

  private final String field;
  private final List<Row> rows = new ArrayList<>();

  private TableFile(String field) {
    this.field = field;
  }

  /**
   * @throws Problem 413 when too large, 422 on {@code field} when it is no such table
   */
  public static Table read(String field, String fileName, InputStream in) {
    String name = fileName == null ? "" : fileName.toLowerCase(Locale.ROOT);
    try {
      byte[] bytes = in.readNBytes((int) MAX_SIZE.toBytes() + 1);
      if (bytes.length > MAX_SIZE.toBytes()) throw Problem.tooLarge(field, MAX_SIZE);
      TableFile table = new TableFile(field);
      if (name.endsWith(".xlsx")) return table.excel(bytes);
      if (name.endsWith(".csv")) return table.csv(bytes);
      throw Problem.field(field, "table-unreadable");
    } catch (Problem problem) {
      throw problem;
    } catch (IOException | RuntimeException e) {
      throw Problem.field(field, "table-unreadable");
    }
  }

  private Table csv(byte[] bytes) throws IOException {
    // Anything but UTF-8 fails here, where a reader would put question marks into the criteria.
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    // Excel marks its UTF-8.
    if (text.startsWith("\uFEFF")) text = text.substring(1);
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setNullString("")
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .get();
    try (var parser = format.parse(new StringReader(text))) {
      for (var record : parser) {
        Map<String, String> cells = new HashMap<>(record.toMap());
        cells.values().removeIf(value -> value == null);
        add((int) record.getRecordNumber() + 1, cells);
      }
      return new Table(parser.getHeaderNames(), rows);
    }
  }

  private Table excel(byte[] bytes) throws IOException {
    refuseBomb(bytes);
    DataFormatter text = new DataFormatter(Locale.ROOT);
    List<String> columns = new ArrayList<>();
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
      for (var row : book.getSheetAt(0)) {
        int number = row.getRowNum() + 1;
        Map<String, String> cells = new HashMap<>();
        for (Cell cell : row) {
          int column = cell.getColumnIndex();
          if (cell.getCellType() == CellType.FORMULA) {
            throw Problem.field(field + "/" + number, "table-formula");
          }
          String value = text.formatCellValue(cell).strip();
          if (number == 1) {
            while (columns.size() < column) columns.add("");
            columns.add(value);
          } else if (column < columns.size() && !value.isEmpty()) {
            cells.put(columns.get(column), value);
          }
        }
        if (number > 1) add(number, cells);
      }
    }
    return new Table(columns, rows);
  }

  private void add(int number, Map<String, String> cells) {
    if (cells.isEmpty()) return;
    if (rows.size() == MAX_ROWS) throw Problem.field(field, "table-too-long", MAX_ROWS);
    if (!cells.values().stream().allMatch(PlainText::is)) {
      throw Problem.field(field + "/" + number, "table-unreadable");
    }
    rows.add(new Row(number, cells));
  }

  /** The workbook is built in memory, so what it unpacks to is counted first. */
  private static void refuseBomb(byte[] bytes) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long size = 0;
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      while (zip.getNextEntry() != null) {
        for (int n; (n = zip.read(buffer)) > 0; ) {
          size += n;
          if (size > MAX_EXPANDED) throw new IOException("unpacks to too much");
        }
      }
    }
  }
}
