package io.anlan.workflow;

import io.anlan.visit.VisitCourse;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** What the model reads about a visit. */
@Component
public class VisitModel {

  private final VisitCourse course;

  VisitModel(VisitCourse course) {
    this.course = course;
  }

  public List<String> invited(DelegateExecution execution) {
    return course.invited(execution.getProcessBusinessKey());
  }

  public List<String> coming(DelegateExecution execution) {
    return course.coming(execution.getProcessBusinessKey());
  }

  public boolean staffed(DelegateExecution execution) {
    return course.staffed(execution.getProcessBusinessKey());
  }

  public boolean enough(DelegateExecution execution) {
    return course.enough(execution.getProcessBusinessKey());
  }

  public String leader(DelegateExecution execution) {
    return course.leader(execution.getProcessBusinessKey());
  }
}
