package io.anlan.path;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The active people of each group; they stay the same while a world is explored. */
class People {

  private final Accounts accounts;
  private final Map<String, List<Actor>> groups = new HashMap<>();

  People(Accounts accounts) {
    this.accounts = accounts;
  }

  List<Actor> of(String group) {
    return groups.computeIfAbsent(group, accounts::members);
  }
}
