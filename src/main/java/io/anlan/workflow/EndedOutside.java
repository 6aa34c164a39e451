package io.anlan.workflow;

import io.anlan.application.Applications;
import io.anlan.deadline.DeadlineCases;
import io.anlan.designation.Designations;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * A process that somebody ended past every door: nobody has the right to, and if it happens all the
 * same, the case must say so instead of looking alive. After an end of ours there is nothing to
 * say.
 */
@Component
class EndedOutside implements ExecutionListener {

  /** The processes whose end a case of ours must know of. */
  static final Set<String> CASES = Set.of("application", "designation", "deadline");

  private final ObjectProvider<Applications> applications;
  private final ObjectProvider<Designations> designations;
  private final ObjectProvider<DeadlineCases> deadlines;

  EndedOutside(
      ObjectProvider<Applications> applications,
      ObjectProvider<Designations> designations,
      ObjectProvider<DeadlineCases> deadlines) {
    this.applications = applications;
    this.designations = designations;
    this.deadlines = deadlines;
  }

  @Override
  public void notify(DelegateExecution execution) {
    String key = execution.getProcessBusinessKey();
    switch (execution.getProcessDefinitionId().replaceFirst(":.*", "")) {
      case "application" -> applications.getObject().endedOutside(key);
      case "designation" -> designations.getObject().endedOutside(key);
      default -> deadlines.getObject().endedOutside(execution.getProcessInstanceId());
    }
  }
}
