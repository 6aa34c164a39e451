package io.anlan.division.web;

import io.anlan.division.DivisionUpload;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The import of the country's table of division codes. */
@Controller
@RequestMapping("/admin/divisions")
@PreAuthorize("hasRole('SYSTEM_ADMIN')")
class DivisionPages extends FormPage {

  private final DivisionUpload upload;

  DivisionPages(DivisionUpload upload, Texts texts) {
    super(texts);
    this.upload = upload;
  }

  @GetMapping
  String form() {
    return "admin-divisions";
  }

  @PostMapping
  String read(
      @RequestParam MultipartFile file,
      @RequestParam(defaultValue = "false") boolean store,
      Model model,
      HttpServletResponse response)
      throws IOException {
    try (var in = file.getInputStream()) {
      int rows = upload.read(in, store);
      String done = store ? "admin.divisions.stored" : "admin.divisions.checked";
      model.addAttribute("did", texts.text(done, rows));
    } catch (Problem problem) {
      refused(problem, model, response);
      model.addAttribute("lines", lines(problem));
    }
    return form();
  }
}
