package io.anlan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anlan.inbox.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.Script;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.TimeDuration;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** Models, forms and code name each other; here is the proof that they mean the same. */
class ModelContractTest {

  /** Drawn by Tasklist and by the portal alike. */
  private static final Set<String> COMPONENTS =
      Set.of(
          "text",
          "textfield",
          "textarea",
          "number",
          "select",
          "radio",
          "checkbox",
          "taglist",
          "datetime",
          "group",
          "separator");

  /** Task, its candidate group and its form's fields, as outside programs rely on them. */
  private static final Map<String, List<String>> TASKS =
      Map.ofEntries(
          Map.entry(
              "userTask_selfAssess", List.of("community:${community}", "statement", "confirmed")),
          Map.entry(
              "userTask_reviewMaterials",
              List.of("reviewer:${office}", "decision", "opinion", "returnedItems", "askAgain")),
          Map.entry("userTask_correctMaterials", List.of("community:${community}", "response")),
          Map.entry(
              "userTask_confirmCorrection",
              List.of("reviewer:${districtOffice}", "decision", "opinion")),
          Map.entry(
              "userTask_giveOpinion",
              List.of("department:${department}:${office}", "stance", "opinion")),
          Map.entry("userTask_waiveOpinion", List.of("reviewer:${office}", "decision", "reason")),
          Map.entry("userTask_signOff", List.of("leader:${office}", "decision", "opinion", "seal")),
          Map.entry(
              "userTask_formTeam",
              List.of("reviewer:${office}", "visitDate", "experts", "teamLeader")),
          Map.entry(
              "userTask_answerInvitation", List.of("${expert}", "answer", "reason", "substitute")),
          Map.entry("userTask_visit", List.of("${expert}", "outcome", "remark")),
          Map.entry(
              "userTask_concludeVisit",
              List.of("${visits.leader(execution)}", "conclusion", "report")),
          Map.entry("userTask_rectify", List.of("community:${community}", "response")),
          Map.entry(
              "userTask_checkRectification",
              List.of("${visits.leader(execution)}", "accepted", "remark")),
          Map.entry("userTask_supervise", List.of("leader:${office}", "answer")),
          Map.entry(
              "userTask_decideOverdue",
              List.of("reviewer:${office}", "decision", "reason", "until")),
          Map.entry("userTask_grantExtension", List.of("leader:${office}", "decision", "opinion")),
          Map.entry(
              "userTask_coSign", List.of("body:${body}", "decision", "opinion", "objectedNumbers")),
          Map.entry(
              "userTask_publishNaming",
              List.of("reviewer:${office}", "documentNumber", "namedOn")));

  private static final Set<String> BEANS =
      Set.of(
          "enterLevel",
          "selectVisit",
          "remindExperts",
          "recordUnanswered",
          "recordAbsent",
          "visits",
          "awaitNaming",
          "returnObjected",
          "informApplications",
          "sendMessages",
          "urge",
          "takeBackFile",
          "proposeRejection",
          "dueDates",
          "consultation",
          "designations");

  private static final Pattern ID =
      Pattern.compile(
          "(startEvent|endEvent|userTask|serviceTask|callActivity|catchEvent|boundaryEvent|gateway|"
              + "subProcess|eventSubProcess|flow)_[a-zA-Z_]+");

  private static final Pattern BEAN_CALL =
      Pattern.compile("\\$\\{([a-zA-Z]+)(\\.[a-zA-Z]+\\(execution\\))?}");

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void everyModelIsNamedAfterItsFileAndKeepsItsHistory() {
    models()
        .forEach(
            (file, model) -> {
              Process process = model.getModelElementsByType(Process.class).iterator().next();
              assertThat(file).isEqualTo(process.getId() + ".bpmn");
              assertThat(process.getCamundaHistoryTimeToLiveString()).isEqualTo("P3650D");
              assertThat(process.getName()).as(file).matches(".*\\p{IsHan}.*");
            });
  }

  @Test
  void everyElementHasAChosenId() {
    models()
        .values()
        .forEach(
            model ->
                assertThat(model.getModelElementsByType(FlowElement.class))
                    .allSatisfy(e -> assertThat(e.getId()).matches(ID)));
  }

  @Test
  void everyTaskHasItsGroupItsFormAndItsDueDate() {
    Map<String, List<String>> found = new TreeMap<>();
    models()
        .values()
        .forEach(
            model ->
                model
                    .getModelElementsByType(UserTask.class)
                    .forEach(
                        task -> {
                          List<String> entry = new ArrayList<>();
                          entry.add(asked(task));
                          entry.addAll(fields(task.getCamundaFormRef()));
                          found.put(task.getId(), entry);
                          assertThat(task.getCamundaFormRefBinding()).isEqualTo("deployment");
                          assertThat(task.getCamundaDueDate())
                              .isEqualTo("${dueDates.of(execution)}");
                        }));
    assertThat(found.keySet()).isEqualTo(TASKS.keySet());
    TASKS.forEach(
        (task, expected) ->
            assertThat(found.get(task)).as(task).containsExactlyInAnyOrderElementsOf(expected));
  }

  @Test
  void everyTaskHasOneStepThatDecidesIt() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AssignableTypeFilter(Step.class));
    Set<String> steps = new TreeSet<>();
    scanner
        .findCandidateComponents("io.anlan")
        .forEach(
            bean -> {
              String name = bean.getBeanClassName();
              String simple = name.substring(name.lastIndexOf('.') + 1).replaceFirst("Step$", "");
              steps.add(
                  "userTask_" + Character.toLowerCase(simple.charAt(0)) + simple.substring(1));
            });
    assertThat(steps).isEqualTo(new TreeSet<>(TASKS.keySet()));
  }

  @Test
  void modelsHoldNoScriptsNoLiteralDurationsAndOnlyTheListedBeans() {
    models()
        .forEach(
            (file, model) -> {
              assertThat(model.getModelElementsByType(Script.class)).as(file).isEmpty();
              assertThat(model.getModelElementsByType(ScriptTask.class)).as(file).isEmpty();
              assertThat(model.getModelElementsByType(TimeDuration.class)).as(file).isEmpty();
              for (ServiceTask task : model.getModelElementsByType(ServiceTask.class)) {
                String bean = task.getId().replaceFirst("serviceTask_", "");
                assertThat(task.getCamundaDelegateExpression()).isEqualTo("${" + bean + "}");
                assertThat(BEANS).contains(bean);
              }
              for (CallActivity call : model.getModelElementsByType(CallActivity.class)) {
                assertThat(call.getCalledElement()).isIn("level-review", "site-visit");
                assertThat(call.getCamundaCalledElementBinding()).isEqualTo("deployment");
              }
              var calls = BEAN_CALL.matcher(Bpmn.convertToString(model));
              while (calls.find()) {
                if (calls.group(2) != null) assertThat(BEANS).contains(calls.group(1));
              }
            });
  }

  @Test
  void formsHoldOnlyWhatBothSidesDraw() {
    forms()
        .forEach(
            (file, form) -> {
              assertThat(form.path("id").asText() + ".form").isEqualTo(file);
              assertThat(form.findValuesAsText("type"))
                  .as(file)
                  .filteredOn(type -> !type.equals("default"))
                  .isSubsetOf(COMPONENTS);
            });
  }

  /** Experts are asked by name, everybody else as one of a group. */
  private static String asked(UserTask task) {
    return task.getCamundaAssignee() != null
        ? task.getCamundaAssignee()
        : task.getCamundaCandidateGroups();
  }

  private List<String> fields(String form) {
    List<String> keys = new ArrayList<>();
    forms().get(form + ".form").findParents("key").forEach(c -> keys.add(c.path("key").asText()));
    return keys;
  }

  private static Map<String, BpmnModelInstance> models() {
    Map<String, BpmnModelInstance> models = new TreeMap<>();
    each(
        "bpmn",
        ".bpmn",
        p -> models.put(p.getFileName().toString(), Bpmn.readModelFromFile(p.toFile())));
    assertThat(models).isNotEmpty();
    return models;
  }

  private Map<String, JsonNode> forms() {
    Map<String, JsonNode> forms = new TreeMap<>();
    each(
        "forms",
        ".form",
        p -> {
          try {
            forms.put(p.getFileName().toString(), json.readTree(p.toFile()));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    assertThat(forms).hasSize(TASKS.size());
    return forms;
  }

  private static void each(String folder, String ending, java.util.function.Consumer<Path> act) {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      files.filter(p -> p.toString().endsWith(ending)).forEach(act);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
