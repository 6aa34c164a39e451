package io.anlan.review;

import io.anlan.application.Application;

/** What was seen on the spot, for whoever reviews or signs; the visits' own module tells it. */
public interface VisitNotes {

  /** The visits of the file's present level, as Markdown; empty where there was none. */
  String of(Application a);
}
