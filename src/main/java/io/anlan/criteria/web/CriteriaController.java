package io.anlan.criteria.web;

import io.anlan.criteria.Criteria;
import io.anlan.criteria.CriteriaVersion;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Versions of the criteria; the system administrator imports new ones. */
@RestController
@RequestMapping("/api/criteria")
class CriteriaController {

  private final Criteria criteria;

  CriteriaController(Criteria criteria) {
    this.criteria = criteria;
  }

  @GetMapping
  List<Criteria.Summary> all() {
    return criteria.all();
  }

  @GetMapping("/{id}")
  CriteriaVersion version(@PathVariable String id) {
    return criteria.version(id);
  }

  @PostMapping
  @PreAuthorize("hasRole('SYSTEM_ADMIN')")
  @ResponseStatus(HttpStatus.CREATED)
  CriteriaVersion importVersion(
      @RequestParam String id,
      @RequestParam String name,
      @RequestParam MultipartFile items,
      @RequestParam MultipartFile conditions)
      throws IOException {
    try (var itemRows = items.getInputStream();
        var conditionRows = conditions.getInputStream()) {
      return criteria.importVersion(
          id,
          name,
          items.getOriginalFilename(),
          itemRows,
          conditions.getOriginalFilename(),
          conditionRows);
    }
  }
}
