package io.anlan.workflow;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The reviewer proposes not to recommend a file whose community is late. */
@Component
class ProposeRejectionDelegate implements JavaDelegate {

  private final EngineFlow flow;

  ProposeRejectionDelegate(EngineFlow flow) {
    this.flow = flow;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String number = execution.getProcessBusinessKey();
    if (flow.corrects(number)) flow.correctionEnded(number, "REJECT");
    else flow.rejectionProposed(number);
  }
}
