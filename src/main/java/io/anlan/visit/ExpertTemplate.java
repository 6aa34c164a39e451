package io.anlan.visit;

import io.anlan.division.Offices;
import io.anlan.shared.Texts;
import io.anlan.visit.Expert.State;
import io.anlan.visit.ExpertTable.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.springframework.stereotype.Component;

/** The empty table that an office fills in, with a second sheet that says how. */
@Component
public class ExpertTemplate {

  private final Texts texts;

  ExpertTemplate(Texts texts) {
    this.texts = texts;
  }

  public void write(OutputStream out) throws IOException {
    try (var book = new XSSFWorkbook()) {
      CellStyle text = book.createCellStyle();
      // Codes and days stay as they are typed; a number would lose its end.
      text.setDataFormat(book.createDataFormat().getFormat("@"));
      CellStyle title = book.createCellStyle();
      Font bold = book.createFont();
      bold.setBold(true);
      title.setFont(bold);
      XSSFSheet table = book.createSheet(texts.chinese("visit.template.table"));
      XSSFSheet hints = book.createSheet(texts.chinese("visit.template.hints"));
      Row titles = table.createRow(0);
      for (Column column : Column.values()) {
        int at = column.ordinal();
        table.setDefaultColumnStyle(at, text);
        table.setColumnWidth(at, 20 * 256);
        titles.createCell(at).setCellValue(column.title());
        titles.getCell(at).setCellStyle(title);
        Row hint = hints.createRow(at);
        hint.createCell(0).setCellValue(column.title());
        hint.createCell(1).setCellValue(hint(column));
      }
      table.createFreezePane(0, 1);
      hints.setColumnWidth(1, 90 * 256);
      book.write(out);
    }
  }

  private String hint(Column column) {
    String words =
        switch (column) {
          case DEPARTMENT -> all("department.", Offices.DEPARTMENTS.stream());
          case SPECIALITIES -> all("speciality.", names(Speciality.values()));
          case STATE -> all("expert.state.", names(State.values()));
          default -> "";
        };
    return texts.chinese("visit.template." + column, words);
  }

  private String all(String prefix, Stream<String> names) {
    return names.map(name -> texts.chinese(prefix + name)).collect(Collectors.joining("、"));
  }

  private static Stream<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name);
  }
}
