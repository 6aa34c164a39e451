package io.anlan.application;

import io.anlan.round.Policies;
import io.anlan.shared.Level;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where a correction goes, handed in or ended. */
@Component
public class Corrections {

  private final Files files;
  private final ObjectProvider<Policies> policies;

  Corrections(Files files, ObjectProvider<Policies> policies) {
    this.files = files;
    this.policies = policies;
  }

  /**
   * Above the scoring level a seal must not stand under words that changed after it: what was
   * changed is confirmed there first, unless the policy says otherwise.
   */
  public boolean confirmedFirst(Application application) {
    if (files.reopened(application.number()).stream().noneMatch(Reopened::changed)) return false;
    Level scoring =
        files.scoringStop(application.number()).map(s -> s.level()).orElse(Level.NATION);
    return application.level().above(scoring)
        && policies
            .getObject()
            .level(
                application.policyVersion(),
                application.tier(),
                application.level(),
                application.province())
            .correctionRoute()
            .equals("DISTRICT_FIRST");
  }
}
