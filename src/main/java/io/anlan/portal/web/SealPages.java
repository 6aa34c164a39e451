package io.anlan.portal.web;

import io.anlan.account.CurrentActor;
import io.anlan.application.Assessments;
import io.anlan.application.Only;
import io.anlan.application.Rights.Who;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.Referer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The scan of a signed and sealed sheet, uploaded where the sheet is printed. */
@Controller
class SealPages {

  private final Assessments assessments;
  private final CurrentActor current;
  private final Texts texts;
  private final DataSize maxFileSize;

  SealPages(
      Assessments assessments,
      CurrentActor current,
      Texts texts,
      @Value("${spring.servlet.multipart.max-file-size}") DataSize maxFileSize) {
    this.assessments = assessments;
    this.current = current;
    this.texts = texts;
    this.maxFileSize = maxFileSize;
  }

  @PostMapping("/applications/{number}/seals")
  @Only(Who.SIGNER)
  String upload(
      @PathVariable String number,
      @RequestParam(required = false) MultipartFile file,
      @RequestHeader(value = HttpHeaders.REFERER, required = false) String from,
      RedirectAttributes next)
      throws IOException {
    try {
      if (file == null) throw Problem.field("file", "required");
      add(number, file);
      next.addFlashAttribute("sealDone", texts.text("portal.seals.done"));
    } catch (Problem problem) {
      if (problem.status() == 404 || problem.status() == 403) throw problem;
      next.addFlashAttribute("sealRefused", texts.words(problem));
    }
    return back(from, number);
  }

  private void add(String number, MultipartFile file) throws IOException {
    try (var in = file.getInputStream()) {
      assessments.addSeal(current.get(), number, file.getOriginalFilename(), in);
    }
  }

  /** The sheet that one was at, or else the file's own page. */
  private static String back(String from, String number) {
    String file = "/applications/" + number;
    String path = Referer.path(from);
    boolean sheet = path.equals(file + "/sheet") || path.equals(file + "/opinions");
    return "redirect:" + (sheet ? path : file) + "#seals";
  }

  @ExceptionHandler
  String tooLarge(
      MaxUploadSizeExceededException failure, HttpServletRequest request, RedirectAttributes next) {
    var path = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    next.addFlashAttribute("sealRefused", texts.words(Problem.tooLarge("file", maxFileSize)));
    return back(request.getHeader(HttpHeaders.REFERER), (String) path.get("number"));
  }

  @ExceptionHandler
  void refuse(Problem problem, HttpServletResponse response) throws IOException {
    response.sendError(problem.status());
  }
}
