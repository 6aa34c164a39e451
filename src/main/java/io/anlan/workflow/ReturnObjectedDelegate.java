package io.anlan.workflow;

import io.anlan.designation.Designations;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** All bodies have signed: what one of them objects to goes back to review. */
@Component
class ReturnObjectedDelegate implements JavaDelegate {

  private final Designations designations;

  ReturnObjectedDelegate(Designations designations) {
    this.designations = designations;
  }

  @Override
  public void execute(DelegateExecution execution) {
    designations.returnObjected(execution.getProcessBusinessKey());
  }
}
