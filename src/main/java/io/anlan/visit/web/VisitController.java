package io.anlan.visit.web;

import io.anlan.account.CurrentActor;
import io.anlan.shared.Problem;
import io.anlan.visit.Findings;
import io.anlan.visit.Minutes;
import io.anlan.visit.Signatures;
import io.anlan.visit.VisitPhotos;
import io.anlan.visit.VisitScores;
import io.anlan.visit.VisitSheet;
import io.anlan.visit.VisitSheet.FindingView;
import io.anlan.visit.VisitSheet.ItemScores;
import io.anlan.visit.VisitSheet.MinuteView;
import io.anlan.visit.VisitSheet.PhotoView;
import io.anlan.visit.VisitSheet.Section;
import io.anlan.visit.VisitSheet.SignatureView;
import io.anlan.visit.VisitSheets;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The sheet of a visit over {@code /api}: each entry by itself, so that any may come first. */
@RestController
@RequestMapping("/api/visits/{id}")
class VisitController {

  private final VisitSheets sheets;
  private final VisitScores scores;
  private final Findings findings;
  private final VisitPhotos photos;
  private final Minutes minutes;
  private final Signatures signatures;
  private final CurrentActor current;

  VisitController(
      VisitSheets sheets,
      VisitScores scores,
      Findings findings,
      VisitPhotos photos,
      Minutes minutes,
      Signatures signatures,
      CurrentActor current) {
    this.sheets = sheets;
    this.scores = scores;
    this.findings = findings;
    this.photos = photos;
    this.minutes = minutes;
    this.signatures = signatures;
    this.current = current;
  }

  @GetMapping
  VisitSheet sheet(@PathVariable long id) {
    return sheets.of(current.get(), id);
  }

  @PutMapping("/scores/{item}")
  ItemScores score(
      @PathVariable long id, @PathVariable String item, @RequestBody VisitScores.Command command) {
    return scores.score(current.get(), id, item, command);
  }

  @PutMapping("/findings/{finding}")
  FindingView finding(
      @PathVariable long id, @PathVariable UUID finding, @RequestBody Findings.Command command) {
    return findings.put(current.get(), id, finding, command);
  }

  @DeleteMapping("/findings/{finding}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void removeFinding(@PathVariable long id, @PathVariable UUID finding) {
    findings.remove(current.get(), id, finding);
  }

  @PutMapping("/photos/{photo}")
  PhotoView photo(
      @PathVariable long id,
      @PathVariable UUID photo,
      @RequestParam(required = false) MultipartFile file,
      @RequestParam(required = false) UUID findingId,
      @RequestParam(required = false) String item,
      @RequestParam(required = false) Instant deviceAt,
      @RequestParam(required = false) Double latitude,
      @RequestParam(required = false) Double longitude,
      @RequestParam(required = false) Double accuracy) {
    return photos.put(
        current.get(),
        id,
        photo,
        new VisitPhotos.Command(findingId, item, deviceAt, latitude, longitude, accuracy),
        required(file).getOriginalFilename(),
        file);
  }

  @DeleteMapping("/photos/{photo}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void removePhoto(@PathVariable long id, @PathVariable UUID photo) {
    photos.remove(current.get(), id, photo);
  }

  @PutMapping("/minutes/{section}")
  MinuteView minute(
      @PathVariable long id, @PathVariable Section section, @RequestBody Minutes.Command command) {
    return minutes.put(current.get(), id, section, command);
  }

  @PutMapping("/signature")
  SignatureView sign(@PathVariable long id, @RequestParam(required = false) MultipartFile file) {
    return signatures.put(current.get(), id, required(file));
  }

  private static MultipartFile required(MultipartFile file) {
    if (file == null) throw Problem.field("file", "required");
    return file;
  }
}
