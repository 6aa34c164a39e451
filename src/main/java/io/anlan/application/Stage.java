package io.anlan.application;

/** Whose points: the community's claim, the official score, the experts', the spot checkers'. */
public enum Stage {
  SELF,
  DISTRICT,
  VISIT,
  SPOT_CHECK
}
