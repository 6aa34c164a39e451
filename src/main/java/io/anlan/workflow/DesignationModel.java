package io.anlan.workflow;

import io.anlan.designation.Designations;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** What the model reads about a naming batch. */
@Component
public class DesignationModel {

  private final Designations designations;

  DesignationModel(Designations designations) {
    this.designations = designations;
  }

  public List<String> bodies(DelegateExecution execution) {
    return designations.bodies();
  }

  public boolean hasFiles(DelegateExecution execution) {
    return designations.hasFiles(execution.getProcessBusinessKey());
  }
}
