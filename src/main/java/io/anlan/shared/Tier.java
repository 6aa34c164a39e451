package io.anlan.shared;

/** The three titles; an application ends in naming at the level of its tier. */
public enum Tier {
  MUNICIPAL("M", Level.CITY),
  PROVINCIAL("P", Level.PROVINCE),
  NATIONAL("N", Level.NATION);

  private final String letter;
  private final Level namingLevel;

  Tier(String letter, Level namingLevel) {
    this.letter = letter;
    this.namingLevel = namingLevel;
  }

  /** The last part of an application number. */
  public String letter() {
    return letter;
  }

  public Level namingLevel() {
    return namingLevel;
  }
}
