package io.anlan.visit;

import static io.anlan.application.Hazard.DROUGHT;
import static io.anlan.application.Hazard.GEOLOGICAL;
import static io.anlan.application.Hazard.OTHER;
import static io.anlan.application.Hazard.SNOW_AND_FREEZE;
import static io.anlan.application.Hazard.TYPHOON;
import static io.anlan.application.Hazard.WATERLOGGING;

import io.anlan.application.Hazard;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/** What an expert knows, and the hazards of a community that ask for it. */
public enum Speciality {
  FIRE(Hazard.FIRE),
  BUILDINGS(Hazard.EARTHQUAKE, SNOW_AND_FREEZE),
  POWER(SNOW_AND_FREEZE, TYPHOON),
  GEOLOGY(GEOLOGICAL),
  WEATHER(TYPHOON, DROUGHT, SNOW_AND_FREEZE),
  MEDICINE,
  EARTHQUAKE(Hazard.EARTHQUAKE),
  FLOOD(Hazard.FLOOD, WATERLOGGING),
  URBAN_MANAGEMENT(WATERLOGGING),
  EMERGENCY(OTHER);

  private final Set<Hazard> hazards;

  Speciality(Hazard... hazards) {
    this.hazards = Set.of(hazards);
  }

  boolean answers(Collection<Hazard> asked) {
    return !Collections.disjoint(hazards, asked);
  }
}
