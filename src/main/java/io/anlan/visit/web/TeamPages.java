package io.anlan.visit.web;

import io.anlan.account.CurrentActor;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import io.anlan.visit.VisitDesk;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who was asked to a visit and what they said, for the offices; the reviewer changes it here. */
@Controller
class TeamPages extends FormPage {

  private final VisitDesk desk;
  private final CurrentActor current;

  TeamPages(VisitDesk desk, CurrentActor current, Texts texts) {
    super(texts);
    this.desk = desk;
    this.current = current;
  }

  @GetMapping("/visits/{visit}/team")
  String page(@PathVariable long visit, Model model) {
    model.addAttribute("view", desk.view(current.get(), visit));
    return "visit-team";
  }

  @PostMapping("/visits/{visit}/team")
  String changeTeam(
      @PathVariable long visit,
      @RequestParam(required = false) String reason,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    try {
      desk.changeTeam(current.get(), visit, reason);
      did(next, "visit.team.to-be-changed");
      return "redirect:/visits/" + visit + "/team";
    } catch (Problem problem) {
      return again(problem, visit, model, response);
    }
  }

  @PostMapping("/visits/{visit}/leader")
  String changeLeader(
      @PathVariable long visit,
      @RequestParam(required = false) String leader,
      @RequestParam(required = false) String reason,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    try {
      desk.changeLeader(current.get(), visit, leader, reason);
      did(next, "visit.leader.changed");
      return "redirect:/visits/" + visit + "/team";
    } catch (Problem problem) {
      return again(problem, visit, model, response);
    }
  }

  private String again(Problem problem, long visit, Model model, HttpServletResponse response) {
    if (problem.status() == 403 || problem.status() == 404) throw problem;
    refused(problem, model, response);
    return page(visit, model);
  }
}
