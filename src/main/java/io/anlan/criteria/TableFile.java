package io.anlan.criteria;

import io.anlan.shared.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Rows of an uploaded CSV or XLSX table, cells by the names in its first row. */
final class TableFile {

  private static final int MAX_BYTES = 2_000_000;
  private static final int MAX_ROWS = 2000;

  private TableFile() {}

  static List<Map<String, String>> rows(String field, String fileName, InputStream in) {
    try {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) throw Problem.tooLarge(field, "file-too-large");
      InputStream copy = new java.io.ByteArrayInputStream(bytes);
      boolean excel = fileName != null && fileName.toLowerCase(Locale.ROOT).endsWith(".xlsx");
      List<Map<String, String>> rows = excel ? excel(copy) : csv(copy);
      if (rows.size() > MAX_ROWS) throw Problem.field(field, "table-too-long", MAX_ROWS);
      return rows;
    } catch (Problem problem) {
      throw problem;
    } catch (IOException | RuntimeException e) {
      throw Problem.field(field, "table-unreadable");
    }
  }

  private static List<Map<String, String>> csv(InputStream in) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setNullString("").get();
    List<Map<String, String>> rows = new ArrayList<>();
    try (var parser = format.parse(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      parser.forEach(r -> rows.add(r.toMap()));
    }
    return rows;
  }

  private static List<Map<String, String>> excel(InputStream in) throws IOException {
    ZipSecureFile.setMaxEntrySize(20L * MAX_BYTES);
    DataFormatter text = new DataFormatter(Locale.ROOT);
    List<Map<String, String>> rows = new ArrayList<>();
    try (XSSFWorkbook book = new XSSFWorkbook(in)) {
      List<String> header = new ArrayList<>();
      for (Row row : book.getSheetAt(0)) {
        Map<String, String> cells = new HashMap<>();
        row.forEach(
            cell -> {
              String value = text.formatCellValue(cell).strip();
              if (rows.isEmpty()
                  && header.size() == cell.getColumnIndex()
                  && row.getRowNum() == 0) {
                header.add(value);
              } else if (cell.getColumnIndex() < header.size() && !value.isEmpty()) {
                cells.put(header.get(cell.getColumnIndex()), value);
              }
            });
        if (row.getRowNum() > 0 && !cells.isEmpty()) rows.add(cells);
        if (rows.size() > MAX_ROWS) break;
      }
    }
    return rows;
  }
}
