package io.anlan.review;

import io.anlan.application.Application;
import io.anlan.application.Files;
import io.anlan.audit.Act;
import io.anlan.audit.Trail;
import io.anlan.calendar.Term;
import io.anlan.inbox.Step;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Problem;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** A department is late: the reviewer waits on, or goes on without it and says why. */
@Component
class WaiveOpinionStep implements Step {

  private final Files files;
  private final Consultations consultations;
  private final ReviewPolicy policy;
  private final ReviewSheets sheets;
  private final Trail trail;
  private final ApplicationEventPublisher events;

  WaiveOpinionStep(
      Files files,
      Consultations consultations,
      ReviewPolicy policy,
      ReviewSheets sheets,
      Trail trail,
      ApplicationEventPublisher events) {
    this.files = files;
    this.consultations = consultations;
    this.policy = policy;
    this.sheets = sheets;
    this.trail = trail;
    this.events = events;
  }

  @Override
  public String taskKey() {
    return "userTask_waiveOpinion";
  }

  @Override
  public Outcome complete(Completion c) {
    Application a = files.get(c.task().number());
    String decision = c.fields().required("decision");
    String reason = c.fields().text("reason");
    if (decision.equals("GO_ON")) {
      if (reason == null) throw Problem.field("reason", "required");
      consultations.waive(a, reason);
      trail.record(
          c.actor(),
          new Act(a.number(), a.level(), a.office(), Act.Action.OPINION_WAIVED, decision, reason));
    } else {
      Term term = policy.opinionTerm(a);
      consultations.wait(a, term);
      events.publishEvent(new OpinionsAwaited(a.number(), term));
    }
    return Outcome.of(decision, decision);
  }

  @Override
  public Map<String, Object> sheet(TaskItem task) {
    return sheets.review(task);
  }
}
