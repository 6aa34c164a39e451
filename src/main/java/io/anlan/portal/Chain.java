package io.anlan.portal;

import io.anlan.application.Application;
import io.anlan.application.Status;
import io.anlan.audit.Act.Action;
import io.anlan.audit.Trail;
import io.anlan.division.Stop;
import io.anlan.shared.Level;
import io.anlan.shared.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The way of a file from its community to the office that names it. */
public final class Chain {

  private static final Set<Action> LEAVING =
      EnumSet.of(Action.SUBMITTED, Action.FORWARDED, Action.REJECTED, Action.NAMED);

  /** What the Measures say of these levels is known; of the others no text has been obtained. */
  private static final Set<Level> ARTICLES =
      EnumSet.of(Level.COMMUNITY, Level.DISTRICT, Level.CITY);

  public enum State {
    DONE,
    NOW,
    NEXT
  }

  /**
   * @param office null for the community
   * @param reached null while it has not come here in this attempt
   * @param left null while it has not gone on
   * @param basis the ending of the message that names what the step rests on
   */
  public record Link(
      Level level, String office, State state, Instant reached, Instant left, String basis) {}

  private Chain() {}

  /**
   * @param milestones of all attempts, the oldest first
   */
  public static List<Link> of(Application file, List<Stop> stops, List<Trail.Row> milestones) {
    Map<Level, Instant> left = new EnumMap<>(Level.class);
    Instant opened = file.openedAt();
    for (Trail.Row row : milestones) {
      if (row.action() == Action.OPENED) {
        left.clear();
        opened = row.at();
      } else if (LEAVING.contains(row.action())) {
        left.put(row.level(), row.at());
      }
    }
    boolean named = file.status() == Status.NAMED;
    List<Link> links = new ArrayList<>();
    Instant reached = opened;
    for (Stop stop : withCommunity(stops)) {
      Level level = stop.level();
      boolean here = level == file.level();
      State state =
          here && file.status().open()
              ? State.NOW
              : here || named || file.level().above(level) ? State.DONE : State.NEXT;
      links.add(
          new Link(
              level,
              stop.office(),
              state,
              state == State.NEXT ? null : reached,
              state == State.DONE ? left.get(level) : null,
              basis(file.tier(), level)));
      reached = left.get(level);
    }
    return links;
  }

  private static List<Stop> withCommunity(List<Stop> stops) {
    List<Stop> all = new ArrayList<>(List.of(new Stop(Level.COMMUNITY, null)));
    all.addAll(stops);
    return all;
  }

  private static String basis(Tier tier, Level level) {
    if (tier != Tier.NATIONAL) return "other";
    if (level == Level.STREET) return "STREET";
    return ARTICLES.contains(level) ? level.name() : "unknown";
  }
}
