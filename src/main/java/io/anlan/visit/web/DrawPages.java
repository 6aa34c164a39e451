package io.anlan.visit.web;

import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.account.Role;
import io.anlan.division.Offices;
import io.anlan.shared.PageView;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import io.anlan.visit.Complaints;
import io.anlan.visit.DrawBook;
import io.anlan.visit.DrawBook.Draw;
import io.anlan.visit.DrawBook.Row;
import io.anlan.visit.Draws;
import io.anlan.visit.Sampling;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What was drawn, how, and how anybody draws it again; and the complaints that go before. */
@Controller
@PreAuthorize("hasAnyRole('REVIEWER', 'LEADER', 'MANAGER')")
class DrawPages extends FormPage {

  private static final int DRAWS = 20;
  private static final int FILES = 100;
  private static final int LAST_PAGE = 10_000;
  private static final int COMPLAINTS = 10;

  private final DrawBook book;
  private final Draws draws;
  private final Complaints complaints;
  private final Offices offices;
  private final CurrentActor current;

  DrawPages(
      DrawBook book,
      Draws draws,
      Complaints complaints,
      Offices offices,
      CurrentActor current,
      Texts texts) {
    super(texts);
    this.book = book;
    this.draws = draws;
    this.complaints = complaints;
    this.offices = offices;
    this.current = current;
  }

  @GetMapping("/visits/draws")
  String list(
      @RequestParam(defaultValue = "false") boolean below,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    Actor actor = current.get();
    int at = at(page);
    List<Draw> found = book.page(actor, below, at, DRAWS);
    model.addAttribute("found", found.stream().limit(DRAWS).toList());
    model.addAttribute("more", found.size() > DRAWS);
    model.addAttribute("number", at);
    model.addAttribute("below", below);
    model.addAttribute("offices", offices.contacts(found.stream().map(Draw::office).toList()));
    model.addAttribute("mayNote", actor.has(Role.REVIEWER));
    model.addAttribute("complaints", complaints.latest(actor, COMPLAINTS));
    return "visit-draws";
  }

  /** Notes a complaint; {@code number} may stand in the address of a link to the form. */
  @PostMapping("/visits/complaints")
  @PreAuthorize("hasRole('REVIEWER')")
  String note(
      @RequestParam(required = false) String number,
      @RequestParam(required = false) String words,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    try {
      String community = complaints.note(current.get(), number, words);
      did(next, "visit.complaint.noted", community);
      return "redirect:/visits/draws";
    } catch (Problem problem) {
      refused(problem, model, response);
      return list(false, 0, model);
    }
  }

  /**
   * @param check whether it is drawn again from the record
   */
  @GetMapping("/visits/draws/{draw}")
  String draw(
      @PathVariable long draw,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "false") boolean check,
      Model model) {
    Draw found = book.visible(current.get(), draw);
    model.addAttribute("draw", found);
    model.addAttribute("office", offices.contacts(List.of(found.office())).get(found.office()));
    PageView<Row> rows = book.rows(found, at(page), FILES);
    model.addAttribute("rows", rows);
    model.addAttribute(
        "example",
        rows.content().stream()
            .findFirst()
            .map(row -> "printf '%s' '" + found.seed() + ":" + row.number() + "' | sha256sum")
            .orElse(null));
    if (check) model.addAttribute("same", draws.check(draw));
    return "visit-draw";
  }

  /** The whole list with what its order goes by. */
  @GetMapping("/visits/draws/{draw}/list.csv")
  void csv(@PathVariable long draw, HttpServletResponse response) throws IOException {
    Draw found = book.visible(current.get(), draw);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"draw-" + draw + ".csv\"");
    Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
    csv.printRecord("number", "sha256", "place", "must", "selected");
    for (Draws.Drawn file : draws.list(draw)) {
      csv.printRecord(
          file.number(),
          Sampling.hash(found.seed(), file.number()),
          file.place(),
          file.must(),
          file.selected());
    }
    csv.flush();
  }

  private static int at(int page) {
    return Math.max(0, Math.min(page, LAST_PAGE));
  }
}
