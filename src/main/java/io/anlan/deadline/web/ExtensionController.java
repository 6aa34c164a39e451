package io.anlan.deadline.web;

import io.anlan.account.CurrentActor;
import io.anlan.deadline.ExtensionDesk;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Asking for more time over {@code /api}. */
@RestController
class ExtensionController {

  /**
   * @param days working days more
   */
  record ExtensionCommand(Integer days, String reason) {}

  private final ExtensionDesk extensions;
  private final CurrentActor current;

  ExtensionController(ExtensionDesk extensions, CurrentActor current) {
    this.extensions = extensions;
    this.current = current;
  }

  @PostMapping("/api/tasks/{id}/extension")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void ask(@PathVariable String id, @RequestBody ExtensionCommand command) {
    extensions.ask(current.get(), id, command.days, command.reason);
  }
}
