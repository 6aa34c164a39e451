package io.anlan.designation.web;

import io.anlan.account.CurrentActor;
import io.anlan.designation.Designations;
import io.anlan.designation.WaitingFile;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which the naming office makes a batch of the files that wait for it. */
@Controller
class DesignationPages {

  private final Designations designations;
  private final CurrentActor current;
  private final Texts texts;

  DesignationPages(Designations designations, CurrentActor current, Texts texts) {
    this.designations = designations;
    this.current = current;
    this.texts = texts;
  }

  @GetMapping("/designations")
  String list(@RequestParam(required = false) String opened, Model model) {
    model.addAttribute(
        "rounds",
        designations.waiting(current.get()).stream()
            .collect(
                Collectors.groupingBy(
                    WaitingFile::roundId, LinkedHashMap::new, Collectors.toList())));
    model.addAttribute("batches", designations.batches(current.get()));
    model.addAttribute("opened", opened);
    return "designations";
  }

  @PostMapping("/designations")
  @PreAuthorize("hasRole('REVIEWER')")
  String open(
      @RequestParam long roundId,
      @RequestParam(required = false) List<String> numbers,
      Model model,
      HttpServletResponse response) {
    try {
      return "redirect:/designations?opened=" + designations.open(current.get(), roundId, numbers);
    } catch (Problem problem) {
      response.setStatus(problem.status());
      model.addAttribute("error", texts.words(problem));
      model.addAttribute("errorAt", roundId);
      model.addAttribute("chosen", numbers == null ? List.of() : numbers);
      return list(null, model);
    }
  }
}
