package io.anlan.portal;

import io.anlan.account.Actor;
import io.anlan.application.Application;
import io.anlan.application.Applications;
import io.anlan.division.Offices;
import io.anlan.shared.Texts;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;

/** The list of applications as a workbook: what the list shows to this person, in one piece. */
@Component
public class ApplicationsWorkbook {

  private static final int CHUNK = 1000;

  private static final List<String> COLUMNS =
      List.of(
          "portal.book.number",
          "portal.community",
          "portal.file.year",
          "portal.tier",
          "portal.status",
          "portal.level",
          "portal.file.office",
          "portal.file.attempt",
          "portal.file.opened",
          "portal.submitted");

  private final Applications applications;
  private final Offices offices;
  private final Texts texts;
  private final Clock clock;

  ApplicationsWorkbook(Applications applications, Offices offices, Texts texts, Clock clock) {
    this.applications = applications;
    this.offices = offices;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * @param q as in the list; may be null
   * @param most rows; when there are more, the last row says so
   */
  public void write(Actor actor, String q, int most, OutputStream out) throws IOException {
    try (var book = new SXSSFWorkbook(100)) {
      SXSSFSheet sheet = book.createSheet(texts.text("portal.applications"));
      // Excel takes a quoted cell for text, whatever it begins with.
      CellStyle text = book.createCellStyle();
      text.setQuotePrefixed(true);
      row(sheet, 0, text, COLUMNS.stream().map(texts::text).toArray());
      sheet.createFreezePane(0, 1);
      for (int column = 0; column < COLUMNS.size(); column++) {
        sheet.setColumnWidth(column, (column == 1 || column == 3 ? 34 : 20) * 256);
      }
      int written = 0;
      Page<Application> found;
      int at = 0;
      do {
        found =
            applications.search(
                actor, q, null, null, null, PageRequest.of(at++, CHUNK, Sort.by("number")));
        Map<String, String> names = offices.names(found.stream().map(Application::office).toList());
        for (Application a : found) {
          if (written < most) row(sheet, ++written, text, cells(a, names));
        }
      } while (found.hasNext() && written < most);
      if (found.getTotalElements() > written) {
        row(
            sheet,
            written + 1,
            text,
            texts.text("portal.book.cut", most, found.getTotalElements()));
      }
      book.write(out);
    }
  }

  private Object[] cells(Application a, Map<String, String> names) {
    return new Object[] {
      a.number(),
      a.communityName(),
      a.year(),
      texts.text("tier." + a.tier()),
      texts.text("status." + a.status()),
      texts.text("level." + a.level()),
      a.office() == null ? "" : names.get(a.office()),
      a.attempt(),
      date(a.openedAt()),
      date(a.submittedAt())
    };
  }

  private String date(Instant at) {
    return at == null ? "" : LocalDate.ofInstant(at, clock.getZone()).toString();
  }

  private static void row(SXSSFSheet sheet, int at, CellStyle text, Object... values) {
    Row row = sheet.createRow(at);
    for (int column = 0; column < values.length; column++) {
      Cell cell = row.createCell(column);
      if (values[column] instanceof Integer number) {
        cell.setCellValue(number);
      } else {
        cell.setCellValue((String) values[column]);
        cell.setCellStyle(text);
      }
    }
  }
}
