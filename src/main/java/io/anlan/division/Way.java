package io.anlan.division;

import io.anlan.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The divisions from one up to the nation, as they are run rather than as they are coded. */
final class Way {

  /** Five levels, one pseudo row and a few detours; more is a circle of administrators. */
  private static final int LONGEST = 12;

  private Way() {}

  /** Lowest first, pseudo rows left out; 404 when the code is unknown. */
  static List<Division> up(String code, Function<String, Optional<Division>> divisions) {
    var way = new ArrayList<Division>();
    Division at = divisions.apply(code).orElseThrow(Problem::notFound);
    for (int steps = 0; at != null; steps++) {
      if (steps > LONGEST)
        throw new IllegalStateException("Division " + code + " runs in a circle");
      if (!at.pseudo()) way.add(at);
      String above = at.above();
      at = above == null ? null : divisions.apply(above).orElseThrow(Problem::notFound);
    }
    return way;
  }
}
