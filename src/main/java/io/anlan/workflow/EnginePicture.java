package io.anlan.workflow;

import io.anlan.application.ProcessPicture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstanceQuery;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.stereotype.Component;

/** Reads from the engine's history where a file stands in the version that it runs. */
@Component
class EnginePicture implements ProcessPicture {

  /** More than any file leaves in one process; the drawing needs each element once. */
  private static final int MOST = 2000;

  private final HistoryService history;
  private final RepositoryService repository;

  EnginePicture(HistoryService history, RepositoryService repository) {
    this.history = history;
    this.repository = repository;
  }

  @Override
  public List<Drawing> of(String number) {
    List<Drawing> drawings = new ArrayList<>();
    latest(query().processInstanceBusinessKey(number).processDefinitionKey("application"))
        .ifPresent(
            whole -> {
              drawings.add(drawing(whole, answers(whole)));
              latest(query().superProcessInstanceId(whole.getId()))
                  .ifPresent(level -> drawings.add(drawing(level, Map.of())));
            });
    return drawings;
  }

  private HistoricProcessInstanceQuery query() {
    return history.createHistoricProcessInstanceQuery();
  }

  private static Optional<HistoricProcessInstance> latest(HistoricProcessInstanceQuery query) {
    return query.orderByProcessInstanceStartTime().desc().listPage(0, 1).stream().findFirst();
  }

  private Drawing drawing(HistoricProcessInstance instance, Map<String, Object> known) {
    String definition = instance.getProcessDefinitionId();
    BpmnModelInstance model = repository.getBpmnModelInstance(definition);
    Set<String> done = new HashSet<>();
    Set<String> now = new HashSet<>();
    // In the order in which each was first reached.
    Map<String, State> reached = new LinkedHashMap<>();
    for (HistoricActivityInstance at :
        history
            .createHistoricActivityInstanceQuery()
            .processInstanceId(instance.getId())
            .orderByHistoricActivityInstanceStartTime()
            .asc()
            .listPage(0, MOST)) {
      // The body around several instances of one activity is the activity in the drawing.
      String id = at.getActivityId().replaceFirst("#.*", "");
      if (at.getEndTime() == null) now.add(id);
      else if (!at.isCanceled()) done.add(id);
      else continue;
      reached.put(id, State.DONE);
    }
    done.removeAll(now);
    Set<String> next = next(model, now, known);
    next.removeAll(now);
    next.removeAll(done);
    now.forEach(id -> reached.put(id, State.NOW));
    next.forEach(id -> reached.put(id, State.NEXT));
    List<Step> steps = new ArrayList<>();
    reached.forEach(
        (id, state) -> {
          if (model.getModelElementById(id) instanceof FlowNode node && acted(node)) {
            steps.add(new Step(id, node.getName(), state));
          }
        });
    return new Drawing(definition, done, now, next, List.copyOf(steps));
  }

  private static boolean acted(FlowNode node) {
    return node instanceof UserTask || node instanceof CallActivity;
  }

  /** What comes behind the open elements, beyond the gateways whose answer nobody knows yet. */
  private static Set<String> next(
      BpmnModelInstance model, Set<String> now, Map<String, Object> known) {
    Set<String> next = new HashSet<>();
    Set<String> passed = new HashSet<>();
    Deque<FlowNode> from = new ArrayDeque<>();
    for (String id : now) {
      if (model.getModelElementById(id) instanceof FlowNode node) from.add(node);
    }
    while (!from.isEmpty()) {
      for (SequenceFlow flow : open(from.pop(), known)) {
        FlowNode node = flow.getTarget();
        if (!passed.add(node.getId())) continue;
        if (node instanceof Gateway) from.add(node);
        else next.add(node.getId());
      }
    }
    return next;
  }

  /** The flows that may be taken: one alone where the file's variables have the answer already. */
  private static Collection<SequenceFlow> open(FlowNode node, Map<String, Object> known) {
    for (SequenceFlow flow : node.getOutgoing()) {
      if (flow.getConditionExpression() == null) continue;
      String variable = flow.getConditionExpression().getTextContent().replaceAll("[${}]", "");
      if (known.get(variable) instanceof Boolean taken) {
        return taken
            ? List.of(flow)
            : node.getOutgoing().stream().filter(other -> other != flow).toList();
      }
    }
    return node.getOutgoing();
  }

  /** Which levels the file passes, as submission has answered. */
  private Map<String, Object> answers(HistoricProcessInstance instance) {
    Map<String, Object> known = new HashMap<>();
    history
        .createHistoricVariableInstanceQuery()
        .processInstanceId(instance.getId())
        .variableNameLike("%Included")
        .list()
        .forEach(variable -> known.put(variable.getName(), variable.getValue()));
    return known;
  }

  @Override
  public String model(String definition) {
    try (InputStream in = repository.getProcessModel(definition)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
