package io.anlan.division;

import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Computes which offices an application of a community climbs. */
@Service
@Transactional(readOnly = true)
public class Routes {

  private final Divisions divisions;
  private final OfficeRepository offices;

  Routes(Divisions divisions, OfficeRepository offices) {
    this.divisions = divisions;
    this.offices = offices;
  }

  /**
   * Where no office is entered the stop names the division's code all the same: the check for
   * active reviewers then says which office is empty.
   *
   * @throws Problem 422 on {@code communityCode} when it is no community that can apply
   */
  public Route route(String communityCode) {
    if (divisions.find(communityCode).isEmpty()) {
      throw Problem.field("communityCode", "not-a-community");
    }
    List<Division> way = divisions.way(communityCode);
    return Route.along(way, offices.serving(way.stream().map(Division::code).toList()));
  }

  /** The code of the province or municipality that the community belongs to. */
  public String province(String communityCode) {
    return divisions.way(communityCode).stream()
        .filter(division -> division.level() == Level.PROVINCE)
        .map(Division::code)
        .findFirst()
        .orElseThrow(() -> Problem.field("communityCode", "not-a-community"));
  }
}
