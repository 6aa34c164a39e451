package io.anlan.portal.web;

import io.anlan.account.CurrentActor;
import io.anlan.application.Assessments;
import io.anlan.application.Files;
import io.anlan.application.Targets;
import io.anlan.evidence.Evidence;
import io.anlan.evidence.EvidenceView;
import io.anlan.evidence.Pictures;
import io.anlan.evidence.Pictures.Size;
import io.anlan.shared.Problem;
import io.anlan.shared.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Proofs looked at in the page, as pictures; whoever may download one may look at it. */
@Controller
class EvidencePages {

  private static final String PROOF = "/applications/{number}/evidence/{id}";

  private final Assessments assessments;
  private final Evidence evidence;
  private final Pictures pictures;
  private final Files files;
  private final CurrentActor current;
  private final Texts texts;

  EvidencePages(
      Assessments assessments,
      Evidence evidence,
      Pictures pictures,
      Files files,
      CurrentActor current,
      Texts texts) {
    this.assessments = assessments;
    this.evidence = evidence;
    this.pictures = pictures;
    this.files = files;
    this.current = current;
    this.texts = texts;
  }

  @GetMapping(PROOF + "/view")
  String view(
      @PathVariable String number,
      @PathVariable String id,
      @RequestParam(defaultValue = "1") int page,
      Model model) {
    EvidenceView proof = readable(number, id);
    List<EvidenceView> beside = evidence.of(number, proof.target());
    int at = beside.indexOf(proof);
    model.addAttribute("proof", proof);
    model.addAttribute("label", label(proof.target()));
    model.addAttribute("back", back(proof));
    model.addAttribute("former", at > 0 ? beside.get(at - 1) : null);
    model.addAttribute("following", at + 1 < beside.size() ? beside.get(at + 1) : null);
    try {
      int pages = proof.picturable() ? pictures.pages(proof) : 0;
      int shown = Math.max(1, Math.min(page, pages));
      if (pages > 0) pictures.of(proof, Size.PAGE, shown);
      model.addAttribute("page", shown);
      model.addAttribute("pages", pages);
    } catch (Problem problem) {
      model.addAttribute("refused", texts.detail(problem));
      model.addAttribute("pages", 0);
    }
    return "evidence";
  }

  private String label(String target) {
    if (target.equals("seal")) return texts.text("portal.seals");
    return Targets.ofVisit(target) ? texts.text("visit.sheet.title") : Targets.label(target);
  }

  /** Where it belongs; null for whoever sees the proof and not its file. */
  private String back(EvidenceView proof) {
    if (Targets.ofVisit(proof.target())) return "/visits/" + Targets.label(proof.target());
    if (!files.sees(current.get(), proof.number())) return null;
    String file = "/applications/" + proof.number();
    return proof.target().equals("seal")
        ? file + "#seals"
        : file + "/assessment#" + proof.target().replace('/', '-');
  }

  @GetMapping(PROOF + "/thumbnail")
  ResponseEntity<byte[]> thumbnail(@PathVariable String number, @PathVariable String id) {
    return picture(readable(number, id), Size.THUMBNAIL, 1);
  }

  @GetMapping(PROOF + "/pages/{page}")
  ResponseEntity<byte[]> page(
      @PathVariable String number, @PathVariable String id, @PathVariable int page) {
    return picture(readable(number, id), Size.PAGE, page);
  }

  private EvidenceView readable(String number, String id) {
    EvidenceView proof = assessments.readableEvidence(current.get(), id);
    if (!proof.number().equals(number)) throw Problem.notFound();
    return proof;
  }

  private ResponseEntity<byte[]> picture(EvidenceView proof, Size size, int page) {
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_JPEG)
        // The browser may keep it, and asks each time whether this person still may see it.
        .cacheControl(CacheControl.noCache().cachePrivate())
        .eTag(proof.sha256() + "-" + size + "-" + page)
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .body(pictures.of(proof, size, page));
  }

  @ExceptionHandler
  void refuse(Problem problem, HttpServletResponse response) throws IOException {
    response.sendError(problem.status());
  }
}
