package io.anlan.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The reviewer waits no longer for the community: the file comes back to the review. */
@Component
class TakeBackFileDelegate implements JavaDelegate {

  private final EngineFlow flow;

  TakeBackFileDelegate(EngineFlow flow) {
    this.flow = flow;
  }

  @Override
  public void execute(DelegateExecution execution) {
    flow.takeBack(execution.getProcessBusinessKey());
  }
}
