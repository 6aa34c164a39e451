package io.anlan.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** Times as devices send them and as the database keeps them. */
final class Moments {

  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  private Moments() {}

  /** Null where no calendar of ours has such a time. */
  static Timestamp storable(Instant at) {
    return at == null || at.isBefore(Instant.EPOCH) || at.isAfter(LAST) ? null : Timestamp.from(at);
  }

  static Instant read(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
