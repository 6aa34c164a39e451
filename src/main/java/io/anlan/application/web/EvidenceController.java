package io.anlan.application.web;

import io.anlan.account.CurrentActor;
import io.anlan.application.Assessments;
import io.anlan.application.Only;
import io.anlan.application.Rights.Who;
import io.anlan.evidence.Evidence;
import io.anlan.evidence.EvidenceView;
import io.anlan.shared.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Proofs: uploaded to an item or a condition, served as attachments only. */
@RestController
class EvidenceController {

  record CaptionCommand(String caption) {}

  private final Assessments assessments;
  private final Evidence evidence;
  private final CurrentActor current;

  EvidenceController(Assessments assessments, Evidence evidence, CurrentActor current) {
    this.assessments = assessments;
    this.evidence = evidence;
    this.current = current;
  }

  @PostMapping("/api/applications/{number}/evidence")
  @Only(Who.APPLICANT)
  @ResponseStatus(HttpStatus.CREATED)
  EvidenceView upload(
      @PathVariable String number,
      @RequestParam MultipartFile file,
      @RequestParam(required = false) String item,
      @RequestParam(required = false) Integer condition,
      @RequestParam(required = false) String caption)
      throws IOException {
    String target = target(item, condition);
    try (var in = file.getInputStream()) {
      return assessments.addEvidence(
          current.get(), number, target, caption, file.getOriginalFilename(), in);
    }
  }

  /** What is proved: an item or a condition, not both. */
  static String target(String item, Integer condition) {
    if ((item == null) == (condition == null)) throw Problem.field("item", "item-or-condition");
    return item != null ? "item/" + item : "condition/" + condition;
  }

  @PostMapping("/api/applications/{number}/seals")
  @Only(Who.SIGNER)
  @ResponseStatus(HttpStatus.CREATED)
  EvidenceView seal(@PathVariable String number, @RequestParam MultipartFile file)
      throws IOException {
    try (var in = file.getInputStream()) {
      return assessments.addSeal(current.get(), number, file.getOriginalFilename(), in);
    }
  }

  @PatchMapping("/api/evidence/{id}")
  @Only(Who.APPLICANT)
  EvidenceView caption(@PathVariable String id, @RequestBody CaptionCommand command) {
    return assessments.recaption(current.get(), id, command.caption);
  }

  @DeleteMapping("/api/evidence/{id}")
  @Only(Who.APPLICANT)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String id) {
    assessments.removeEvidence(current.get(), id);
  }

  @GetMapping("/api/evidence/{id}")
  ResponseEntity<InputStreamResource> download(@PathVariable String id) {
    EvidenceView view = assessments.readableEvidence(current.get(), id);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(view.mediaType()))
        .contentLength(view.size())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(view.fileName(), StandardCharsets.UTF_8)
                .build()
                .toString())
        // Even if a browser were to show it, it could run and load nothing.
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .body(new InputStreamResource(evidence.open(id).stream()));
  }
}
