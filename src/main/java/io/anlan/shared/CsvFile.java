package io.anlan.shared;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.DigestUtils;

/** A shipped UTF-8 CSV file with a header row. */
public record CsvFile(String text) {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setNullString("")
          .get();

  public static CsvFile of(String resource) {
    try {
      return new CsvFile(
          new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(resource, failure);
    }
  }

  /** The rows; an empty cell is null. */
  public List<CSVRecord> rows() {
    try (var parser = FORMAT.parse(new StringReader(text))) {
      return parser.getRecords();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Changes with the content, so that an update of the program brings its data along. */
  public String version() {
    return DigestUtils.md5DigestAsHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
