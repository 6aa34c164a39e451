package io.anlan.review;

import io.anlan.application.Application;
import io.anlan.application.Assessments;
import io.anlan.application.Files;
import io.anlan.division.Stop;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import java.math.BigDecimal;
import org.springframework.stereotype.Component;

/** Measures Art. 8: the district forwards what it has scored itself, at the threshold or above. */
@Component
class OfficialScore {

  private final Files files;
  private final Assessments assessments;

  OfficialScore(Files files, Assessments assessments) {
    this.files = files;
    this.assessments = assessments;
  }

  /**
   * @throws Problem 422 on {@code decision}
   */
  void require(Application a) {
    Level scoring = files.scoringStop(a.number()).map(Stop::level).orElse(null);
    if (a.level() != scoring) return;
    BigDecimal official = assessments.officialTotal(a);
    if (official == null) throw Problem.field("decision", "official-score-missing");
    if (official.compareTo(a.threshold()) < 0) {
      throw Problem.field(
          "decision",
          "official-score-too-low",
          official.toPlainString(),
          a.threshold().toPlainString());
    }
  }
}
