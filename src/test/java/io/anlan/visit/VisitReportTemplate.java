package io.anlan.visit;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableWidthType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFRun.FontCharRange;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;

/**
 * Draws the template of the visit's report; {@link #main} writes it where the program reads it. The
 * names in double braces are those of {@link VisitReportDocument}; Word opens it too.
 */
final class VisitReportTemplate {

  private static final Path FILE = Path.of("src/main/resources", VisitReportDocument.TEMPLATE);

  // In twentieths of a point, as Word counts.
  private static final BigInteger A4_WIDTH = BigInteger.valueOf(11_906);
  private static final BigInteger A4_HEIGHT = BigInteger.valueOf(16_838);
  private static final BigInteger MARGIN = BigInteger.valueOf(1_134);

  private final XWPFDocument document = new XWPFDocument();

  private VisitReportTemplate() {
    CTSectPr page = document.getDocument().getBody().addNewSectPr();
    page.addNewPgSz().setW(A4_WIDTH);
    page.getPgSz().setH(A4_HEIGHT);
    CTPageMar margin = page.addNewPgMar();
    margin.setLeft(MARGIN);
    margin.setRight(MARGIN);
    margin.setTop(MARGIN);
    margin.setBottom(MARGIN);
  }

  public static void main(String[] args) throws IOException {
    Files.createDirectories(FILE.getParent());
    try (OutputStream out = Files.newOutputStream(FILE)) {
      draw().write(out);
    }
  }

  static XWPFDocument draw() {
    VisitReportTemplate t = new VisitReportTemplate();
    t.line("{{t_title}}", 18, true).setAlignment(ParagraphAlignment.CENTER);
    t.line("{{community}} {{number}}", 12, false).setAlignment(ParagraphAlignment.CENTER);
    t.table(new int[] {25, 75}, new String[] {"{{head}}[label]", "[value]"});
    t.heading("{{t_team}}");
    t.table(
        new int[] {22, 14, 22, 22, 20},
        new String[] {
          "{{team}}{{t_name}}", "{{t_part}}", "{{t_finished}}", "{{t_remark}}", "{{t_signature}}"
        },
        new String[] {"[name]", "[part]", "[finished]", "[remark]", "[@signature]"});
    t.heading("{{t_scores}}");
    t.line("{{scoreWords}}", 10, false);
    t.line("{{#scores}}", 9, false);
    t.block("reasons", "{{words}}");
    t.heading("{{t_findings}}");
    t.line("{{findingWords}}", 10, false);
    t.line("{{?findings}}", 10, false);
    t.line("{{title}}", 10, true);
    t.line("{{text}}", 10, false);
    t.line("{{answer}}", 10, false);
    t.line("{{check}}", 10, false);
    t.line("{{/findings}}", 10, false);
    t.heading("{{t_minutes}}");
    t.line("{{?minutes}}", 10, false);
    t.line("{{title}}", 10, true);
    t.line("{{text}}", 10, false);
    t.line("{{/minutes}}", 10, false);
    t.heading("{{t_photos}}");
    t.line("{{photoWords}}", 10, false);
    t.table(new int[] {35, 65}, new String[] {"{{photos}}[@picture]", "[words]"});
    t.heading("{{t_conclusion}}");
    t.line("{{conclusion}}", 12, true);
    t.line("{{report}}", 10, false);
    return t.document;
  }

  private void block(String name, String line) {
    line("{{?" + name + "}}", 10, false);
    line(line, 10, false);
    line("{{/" + name + "}}", 10, false);
  }

  private void heading(String words) {
    line(words, 14, true).setSpacingBefore(240);
  }

  private XWPFParagraph line(String words, int size, boolean bold) {
    XWPFParagraph paragraph = document.createParagraph();
    write(paragraph, words, size, bold);
    return paragraph;
  }

  private static void write(XWPFParagraph paragraph, String words, int size, boolean bold) {
    XWPFRun run = paragraph.createRun();
    run.setFontFamily("宋体", FontCharRange.eastAsia);
    run.setFontFamily("Times New Roman", FontCharRange.ascii);
    run.setFontSize(size);
    run.setBold(bold);
    run.setText(words);
  }

  /** The last row is repeated; one before it is the head. */
  private void table(int[] percent, String[]... rows) {
    XWPFTable table = document.createTable(rows.length, percent.length);
    table.setWidthType(TableWidthType.PCT);
    table.setWidth("100%");
    for (int r = 0; r < rows.length; r++) {
      boolean head = r < rows.length - 1;
      for (int c = 0; c < percent.length; c++) {
        XWPFTableCell cell = table.getRow(r).getCell(c);
        cell.setWidth(percent[c] + "%");
        if (head) cell.setColor("F4F6F8");
        write(cell.getParagraphArray(0), rows[r][c], 10, head);
      }
    }
  }
}
