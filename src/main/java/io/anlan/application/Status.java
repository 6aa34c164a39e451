package io.anlan.application;

import java.util.Set;

/** Where an application stands. */
public enum Status {
  DRAFT,
  IN_REVIEW,
  IN_CORRECTION,
  AWAITING_LIST,
  RESERVE,
  NAMING,
  NAMED,
  REJECTED,
  NOT_SELECTED,
  WITHDRAWN,
  CANCELLED,
  EXPIRED;

  private static final Set<Status> ENDS =
      Set.of(NAMED, REJECTED, NOT_SELECTED, WITHDRAWN, CANCELLED, EXPIRED);

  public boolean open() {
    return !ENDS.contains(this);
  }
}
