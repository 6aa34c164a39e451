package io.anlan.portal.web;

import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.application.Application;
import io.anlan.application.Assessment;
import io.anlan.application.Assessments;
import io.anlan.application.Files;
import io.anlan.application.ProcessPicture;
import io.anlan.application.ProcessPicture.Drawing;
import io.anlan.application.Rights;
import io.anlan.portal.ApplicationsWorkbook;
import io.anlan.portal.EvidenceBook;
import io.anlan.portal.FileStory;
import io.anlan.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * The page of one file, and what leaves it: prints, the book of evidence, the list as a workbook.
 */
@Controller
class FilePages {

  /** Rows of an exported list. */
  private static final int MOST = 20_000;

  /** What draws one process: its BPMN, and the elements to mark. */
  record Marked(String bpmn, Set<String> done, Set<String> now, Set<String> next) {}

  private final FileStory story;
  private final Files files;
  private final Assessments assessments;
  private final ProcessPicture picture;
  private final EvidenceBook book;
  private final ApplicationsWorkbook workbook;
  private final QuestionPanel questionPanel;
  private final Rights rights;
  private final CurrentActor current;
  private final Clock clock;

  FilePages(
      FileStory story,
      Files files,
      Assessments assessments,
      ProcessPicture picture,
      EvidenceBook book,
      ApplicationsWorkbook workbook,
      QuestionPanel questionPanel,
      Rights rights,
      CurrentActor current,
      Clock clock) {
    this.story = story;
    this.files = files;
    this.assessments = assessments;
    this.picture = picture;
    this.book = book;
    this.workbook = workbook;
    this.questionPanel = questionPanel;
    this.rights = rights;
    this.current = current;
    this.clock = clock;
  }

  @GetMapping("/applications/{number}")
  String file(
      @PathVariable String number, @RequestParam(defaultValue = "0") int page, Model model) {
    Actor actor = current.get();
    FileStory.View view = story.of(actor, number, Math.max(0, Math.min(page, 10_000)));
    model.addAttribute("view", view);
    model.addAttribute("actor", actor);
    questionPanel.show(actor, view.file(), view.tasks(), model);
    model.addAttribute("maySeal", rights.signer(actor, view.file(), view.tasks()));
    return "file";
  }

  @GetMapping("/applications/{number}/sheet")
  String sheet(@PathVariable String number, Model model) {
    return print(number, "sheet", model);
  }

  @GetMapping("/applications/{number}/opinions")
  String opinions(@PathVariable String number, Model model) {
    return print(number, "opinions", model);
  }

  private String print(String number, String what, Model model) {
    Actor actor = current.get();
    FileStory.View view = story.of(actor, number, 0);
    model.addAttribute("view", view);
    model.addAttribute("maySeal", rights.signer(actor, view.file(), view.tasks()));
    model.addAttribute("today", LocalDate.now(clock));
    return "print-" + what;
  }

  @GetMapping("/applications/{number}/process")
  @ResponseBody
  List<Marked> process(@PathVariable String number) {
    files.visible(current.get(), number);
    return picture.of(number).stream().map(this::marked).toList();
  }

  private Marked marked(Drawing d) {
    return new Marked(picture.model(d.definition()), d.done(), d.now(), d.next());
  }

  @GetMapping("/applications/{number}/book.zip")
  void book(@PathVariable String number, HttpServletResponse response) throws IOException {
    Actor actor = current.get();
    Application file = files.visible(actor, number);
    Assessment sheet = assessments.view(actor, number);
    String title = file.communityName() + " " + number;
    attach(response, "application/zip", title + ".zip");
    book.write(sheet, title, response.getOutputStream());
  }

  @GetMapping("/applications.xlsx")
  void workbook(@RequestParam(required = false) String q, HttpServletResponse response)
      throws IOException {
    attach(
        response,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "applications-" + LocalDate.now(clock) + ".xlsx");
    workbook.write(current.get(), q, MOST, response.getOutputStream());
  }

  private static void attach(HttpServletResponse response, String type, String name) {
    response.setContentType(type);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString());
  }

  @ExceptionHandler
  void refuse(Problem problem, HttpServletResponse response) throws IOException {
    response.sendError(problem.status());
  }
}
