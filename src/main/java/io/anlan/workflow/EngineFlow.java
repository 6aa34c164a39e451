package io.anlan.workflow;

import io.anlan.application.ApplicationFlow;
import io.anlan.deadline.DeadlineCase;
import io.anlan.deadline.DeadlineFlow;
import io.anlan.designation.DesignationFlow;
import io.anlan.shared.Level;
import io.anlan.visit.VisitFlow;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Starts, informs and ends the processes for the modules that own the cases. */
@Component
class EngineFlow implements ApplicationFlow, DesignationFlow, VisitFlow, DeadlineFlow {

  private static final Set<String> LED =
      Set.of("userTask_concludeVisit", "userTask_checkRectification");

  private final RuntimeService runtime;
  private final TaskService tasks;
  private final EngineCommands engine;
  private final ObjectProvider<OpenDates> dates;

  EngineFlow(
      RuntimeService runtime,
      TaskService tasks,
      EngineCommands engine,
      ObjectProvider<OpenDates> dates) {
    this.runtime = runtime;
    this.tasks = tasks;
    this.engine = engine;
    this.dates = dates;
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
    engine.run(
        context -> {
          tasks.createTaskQuery().processInstanceBusinessKey(number).list().stream()
              .filter(task -> LED.contains(task.getTaskDefinitionKey()))
              .forEach(task -> new AssignTaskCmd(task.getId(), leader).execute(context));
          return null;
        });
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

  /** Whether the file is with its community for correction. */
  boolean corrects(String number) {
    return waits("message_correctionEnded", number);
  }

  /**
   * Nobody waits for the community any more.
   *
   * @param decision where it goes, as after a correction that was handed in, or {@code REJECT}
   */
  void correctionEnded(String number, String decision) {
    runtime
        .createMessageCorrelation("message_correctionEnded")
        .processInstanceBusinessKey(number)
        .setVariables(decision(decision))
        .correlate();
  }

  /** The reviewer proposes not to recommend a file whose findings are not mended. */
  void rejectionProposed(String number) {
    runtime
        .createMessageCorrelation("message_rejectionProposed")
        .processInstanceBusinessKey(number)
        .correlate();
  }

  @Override
  public String open(
      DeadlineCase.Kind kind, String number, String community, Level level, String office) {
    VariableMap variables =
        decision(kind.name())
            .putValue("community", community)
            .putValue("level", level.name())
            .putValue("office", office);
    return runtime.startProcessInstanceByKey("deadline", number, variables).getProcessInstanceId();
  }

  @Override
  public void settle(String instance) {
    // Nobody waits where somebody has ended the process past every door.
    runtime.createMessageCorrelation("message_settled").processInstanceId(instance).correlateAll();
  }

  @Override
  public void moved(String number) {
    engine.run(
        context -> {
          dates.getObject().follow(context, number);
          return null;
        });
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
        .setVariables(decision(decision))
        .correlate();
  }

  /** Transient: the next gateway reads it, and nothing is left of it. */
  private static VariableMap decision(String decision) {
    return Variables.putValueTyped("decision", Variables.stringValue(decision, true));
  }
}
