package io.anlan.workflow;

import io.anlan.application.Files;
import io.anlan.shared.Level;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The file arrives at the office of this level. */
@Component
class EnterLevelDelegate implements JavaDelegate {

  private final Files files;

  EnterLevelDelegate(Files files) {
    this.files = files;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Level level = Level.valueOf((String) execution.getVariable("level"));
    String number = execution.getProcessBusinessKey();
    String office = files.office(number, level).orElseThrow();
    files.get(number).arrive(level, office);
    files.closeReopened(number);
    execution.setVariable("office", office);
  }
}
