package io.anlan.division;

import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The levels that exist on a community's way up and their offices, the lowest first. */
public record Route(String communityCode, String communityName, List<Stop> stops) {

  public Route {
    stops = List.copyOf(stops);
  }

  /**
   * A level exists when a division of that level is on the way, or an office of that level serves
   * one that is; where both are, the office that was told to serve wins, the nearest division
   * first. So a municipality has no city, 仙桃 no city, and 东莞 no district.
   *
   * @param way the community first
   * @param serving offices that serve some division of the way
   */
  static Route along(List<Division> way, Collection<Office> serving) {
    Division community = way.get(0);
    if (!community.community()) throw Problem.field("communityCode", "not-a-community");
    Map<Level, String> offices = new EnumMap<>(Level.class);
    // An administrator of the same level replaces the division that it runs.
    way.stream().skip(1).forEach(d -> offices.put(d.level(), d.code()));
    for (int i = way.size() - 1; i >= 0; i--) {
      Division division = way.get(i);
      serving.stream()
          .filter(office -> office.serves(division))
          .forEach(office -> offices.put(office.level(), office.code()));
    }
    return new Route(
        community.code(),
        community.name(),
        offices.entrySet().stream().map(e -> new Stop(e.getKey(), e.getValue())).toList());
  }
}
