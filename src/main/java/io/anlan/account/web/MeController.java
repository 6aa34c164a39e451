package io.anlan.account.web;

import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.account.Grant;
import io.anlan.account.Role;
import java.util.List;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a program who it is. */
@RestController
class MeController {

  /**
   * @param office code of the first office or community that one acts for; null for those who act
   *     for none
   */
  record Me(String username, String name, List<Role> roles, String office) {

    static Me of(Actor actor) {
      return new Me(
          actor.username(),
          actor.name(),
          actor.grants().stream().map(Grant::role).distinct().toList(),
          actor.grants().stream()
              .map(Grant::office)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null));
    }
  }

  private final CurrentActor current;

  MeController(CurrentActor current) {
    this.current = current;
  }

  @GetMapping("/api/me")
  Me me() {
    return Me.of(current.get());
  }
}
