package io.anlan.shared;

/** The order in which application runners fill a new database; each needs the ones before it. */
public final class StartupOrder {

  /** Divisions, holidays, criteria. */
  public static final int REFERENCE = 10;

  /** The first administrator, or the demo's offices and accounts. */
  public static final int ACCOUNTS = 20;

  public static final int EXPERTS = 25;

  public static final int ROUNDS = 30;

  public static final int DEMO_APPLICATION = 40;

  private StartupOrder() {}
}
