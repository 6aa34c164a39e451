package io.anlan.workflow;

import io.anlan.visit.VisitCourse;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Who has not visited in time did not come. */
@Component
class RecordAbsentDelegate implements JavaDelegate {

  private final VisitCourse course;

  RecordAbsentDelegate(VisitCourse course) {
    this.course = course;
  }

  @Override
  public void execute(DelegateExecution execution) {
    course.absent(execution.getProcessBusinessKey());
  }
}
