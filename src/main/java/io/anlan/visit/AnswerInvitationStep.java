package io.anlan.visit;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** An expert accepts, declines, or is not impartial (回避) and says why. */
@Component
class AnswerInvitationStep implements Step {

  private final Files files;
  private final Visits visits;
  private final VisitCourse course;
  private final Teams teams;
  private final Experts experts;
  private final Recusal recusal;
  private final VisitForms forms;
  private final Trail trail;

  AnswerInvitationStep(
      Files files,
      Visits visits,
      VisitCourse course,
      Teams teams,
      Experts experts,
      Recusal recusal,
      VisitForms forms,
      Trail trail) {
    this.files = files;
    this.visits = visits;
    this.course = course;
    this.teams = teams;
    this.experts = experts;
    this.recusal = recusal;
    this.forms = forms;
    this.trail = trail;
  }

  @Override
  public String taskKey() {
    return "userTask_answerInvitation";
  }

  @Override
  public Outcome complete(Completion c) {
    Application a = files.get(c.task().number());
    Visit visit = visits.open(a.number()).orElseThrow();
    String expert = c.actor().username();
    String answer = c.fields().required("answer");
    String reason = c.fields().text("reason");
    String substitute = c.fields().text("substitute");
    switch (answer) {
      case "ACCEPT" -> {
        if (substitute != null) throw Problem.field("substitute", "only-with-decline");
        requireImpartial(a, expert);
        answered(c, a, visit, Member.State.ACCEPTED, Act.Action.INVITATION_ACCEPTED, reason, null);
      }
      case "RECUSE" -> {
        requireReason(reason);
        requireSubstitute(substitute, expert);
        answered(
            c, a, visit, Member.State.RECUSED, Act.Action.INVITATION_RECUSED, reason, substitute);
      }
      default -> {
        requireReason(reason);
        requireSubstitute(substitute, expert);
        answered(
            c, a, visit, Member.State.DECLINED, Act.Action.INVITATION_DECLINED, reason, substitute);
      }
    }
    course.advance(a.number());
    return Outcome.done(answer);
  }

  /** What is known may have changed since the reviewer asked. */
  private void requireImpartial(Application a, String expert) {
    Verdict verdict = recusal.of(a.number(), List.of(expert)).get(expert);
    if (!verdict.refusals().isEmpty()) {
      throw Problem.field("answer", "must-recuse", verdict.refusals().get(0).text());
    }
  }

  private static void requireReason(String reason) {
    if (reason == null) throw Problem.field("reason", "required");
  }

  private void requireSubstitute(String substitute, String expert) {
    if (substitute == null) return;
    if (substitute.equals(expert) || !experts.exists(substitute)) {
      throw Problem.field("substitute", "unknown-expert", substitute);
    }
  }

  private void answered(
      Completion c,
      Application a,
      Visit visit,
      Member.State state,
      Act.Action action,
      String reason,
      String substitute) {
    teams.answer(visit, c.actor().username(), state, reason, substitute);
    trail.record(c.actor(), new Act(a.number(), a.level(), a.office(), action, null, reason));
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return forms.expert(task);
  }
}
