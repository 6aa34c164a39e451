package io.anlan.application;

import io.anlan.division.Routes;
import io.anlan.division.Stop;
import io.anlan.shared.Level;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The levels that a file passes. */
@Component
@Transactional(readOnly = true)
public class Itinerary {

  private final Files files;
  private final Routes routes;

  Itinerary(Files files, Routes routes) {
    this.files = files;
    this.routes = routes;
  }

  /**
   * The stops, lowest first, as frozen at submission; before it all that the policy may ask, for
   * asking the policy leaves a record, which reading must not.
   */
  public List<Stop> stops(Application application) {
    if (application.submittedAt() != null) return files.stops(application.number());
    Level top = application.tier().namingLevel();
    return routes.route(application.communityCode()).stops().stream()
        .filter(stop -> !stop.level().above(top))
        .toList();
  }
}
