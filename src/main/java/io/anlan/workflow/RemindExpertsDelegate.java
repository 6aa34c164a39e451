package io.anlan.workflow;

import io.anlan.visit.VisitCourse;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Who has not answered an invitation is asked once more. */
@Component
class RemindExpertsDelegate implements JavaDelegate {

  private final VisitCourse course;

  RemindExpertsDelegate(VisitCourse course) {
    this.course = course;
  }

  @Override
  public void execute(DelegateExecution execution) {
    course.remind(execution.getProcessBusinessKey());
  }
}
