package io.anlan.designation.web;

import io.anlan.account.CurrentActor;
import io.anlan.designation.Designations;
import io.anlan.shared.Problem;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Naming batches over {@code /api}. */
@RestController
@RequestMapping("/api/designations")
class DesignationController {

  record OpenCommand(Long roundId, List<String> numbers) {}

  record Opened(String id) {}

  private final Designations designations;
  private final CurrentActor current;

  DesignationController(Designations designations, CurrentActor current) {
    this.designations = designations;
    this.current = current;
  }

  @PostMapping
  @PreAuthorize("hasRole('REVIEWER')")
  @ResponseStatus(HttpStatus.CREATED)
  Opened open(@RequestBody OpenCommand command) {
    if (command.roundId == null) throw Problem.field("roundId", "required");
    return new Opened(designations.open(current.get(), command.roundId, command.numbers));
  }
}
