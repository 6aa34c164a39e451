package io.anlan.workflow;

import io.anlan.designation.Designations;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells each waiting application that it is named; safe to repeat. */
@Component
class InformApplicationsDelegate implements JavaDelegate {

  private final Designations designations;
  private final EngineFlow flow;

  InformApplicationsDelegate(Designations designations, EngineFlow flow) {
    this.designations = designations;
    this.flow = flow;
  }

  @Override
  public void execute(DelegateExecution execution) {
    designations.named(execution.getProcessBusinessKey()).forEach(flow::named);
  }
}
