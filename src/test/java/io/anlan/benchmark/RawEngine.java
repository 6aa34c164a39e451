package io.anlan.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import io.anlan.support.Walk;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Camunda and nothing else: the same models in a database of its own on the same PostgreSQL, full
 * history, no authorization, no listeners, and beans that answer without asking anybody.
 */
class RawEngine implements AutoCloseable {

  /** Stands for {@code dueDates}. */
  public static class SameDay {

    public Date of(DelegateExecution execution) {
      return new Date(DUE);
    }

    public Date opinions(DelegateExecution execution) {
      return new Date(DUE);
    }

    public Date answers(DelegateExecution execution) {
      return new Date(DUE);
    }

    public Date answerReminder(DelegateExecution execution) {
      return new Date(DUE);
    }

    public Date visits(DelegateExecution execution) {
      return new Date(DUE);
    }

    public Date urge(DelegateExecution execution) {
      return new Date(DUE);
    }
  }

  /** Stands for {@code consultation}: everybody is asked, everybody agrees. */
  public static class Everybody {

    public List<String> departments(DelegateExecution execution) {
      return Walk.DEPARTMENTS.stream().map(d -> d.toUpperCase(Locale.ROOT)).toList();
    }

    public boolean objected(DelegateExecution execution) {
      return false;
    }
  }

  /** Stands for {@code visits}: whoever is asked comes and has been there. */
  public static class Everywhere {

    public List<String> invited(DelegateExecution execution) {
      return Walk.EXPERTS;
    }

    public List<String> coming(DelegateExecution execution) {
      return Walk.EXPERTS;
    }

    public boolean staffed(DelegateExecution execution) {
      return true;
    }

    public boolean enough(DelegateExecution execution) {
      return true;
    }

    public String leader(DelegateExecution execution) {
      return Walk.EXPERTS.get(0);
    }
  }

  private static final long DUE = new Date().getTime() + 10 * 86_400_000L;

  private final HikariDataSource source = new HikariDataSource();
  private final ProcessEngine engine;
  private final TaskService tasks;

  RawEngine(JdbcConnectionDetails product, JdbcClient jdbc) {
    jdbc.sql("create database raw_engine").update();
    source.setJdbcUrl(product.getJdbcUrl().replace("/postgres?", "/raw_engine?"));
    source.setUsername(product.getUsername());
    source.setPassword(product.getPassword());
    var configuration = new StandaloneProcessEngineConfiguration();
    configuration.setProcessEngineName("raw");
    configuration.setDataSource(source);
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
    configuration.setAuthorizationEnabled(false);
    configuration.setJobExecutorActivate(false);
    // As Anlan sets them, so that neither has an advantage.
    configuration.setCmmnEnabled(false);
    configuration.setStandaloneTasksEnabled(false);
    configuration.setMetricsEnabled(false);
    configuration.setTaskMetricsEnabled(false);
    JavaDelegate nothing = execution -> {};
    JavaDelegate office = execution -> execution.setVariable("office", "370303005000");
    configuration.setBeans(
        Map.of(
            "enterLevel",
            office,
            "awaitNaming",
            nothing,
            "urge",
            nothing,
            "dueDates",
            new SameDay(),
            "consultation",
            new Everybody(),
            "visits",
            new Everywhere(),
            "selectVisit",
            (JavaDelegate)
                execution ->
                    execution.setVariable(
                        "siteVisit",
                        Variables.booleanValue(
                            !execution.getVariable("level").equals("STREET"), true)),
            "remindExperts",
            nothing,
            "recordUnanswered",
            nothing,
            "recordAbsent",
            nothing));
    engine = configuration.buildProcessEngine();
    tasks = engine.getTaskService();
    var deployment = engine.getRepositoryService().createDeployment();
    for (String model : List.of("application", "level-review", "site-visit")) {
      deployment.addClasspathResource("bpmn/" + model + ".bpmn");
    }
    for (String form :
        List.of(
            "self-assess",
            "review-materials",
            "correct-materials",
            "confirm-correction",
            "give-opinion",
            "waive-opinion",
            "form-team",
            "answer-invitation",
            "visit",
            "conclude-visit",
            "rectify",
            "check-rectification",
            "sign-off")) {
      deployment.addClasspathResource("forms/" + form + ".form");
    }
    deployment.deploy();
  }

  void start(String number) {
    engine
        .getRuntimeService()
        .startProcessInstanceByKey("application", number, Map.of("community", "370303005003"));
  }

  /** The open task of this kind; of several departments' any. */
  String task(String number, String key) {
    List<Task> open =
        tasks.createTaskQuery().processInstanceBusinessKey(number).taskDefinitionKey(key).list();
    return open.get(0).getId();
  }

  /** Completes, in one transaction. */
  void complete(String task, String decision, Map<String, Object> variables) {
    VariableMap given = Variables.fromMap(variables);
    if (decision != null) {
      given.putValueTyped("decision", Variables.stringValue(decision, true));
    }
    tasks.complete(task, given);
  }

  /**
   * Claims (unless the task is somebody's by name), completes and looks for the next tasks, in one
   * transaction, as a person's step does.
   */
  void step(
      String number, String task, String user, String decision, Map<String, Object> variables) {
    ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
        .getCommandExecutorTxRequired()
        .execute(
            context -> {
              if (user != null) tasks.claim(task, user);
              complete(task, decision, variables);
              return null;
            });
    tasks.createTaskQuery().processInstanceBusinessKey(number).list();
  }

  @Override
  public void close() {
    engine.close();
    source.close();
  }
}
