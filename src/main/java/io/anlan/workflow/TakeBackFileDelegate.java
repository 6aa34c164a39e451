package io.anlan.workflow;

import io.anlan.application.Corrections;
import io.anlan.application.Files;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The reviewer waits no longer for the community: the file comes back to the review. */
@Component
class TakeBackFileDelegate implements JavaDelegate {

  private final EngineFlow flow;
  private final Files files;
  private final Corrections corrections;

  TakeBackFileDelegate(EngineFlow flow, Files files, Corrections corrections) {
    this.flow = flow;
    this.files = files;
    this.corrections = corrections;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String number = execution.getProcessBusinessKey();
    if (!flow.corrects(number)) {
      flow.takeBack(number);
    } else {
      boolean first = corrections.confirmedFirst(files.get(number));
      flow.correctionEnded(number, first ? "CONFIRM_FIRST" : "REVIEW");
    }
  }
}
