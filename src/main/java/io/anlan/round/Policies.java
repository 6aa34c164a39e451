package io.anlan.round;

import io.anlan.shared.Level;
import io.anlan.shared.Tier;
import java.math.BigDecimal;
import java.util.List;

/** The decision tables at a version; the engine's package implements it. */
public interface Policies {

  /** The version that a new round takes. */
  String current();

  /** All versions, the latest first. */
  List<String> versions();

  boolean exists(String version);

  /**
   * @param province the 12-digit code of the province
   */
  LevelPolicy level(String version, Tier tier, Level level, String province);

  /** The points that submission needs. */
  BigDecimal threshold(String version, Tier tier);
}
