package io.anlan.visit.web;

import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import io.anlan.shared.web.FormPage;
import io.anlan.visit.Remedies;
import io.anlan.visit.Remedies.Sheet;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the community answers finding by finding, and the leader reads the answers. */
@Controller
class RemedyPages extends FormPage {

  private final Remedies remedies;
  private final Inbox inbox;
  private final CurrentActor current;

  RemedyPages(Remedies remedies, Inbox inbox, CurrentActor current, Texts texts) {
    super(texts);
    this.remedies = remedies;
    this.inbox = inbox;
    this.current = current;
  }

  @GetMapping("/visits/{visit}/rectification")
  String page(@PathVariable long visit, Model model) {
    Actor actor = current.get();
    Sheet sheet = remedies.of(actor, visit);
    model.addAttribute("sheet", sheet);
    model.addAttribute(
        "task",
        inbox.ofApplication(sheet.visit().number()).stream()
            .filter(t -> actor.member(t.candidateGroup()))
            .map(TaskItem::id)
            .findFirst()
            .orElse(null));
    return "visit-rectification";
  }

  @PostMapping("/visits/{visit}/findings/{uuid}/response")
  String answer(
      @PathVariable long visit,
      @PathVariable UUID uuid,
      @RequestParam(required = false) String response,
      Model model,
      HttpServletResponse answer,
      RedirectAttributes next) {
    try {
      remedies.answer(current.get(), visit, uuid, response);
      did(next, "visit.remedy.saved");
      return back(visit, uuid);
    } catch (Problem problem) {
      return again(problem, visit, uuid, model, answer);
    }
  }

  @PostMapping("/visits/{visit}/findings/{uuid}/proofs")
  String prove(
      @PathVariable long visit,
      @PathVariable UUID uuid,
      @RequestParam(required = false) MultipartFile file,
      Model model,
      HttpServletResponse answer,
      RedirectAttributes next)
      throws IOException {
    remedies.requireMine(current.get(), visit);
    try {
      if (file == null || file.isEmpty()) throw Problem.field("file", "required");
      try (var in = file.getInputStream()) {
        remedies.prove(current.get(), visit, uuid, file.getOriginalFilename(), in);
      }
      did(next, "visit.remedy.proof-added");
      return back(visit, uuid);
    } catch (Problem problem) {
      return again(problem, visit, uuid, model, answer);
    }
  }

  @PostMapping("/visits/{visit}/findings/{uuid}/proofs/{id}/removal")
  String removeProof(
      @PathVariable long visit,
      @PathVariable UUID uuid,
      @PathVariable String id,
      Model model,
      HttpServletResponse answer) {
    try {
      remedies.removeProof(current.get(), visit, uuid, id);
      return back(visit, uuid);
    } catch (Problem problem) {
      return again(problem, visit, uuid, model, answer);
    }
  }

  /** The page again, with what was typed and why it was refused at the finding itself. */
  private String again(
      Problem problem, long visit, UUID finding, Model model, HttpServletResponse answer) {
    if (problem.status() == 403 || problem.status() == 404) throw problem;
    refused(problem, model, answer);
    model.addAttribute("at", finding);
    model.addAttribute("refused", texts.words(problem));
    return page(visit, model);
  }

  private static String back(long visit, UUID finding) {
    return "redirect:/visits/" + visit + "/rectification#f-" + finding;
  }
}
