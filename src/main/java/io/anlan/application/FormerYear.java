package io.anlan.application;

import io.anlan.account.Actor;
import io.anlan.application.Assessment.ConditionView;
import io.anlan.application.Assessment.ItemView;
import io.anlan.application.Assessments.AnswerCommand;
import io.anlan.application.Assessments.ScoreCommand;
import io.anlan.application.Rights.Who;
import io.anlan.shared.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings what a community wrote in its last application into the draft of a new year. Evidence
 * stays behind: each year proves itself.
 */
@Component
@Transactional
public class FormerYear {

  private final ApplicationRepository applications;
  private final Assessments assessments;
  private final Rights rights;

  FormerYear(ApplicationRepository applications, Assessments assessments, Rights rights) {
    this.applications = applications;
    this.assessments = assessments;
    this.rights = rights;
  }

  /** The latest application of the same community and tier of an earlier year. */
  @Transactional(readOnly = true)
  public Optional<Application> before(Application application) {
    return applications.findFirstByCommunityCodeAndTierAndYearLessThanOrderByYearDesc(
        application.communityCode(), application.tier(), application.year());
  }

  /**
   * Fills what is still empty; what the new scoring table no longer knows is left out.
   *
   * @return how many items and conditions were filled
   * @throws Problem 404 when there is no earlier application, 409 when this is no draft
   */
  public int copy(Actor actor, String number) {
    Application application = rights.require(actor, number, Who.APPLICANT);
    if (!application.inDraft()) throw Problem.conflict("application-not-editable");
    Application former = before(application).orElseThrow(Problem::notFound);
    Assessment then = assessments.view(actor, former.number());
    Assessment now = assessments.view(actor, number);
    Map<String, ItemView> items =
        then.items().stream().collect(Collectors.toMap(ItemView::code, Function.identity()));
    List<ScoreCommand> scores =
        now.items().stream()
            .filter(i -> i.points() == null && items.containsKey(i.code()))
            .filter(i -> fits(items.get(i.code()), i))
            .map(i -> claim(items.get(i.code()), i))
            .toList();
    Map<Integer, ConditionView> conditions =
        then.conditions().stream()
            .collect(Collectors.toMap(ConditionView::no, Function.identity()));
    List<AnswerCommand> answers =
        now.conditions().stream()
            .filter(c -> c.met() == null && conditions.containsKey(c.no()))
            .filter(c -> conditions.get(c.no()).met() != null)
            .map(c -> answer(conditions.get(c.no()), c))
            .toList();
    if (application.profile().equals(Profile.EMPTY)) {
      assessments.describe(actor, number, former.profile());
    }
    assessments.score(actor, number, Stage.SELF, scores);
    assessments.answer(actor, number, answers);
    return scores.size() + answers.size();
  }

  private static boolean fits(ItemView then, ItemView now) {
    return then.points() != null && then.points().compareTo(now.maxPoints()) <= 0;
  }

  private static ScoreCommand claim(ItemView then, ItemView now) {
    return new ScoreCommand(now.code(), then.points(), then.reason(), now.version());
  }

  private static AnswerCommand answer(ConditionView then, ConditionView now) {
    return new AnswerCommand(now.no(), then.met(), then.explanation(), now.version());
  }
}
