package io.anlan.workflow;

import io.anlan.visit.VisitCourse;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Who has not answered in time does not come. */
@Component
class RecordUnansweredDelegate implements JavaDelegate {

  private final VisitCourse course;

  RecordUnansweredDelegate(VisitCourse course) {
    this.course = course;
  }

  @Override
  public void execute(DelegateExecution execution) {
    course.unanswered(execution.getProcessBusinessKey());
  }
}
