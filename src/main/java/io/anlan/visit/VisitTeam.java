package io.anlan.visit;

import io.anlan.account.Actor;
import io.anlan.inbox.CaseLock;
import io.anlan.shared.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who may write in a visit: asked before a body is read, and again under the lock of the case. */
@Component
public class VisitTeam {

  private final Sights sights;
  private final CaseLock lock;

  VisitTeam(Sights sights, CaseLock lock) {
    this.sights = sights;
    this.lock = lock;
  }

  /**
   * The visit, concluded or not.
   *
   * @throws Problem 404 when it does not exist for them, 403 when they are not of the team
   */
  @Transactional(readOnly = true)
  public Visit require(Actor actor, long id) {
    Sight sight = sights.of(actor, id);
    if (!sight.works()) throw Problem.forbidden("not-of-the-team");
    return sight.visit();
  }

  /**
   * The visit, with its case locked, for somebody who writes in it.
   *
   * @throws Problem as {@link #require}, and 409 when it has been concluded
   */
  @Transactional(propagation = Propagation.MANDATORY)
  Visit lock(Actor actor, long id) {
    lock.acquire(require(actor, id).number());
    Visit visit = require(actor, id);
    if (!visit.writable()) throw Problem.conflict("visit-concluded");
    return visit;
  }
}
