package io.anlan.visit.web;

import io.anlan.account.CurrentActor;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import io.anlan.visit.ExpertDesk;
import io.anlan.visit.ExpertTable;
import io.anlan.visit.ExpertTemplate;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The import of an office's experts, and the empty table for it. */
@Controller
@RequestMapping("/experts/import")
@PreAuthorize("hasRole('REVIEWER')")
class ExpertImportPages extends FormPage {

  private static final int MOST_SHOWN = 100;
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final ExpertDesk desk;
  private final ExpertTemplate template;
  private final CurrentActor current;

  ExpertImportPages(ExpertDesk desk, ExpertTemplate template, CurrentActor current, Texts texts) {
    super(texts);
    this.desk = desk;
    this.template = template;
    this.current = current;
  }

  @GetMapping
  String form() {
    return "expert-import";
  }

  @GetMapping("/template.xlsx")
  void template(HttpServletResponse response) throws IOException {
    response.setContentType(XLSX);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(texts.chinese("visit.template.file"), StandardCharsets.UTF_8)
            .build()
            .toString());
    template.write(response.getOutputStream());
  }

  @PostMapping
  String read(
      @RequestParam(required = false) MultipartFile file,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response)
      throws IOException {
    try {
      if (file == null) throw Problem.field("table", "required");
      try (var in = file.getInputStream()) {
        int stored =
            desk.importAll(current.get(), new ExpertTable(file.getOriginalFilename(), in, texts));
        did(next, "visit.import.stored", stored);
        return "redirect:/experts";
      }
    } catch (Problem problem) {
      response.setStatus(problem.status());
      var faults = lines(problem);
      model.addAttribute("faults", faults.stream().limit(MOST_SHOWN).toList());
      model.addAttribute("faultCount", faults.size());
      return form();
    }
  }
}
