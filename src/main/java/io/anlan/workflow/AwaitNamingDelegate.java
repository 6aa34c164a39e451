package io.anlan.workflow;

import io.anlan.application.Files;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The last level has forwarded: the file waits for a naming batch. */
@Component
class AwaitNamingDelegate implements JavaDelegate {

  private final Files files;

  AwaitNamingDelegate(Files files) {
    this.files = files;
  }

  @Override
  public void execute(DelegateExecution execution) {
    files.get(execution.getProcessBusinessKey()).awaitNaming();
  }
}
