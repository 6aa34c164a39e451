package io.anlan.workflow;

import io.anlan.visit.VisitCourse;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Whether the level visits the file on the spot, by the policy and perhaps by drawing. */
@Component
class SelectVisitDelegate implements JavaDelegate {

  private final VisitCourse course;

  SelectVisitDelegate(VisitCourse course) {
    this.course = course;
  }

  @Override
  public void execute(DelegateExecution execution) {
    boolean selected = course.select(execution.getProcessBusinessKey());
    // Transient, like a decision: the gateway behind the task reads it.
    execution.setVariable("siteVisit", Variables.booleanValue(selected, true));
  }
}
