package io.anlan.workflow;

import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Versions of the review policy; the system administrator uploads the next one. */
@RestController
@RequestMapping("/api/policies")
@PreAuthorize("hasRole('SYSTEM_ADMIN')")
class PolicyController {

  record PolicyVersion(String version) {}

  private final EnginePolicies policies;

  PolicyController(EnginePolicies policies) {
    this.policies = policies;
  }

  @GetMapping
  List<PolicyVersion> all() {
    return policies.versions().stream().map(PolicyVersion::new).toList();
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  PolicyVersion upload(@RequestParam MultipartFile file) throws IOException {
    return new PolicyVersion(policies.upload(file));
  }
}
