package io.anlan.shared;

/** The levels an application climbs, lowest first. */
public enum Level {
  COMMUNITY,
  STREET,
  DISTRICT,
  CITY,
  PROVINCE,
  NATION;

  public boolean above(Level other) {
    return compareTo(other) > 0;
  }
}
