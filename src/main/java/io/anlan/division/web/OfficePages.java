package io.anlan.division.web;

import io.anlan.division.Divisions;
import io.anlan.division.OfficeAccount;
import io.anlan.division.Offices;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The offices that review, with their departments and what they serve besides their own place. */
@Controller
@RequestMapping("/admin/offices")
@PreAuthorize("hasRole('SYSTEM_ADMIN')")
class OfficePages extends FormPage {

  private final Offices offices;
  private final Divisions divisions;

  OfficePages(Offices offices, Divisions divisions, Texts texts) {
    super(texts);
    this.offices = offices;
    this.divisions = divisions;
  }

  @GetMapping
  String list(
      @RequestParam(required = false) String q,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    Page<OfficeAccount> found = offices.search(q, page(page));
    model.addAttribute("q", q);
    model.addAttribute("found", found.getContent());
    model.addAttribute("page", info(found));
    model.addAttribute("levels", EnumSet.range(Level.STREET, Level.NATION));
    return "admin-offices";
  }

  @PostMapping
  String add(
      @RequestParam String code,
      @RequestParam String name,
      @RequestParam(required = false) Level level,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    try {
      offices.add(code.strip(), name, level);
      did(next, "admin.did.office-added");
      return to(code.strip());
    } catch (Problem problem) {
      refused(problem, model, response);
      return list(null, 0, model);
    }
  }

  @GetMapping("/{office}")
  String show(@PathVariable String office, Model model) {
    OfficeAccount account = offices.account(office);
    model.addAttribute("office", account);
    model.addAttribute("places", divisions.names(account.serves()));
    model.addAttribute("departments", Offices.DEPARTMENTS);
    return "admin-office";
  }

  @PostMapping("/{office}")
  String change(
      @PathVariable String office,
      @RequestParam String name,
      @RequestParam(defaultValue = "") String telephone,
      @RequestParam(defaultValue = "") List<String> departments,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    model.addAttribute("ticked", departments);
    return act(
        office,
        () -> offices.change(office, name, telephone, departments),
        "admin.did.office-changed",
        model,
        next,
        response);
  }

  @PostMapping("/{office}/state")
  String activate(
      @PathVariable String office,
      @RequestParam boolean active,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    return act(
        office,
        () -> offices.activate(office, active),
        active ? "admin.did.office-reopened" : "admin.did.office-closed",
        model,
        next,
        response);
  }

  @PostMapping("/{office}/divisions")
  String serve(
      @PathVariable String office,
      @RequestParam String division,
      @RequestParam boolean serves,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    return act(
        office,
        () -> offices.serve(office, division.strip(), serves),
        "admin.did.office-changed",
        model,
        next,
        response);
  }

  private String act(
      String office,
      Runnable act,
      String done,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    try {
      act.run();
      did(next, done);
      return to(office);
    } catch (Problem problem) {
      refused(problem, model, response);
      return show(office, model);
    }
  }

  private static String to(String office) {
    return "redirect:/admin/offices/" + office;
  }
}
