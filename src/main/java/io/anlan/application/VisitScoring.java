package io.anlan.application;

import io.anlan.account.Actor;
import io.anlan.application.Assessments.ScoreCommand;
import java.util.List;

/** The points of a visit over the call that takes all points; the module of the visits answers. */
public interface VisitScoring {

  /**
   * Stores what a member of the open visit gives.
   *
   * @return the sheet, with the points of those items only that this member has scored
   */
  Assessment score(Actor actor, String number, Stage stage, List<ScoreCommand> commands);
}
