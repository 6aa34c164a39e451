package io.anlan.workflow;

import io.anlan.application.Applications;
import io.anlan.designation.Designations;
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

  private final ObjectProvider<Applications> applications;
  private final ObjectProvider<Designations> designations;

  EndedOutside(
      ObjectProvider<Applications> applications, ObjectProvider<Designations> designations) {
    this.applications = applications;
    this.designations = designations;
  }

  @Override
  public void notify(DelegateExecution execution) {
    String key = execution.getProcessBusinessKey();
    if (execution.getProcessDefinitionId().startsWith("application:")) {
      applications.getObject().endedOutside(key);
    } else {
      designations.getObject().endedOutside(key);
    }
  }
}
