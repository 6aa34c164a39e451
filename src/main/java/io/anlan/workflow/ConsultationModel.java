package io.anlan.workflow;

import io.anlan.review.Consultations;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** What the model reads about a consultation. */
@Component
public class ConsultationModel {

  private final Consultations consultations;

  ConsultationModel(Consultations consultations) {
    this.consultations = consultations;
  }

  public List<String> departments(DelegateExecution execution) {
    return consultations.open(execution.getProcessBusinessKey());
  }

  public boolean objected(DelegateExecution execution) {
    return consultations.objected(execution.getProcessBusinessKey());
  }
}
