package io.anlan.audit;

import io.anlan.account.Actor;
import io.anlan.account.CurrentActor;
import io.anlan.shared.Administered;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Notes what administrators do in a chain of its own. */
@Component
class AdministrationTrail {

  static final String CHAIN = "admin";

  private final Trail trail;
  private final CurrentActor current;
  private final JdbcClient jdbc;

  AdministrationTrail(Trail trail, CurrentActor current, JdbcClient jdbc) {
    this.trail = trail;
    this.current = current;
    this.jdbc = jdbc;
  }

  /** What the program does by itself, such as filling a new database, is nobody's act. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void note(Administered done) {
    current.find().ifPresent(actor -> note(actor, done));
  }

  private void note(Actor actor, Administered done) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
        .param(CHAIN)
        .query((rs, n) -> 0)
        .single();
    Act.Action action = Act.Action.valueOf(done.action());
    trail.record(actor, new Act(CHAIN, null, null, action, null, done.subject()));
  }
}
