package io.anlan.visit;

/** What a reader should know of a photograph. */
public enum PhotoMark {
  /** A clock says what cannot be. */
  CLOCK,
  /** The position cannot be, and was not kept. */
  POSITION,
  /** The device says another place than the picture itself. */
  PLACE
}
