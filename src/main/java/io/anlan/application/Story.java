package io.anlan.application;

import io.anlan.account.Actor;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.shared.PageView;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The trail of a file as its reader may see it: what a department has said, what colleagues have
 * said to each other, and why an expert does not come, is for the offices and bodies, and for
 * whoever said it.
 */
@Component
@Transactional(readOnly = true)
public class Story {

  private static final Set<Act.Action> INTERNAL =
      EnumSet.of(
          Act.Action.OPINION_GIVEN,
          Act.Action.TEAM_CHANGED,
          Act.Action.LEADER_CHANGED,
          Act.Action.INVITATION_DECLINED,
          Act.Action.INVITATION_RECUSED,
          Act.Action.CO_REVIEW_ASKED,
          Act.Action.CO_REVIEWED,
          Act.Action.CO_REVIEW_REMOVED,
          Act.Action.COPIED,
          Act.Action.SUPERVISION_ANSWERED,
          Act.Action.EXTENSION_ASKED,
          Act.Action.EXTENDED,
          Act.Action.EXTENSION_REFUSED);

  private final Files files;
  private final Trail trail;

  Story(Files files, Trail trail) {
    this.files = files;
    this.trail = trail;
  }

  /** All of it, the oldest first. */
  public List<Trail.Row> rows(Actor actor, String number) {
    return masked(actor, number, trail.rows(number));
  }

  /** One page of it, the newest first. */
  public PageView<Trail.Row> page(Actor actor, String number, int page, int size) {
    PageView<Trail.Row> found = trail.page(number, page, size);
    return new PageView<>(masked(actor, number, found.content()), found.page());
  }

  /** The latest acts, the newest first, without the files that came and went. */
  public List<Trail.Row> latestDecisions(Actor actor, String number, int most) {
    return masked(actor, number, trail.latestDecisions(number, most));
  }

  private List<Trail.Row> masked(Actor actor, String number, List<Trail.Row> rows) {
    boolean nothing = rows.stream().noneMatch(row -> anothers(actor, row));
    if (nothing || files.readsAsOffice(actor, number)) return rows;
    return rows.stream().map(row -> anothers(actor, row) ? withoutWords(row) : row).toList();
  }

  private static boolean anothers(Actor actor, Trail.Row row) {
    return INTERNAL.contains(row.action()) && !row.actor().equals(actor.username());
  }

  private static Trail.Row withoutWords(Trail.Row r) {
    return new Trail.Row(
        r.at(), r.actor(), r.onBehalfOf(), r.office(), r.level(), r.action(), null, null);
  }
}
