package io.anlan.visit;

import com.deepoove.poi.XWPFTemplate;
import com.deepoove.poi.config.Configure;
import com.deepoove.poi.data.PictureRenderData;
import com.deepoove.poi.data.PictureType;
import com.deepoove.poi.data.Pictures.PictureBuilder;
import com.deepoove.poi.data.RowRenderData;
import com.deepoove.poi.data.Rows;
import com.deepoove.poi.data.TableRenderData;
import com.deepoove.poi.data.Tables;
import com.deepoove.poi.plugin.table.LoopRowTableRenderPolicy;
import io.anlan.evidence.Evidence;
import io.anlan.evidence.Pictures;
import io.anlan.evidence.Pictures.Size;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.Times;
import io.anlan.visit.VisitReport.Finding;
import io.anlan.visit.VisitReport.Line;
import io.anlan.visit.VisitReport.Person;
import io.anlan.visit.VisitSheet.PhotoView;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The report of a visit as a Word document: {@code documents/visit-report.docx} filled in. Pictures
 * that cannot be shown are left out.
 */
@Component
public class VisitReportDocument {

  static final String TEMPLATE = "documents/visit-report.docx";

  private static final int MOST_PHOTOS = 40;
  private static final int SIGNATURE_HEIGHT = 40;
  private static final String HEAD_COLOUR = "F4F6F8";
  private static final double WIDTH_CM = 17;

  private final Evidence evidence;
  private final Pictures pictures;
  private final Texts texts;
  private final Times times;

  VisitReportDocument(Evidence evidence, Pictures pictures, Texts texts, Times times) {
    this.evidence = evidence;
    this.pictures = pictures;
    this.texts = texts;
    this.times = times;
  }

  public byte[] of(VisitReport report) {
    Configure configure =
        Configure.builder()
            .bind("head", new LoopRowTableRenderPolicy(true))
            .bind("team", new LoopRowTableRenderPolicy())
            .bind("photos", new LoopRowTableRenderPolicy(true))
            .build();
    try (InputStream template = new ClassPathResource(TEMPLATE).getInputStream();
        XWPFTemplate document = XWPFTemplate.compile(template, configure);
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      document.render(values(report)).write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> values(VisitReport report) {
    Map<String, Object> values = new HashMap<>();
    for (String label :
        List.of("title", "team", "name", "part", "finished", "remark", "signature", "scores")) {
      values.put("t_" + label, texts.text("visit.report." + label));
    }
    for (String label : List.of("findings", "minutes", "photos", "conclusion")) {
      values.put("t_" + label, texts.text("visit.report." + label));
    }
    values.put("community", report.community());
    values.put("number", report.visit().number());
    values.put("head", head(report));
    values.put("team", report.team().stream().map(this::person).toList());
    values.put("scoreWords", scoreWords(report));
    values.put("scores", scores(report));
    values.put("reasons", reasons(report));
    values.put("findings", report.findings().stream().map(f -> finding(report, f)).toList());
    values.put(
        "findingWords", report.findings().isEmpty() ? texts.text("visit.report.no-findings") : "");
    values.put(
        "minutes",
        report.minutes().stream()
            .map(
                m ->
                    Map.of(
                        "title",
                        texts.text("visit.sheet.section." + m.section()),
                        "text",
                        m.text()))
            .toList());
    values.put("photos", photos(report));
    values.put("photoWords", photoWords(report));
    values.put("conclusion", texts.text("visit.state." + report.visit().state()));
    values.put("report", Objects.requireNonNullElse(report.visit().report(), "—"));
    return values;
  }

  private List<Map<String, Object>> head(VisitReport report) {
    Visit visit = report.visit();
    return List.of(
        row("portal.community", report.community()),
        row("visit.address", Objects.requireNonNullElse(report.address(), "—")),
        row("visit.number", visit.number()),
        row("visit.office", report.office()),
        row("visit.date", visit.plannedOn().toString()),
        row("visit.state", texts.text("visit.state." + visit.state())),
        row("visit.report.concluded", times.minute(visit.concludedAt())),
        row("visit.report.closed", times.minute(visit.closedAt())));
  }

  private Map<String, Object> row(String label, String value) {
    return Map.of("label", texts.text(label), "value", value);
  }

  private Map<String, Object> person(Person person) {
    Map<String, Object> row = new HashMap<>();
    row.put("name", person.leader() ? texts.text("visit.leader-of", person.name()) : person.name());
    row.put("part", texts.text("visit.member." + person.state()));
    row.put("finished", times.minute(person.finishedAt()));
    row.put("remark", Objects.requireNonNullElse(person.remark(), ""));
    row.put("signature", picture(person.signature(), SIGNATURE_HEIGHT));
    return row;
  }

  private String scoreWords(VisitReport report) {
    return report.limit() > 0
        ? texts.text("visit.report.flagged", report.totals().flagged(), report.limit())
        : "";
  }

  /** One column for each stage and each scorer. */
  private TableRenderData scores(VisitReport report) {
    List<String> head = new ArrayList<>(List.of(texts.text("portal.file.item")));
    head.add(texts.text("portal.file.most"));
    report.stages().forEach(stage -> head.add(texts.text("portal.file.stage." + stage)));
    head.addAll(report.scorers());
    head.add(texts.text("portal.file.stage." + report.stage()));
    head.add(texts.text("visit.report.difference"));
    List<RowRenderData> rows = new ArrayList<>();
    rows.add(cells(head).textBold().bgColor(HEAD_COLOUR).repeatedHeader().create());
    for (Line line : report.lines()) {
      rows.add(
          cells(
                  Stream.of(
                          Stream.of(line.code() + " " + line.text(), plain(line.most())),
                          line.others().stream().map(VisitReportDocument::plain),
                          line.members().stream().map(VisitReportDocument::plain),
                          Stream.of(plain(line.result()), difference(line)))
                      .flatMap(cells -> cells)
                      .toList())
              .create());
    }
    rows.add(
        cells(
                Stream.of(
                        Stream.of(texts.text("visit.report.total"), ""),
                        report.totals().others().stream().map(VisitReportDocument::plain),
                        report.totals().members().stream().map(VisitReportDocument::plain),
                        Stream.of(plain(report.totals().result()), ""))
                    .flatMap(cells -> cells)
                    .toList())
            .textBold()
            .create());
    double narrow = Math.min(1.6, (WIDTH_CM - 4) / (head.size() - 1));
    double[] widths = new double[head.size()];
    Arrays.fill(widths, narrow);
    widths[0] = WIDTH_CM - narrow * (head.size() - 1);
    Tables.TableBuilder table = Tables.ofWidth(WIDTH_CM, widths);
    rows.forEach(table::addRow);
    return table.create();
  }

  private static Rows.RowBuilder cells(List<String> words) {
    return Rows.of(words.toArray(String[]::new)).textFontSize(9);
  }

  private String difference(Line line) {
    if (line.difference() == null || line.difference().signum() == 0) return "";
    String difference = (line.difference().signum() > 0 ? "+" : "") + plain(line.difference());
    return line.flagged() ? difference + " ⚠" : difference;
  }

  static String plain(BigDecimal points) {
    return points == null ? "—" : points.setScale(1).toPlainString();
  }

  private List<Map<String, Object>> reasons(VisitReport report) {
    return report.lines().stream()
        .flatMap(
            line ->
                line.reasons().stream()
                    .map(
                        reason ->
                            Map.<String, Object>of(
                                "words",
                                texts.text(
                                    "visit.report.reason",
                                    line.code(),
                                    reason.by(),
                                    reason.words()))))
        .toList();
  }

  private Map<String, Object> finding(VisitReport report, Finding finding) {
    VisitSheet.FindingView found = finding.found();
    Map<String, Object> row = new HashMap<>();
    row.put(
        "title",
        Stream.of(
                texts.text("visit.sheet.severity." + found.severity()),
                found.item(),
                report.names().get(found.by()),
                times.minute(found.recordedAt()))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" · ")));
    row.put("text", found.text());
    row.put(
        "answer",
        found.response() == null
            ? texts.text("visit.report.unanswered")
            : texts.text(
                "visit.report.answered", times.minute(found.respondedAt()), found.response()));
    row.put(
        "check",
        found.accepted() == null ? "" : texts.text("visit.report.accepted." + found.accepted()));
    return row;
  }

  private List<Map<String, Object>> photos(VisitReport report) {
    return report.photos().stream()
        .limit(MOST_PHOTOS)
        .map(
            photo -> {
              Map<String, Object> row = new HashMap<>();
              row.put("picture", picture(photo.evidence(), null));
              row.put("words", words(report, photo));
              return row;
            })
        .toList();
  }

  private String words(VisitReport report, PhotoView photo) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Stream.of(report.names().get(photo.by()), photo.item())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" · ")));
    lines.add(texts.text("visit.report.device-at", times.minute(photo.deviceAt())));
    lines.add(texts.text("visit.report.received-at", times.minute(photo.receivedAt())));
    if (photo.latitude() != null && photo.longitude() != null) {
      lines.add(
          texts.text(
              "visit.report.place",
              photo.latitude().toPlainString(),
              photo.longitude().toPlainString(),
              photo.accuracy() == null ? "—" : photo.accuracy().toPlainString()));
    }
    photo.marks().forEach(mark -> lines.add("⚠ " + texts.text("visit.sheet.mark." + mark)));
    return String.join("\n", lines);
  }

  private String photoWords(VisitReport report) {
    int more = report.photos().size() - MOST_PHOTOS;
    if (report.photos().isEmpty()) return texts.text("visit.report.no-photos");
    return more > 0 ? texts.text("visit.report.more-photos", more) : "";
  }

  /** Small; null where there is none, or none that can be shown. */
  private PictureRenderData picture(String id, Integer height) {
    if (id == null) return null;
    try {
      byte[] jpeg = pictures.of(evidence.get(id), Size.THUMBNAIL, 1);
      PictureBuilder picture = com.deepoove.poi.data.Pictures.ofBytes(jpeg, PictureType.JPEG);
      BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(jpeg));
      double scale = height == null ? 1 : (double) height / drawn.getHeight();
      return picture
          .size((int) (drawn.getWidth() * scale), (int) (drawn.getHeight() * scale))
          .create();
    } catch (Problem notShown) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
