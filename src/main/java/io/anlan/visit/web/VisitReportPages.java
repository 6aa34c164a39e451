package io.anlan.visit.web;

import io.anlan.account.CurrentActor;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import io.anlan.visit.VisitReport;
import io.anlan.visit.VisitReportDocument;
import io.anlan.visit.VisitReports;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The report of a visit, to be read, printed and filed. */
@Controller
class VisitReportPages extends FormPage {

  private static final String WORD =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  private final VisitReports reports;
  private final VisitReportDocument document;
  private final CurrentActor current;
  private final Clock clock;

  VisitReportPages(
      VisitReports reports,
      VisitReportDocument document,
      CurrentActor current,
      Clock clock,
      Texts texts) {
    super(texts);
    this.reports = reports;
    this.document = document;
    this.current = current;
    this.clock = clock;
  }

  @GetMapping("/visits/{id}/report")
  String report(@PathVariable long id, Model model) {
    model.addAttribute("report", reports.of(current.get(), id));
    model.addAttribute("today", LocalDate.now(clock));
    return "visit-report";
  }

  @GetMapping("/visits/{id}/report.docx")
  ResponseEntity<byte[]> word(@PathVariable long id) {
    VisitReport report = reports.of(current.get(), id);
    String name = texts.text("visit.report.title") + " " + report.community() + " " + id + ".docx";
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, WORD)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(document.of(report));
  }
}
