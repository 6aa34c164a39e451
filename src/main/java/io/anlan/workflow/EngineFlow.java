package io.anlan.workflow;

import io.anlan.application.ApplicationFlow;
import io.anlan.designation.DesignationFlow;
import io.anlan.shared.Level;
import io.anlan.visit.VisitFlow;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Starts, informs and ends the processes for the modules that own the cases. */
@Component
class EngineFlow implements ApplicationFlow, DesignationFlow, VisitFlow {

  private static final Set<String> LED =
      Set.of("userTask_concludeVisit", "userTask_checkRectification");

  private final RuntimeService runtime;
  private final TaskService tasks;
  private final ProcessEngineConfigurationImpl engine;

  EngineFlow(RuntimeService runtime, TaskService tasks, ProcessEngineConfigurationImpl engine) {
    this.runtime = runtime;
    this.tasks = tasks;
    this.engine = engine;
  }

  @Override
  public void start(String number, String communityCode) {
    runtime.startProcessInstanceByKey("application", number, Map.of("community", communityCode));
  }

  @Override
  public void end(String number, End how) {
    String message =
        switch (how) {
          case WITHDRAWN -> "message_withdrawn";
          case CANCELLED -> "message_cancelled";
          case ROUND_CLOSED -> "message_roundClosed";
        };
    runtime.createMessageCorrelation(message).processInstanceBusinessKey(number).correlate();
  }

  @Override
  public void start(String batch, String office, Level level, boolean coSigned) {
    runtime.startProcessInstanceByKey(
        "designation",
        batch,
        Map.of("office", office, "level", level.name(), "coSigned", coSigned));
  }

  @Override
  public void emptied(String batch) {
    runtime
        .createMessageCorrelation("message_batchEmptied")
        .processInstanceBusinessKey(batch)
        .correlate();
  }

  @Override
  public void returned(String number) {
    decided(number, "RETURNED");
  }

  @Override
  public void teamChanged(String number) {
    runtime
        .createMessageCorrelation("message_teamChanged")
        .processInstanceBusinessKey(number)
        .correlate();
  }

  @Override
  public void leaderChanged(String number, String leader) {
    engine
        .getCommandExecutorTxRequired()
        .execute(
            context ->
                context.runWithoutAuthorization(
                    () -> {
                      tasks.createTaskQuery().processInstanceBusinessKey(number).list().stream()
                          .filter(task -> LED.contains(task.getTaskDefinitionKey()))
                          .forEach(
                              task -> new AssignTaskCmd(task.getId(), leader).execute(context));
                      return null;
                    }));
  }

  /** Whether the file stands right behind a reviewer's decision. */
  boolean mayTakeBack(String number) {
    return waits("message_takenBack", number);
  }

  /** The reviewer has taken the last decision back: the file stands at the review again. */
  void takeBack(String number) {
    runtime
        .createMessageCorrelation("message_takenBack")
        .processInstanceBusinessKey(number)
        .correlate();
  }

  /** An application that was told already waits no longer, and is left alone. */
  void named(String number) {
    if (waits("message_namingDecided", number)) decided(number, "NAMED");
  }

  private boolean waits(String message, String number) {
    return runtime
            .createExecutionQuery()
            .messageEventSubscriptionName(message)
            .processInstanceBusinessKey(number)
            .count()
        > 0;
  }

  private void decided(String number, String decision) {
    runtime
        .createMessageCorrelation("message_namingDecided")
        .processInstanceBusinessKey(number)
        .setVariables(Variables.putValueTyped("decision", Variables.stringValue(decision, true)))
        .correlate();
  }
}
