package io.anlan.application;

/** The main hazards of a community, as the form names them. */
public enum Hazard {
  EARTHQUAKE,
  FLOOD,
  FIRE,
  TYPHOON,
  GEOLOGICAL,
  DROUGHT,
  SNOW_AND_FREEZE,
  WATERLOGGING,
  OTHER
}
