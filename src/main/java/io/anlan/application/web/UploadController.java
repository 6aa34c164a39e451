package io.anlan.application.web;

import io.anlan.account.CurrentActor;
import io.anlan.application.EvidenceUploads;
import io.anlan.application.Only;
import io.anlan.application.Rights.Who;
import io.anlan.evidence.EvidenceView;
import io.anlan.evidence.Unfinished;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Proofs sent piece by piece, to be continued where the connection broke. */
@RestController
@RequestMapping("/api/applications/{number}/uploads")
class UploadController {

  /** As for an ordinary upload; {@code lastModified} in milliseconds, as the browser says it. */
  record UploadCommand(
      String item,
      Integer condition,
      String caption,
      String fileName,
      long size,
      long lastModified) {}

  private final EvidenceUploads uploads;
  private final CurrentActor current;

  UploadController(EvidenceUploads uploads, CurrentActor current) {
    this.uploads = uploads;
    this.current = current;
  }

  @PostMapping
  @Only(Who.APPLICANT)
  Unfinished begin(@PathVariable String number, @RequestBody UploadCommand command) {
    return uploads.begin(
        current.get(),
        number,
        EvidenceController.target(command.item, command.condition),
        command.caption,
        command.fileName,
        command.size,
        command.lastModified);
  }

  @GetMapping("/{upload}")
  @Only(Who.APPLICANT)
  Unfinished get(@PathVariable String number, @PathVariable String upload) {
    return uploads.get(current.get(), number, upload);
  }

  /** The body is the piece, from {@code offset} on. */
  @PatchMapping("/{upload}")
  @Only(Who.APPLICANT)
  Unfinished append(
      @PathVariable String number,
      @PathVariable String upload,
      @RequestParam long offset,
      HttpServletRequest request)
      throws IOException {
    return uploads.append(current.get(), number, upload, offset, request.getInputStream());
  }

  @PostMapping("/{upload}/completion")
  @Only(Who.APPLICANT)
  @ResponseStatus(HttpStatus.CREATED)
  EvidenceView finish(@PathVariable String number, @PathVariable String upload) throws IOException {
    return uploads.finish(current.get(), number, upload);
  }

  @DeleteMapping("/{upload}")
  @Only(Who.APPLICANT)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void abandon(@PathVariable String number, @PathVariable String upload) {
    uploads.abandon(current.get(), number, upload);
  }
}
