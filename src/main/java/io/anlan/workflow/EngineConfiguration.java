package io.anlan.workflow;

import io.anlan.account.Accounts;
import io.anlan.account.GroupNames;
import io.anlan.shared.TrainingClock;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.ContextResource;
import org.springframework.core.io.Resource;

/** The engine as Anlan runs it: our people, our door, our beans only. */
@Configuration
class EngineConfiguration {

  @Bean
  @DependsOn("flywayInitializer")
  AbstractProcessEnginePlugin anlanPlugin(
      BeanFactory beans,
      Accounts accounts,
      GroupNames names,
      EngineDoor door,
      InboxProjection projection,
      EndedOutside endedOutside,
      MoveDueDates moveDueDates,
      ObjectProvider<TrainingClock> training) {
    return new AbstractProcessEnginePlugin() {
      @Override
      public void preInit(ProcessEngineConfigurationImpl engine) {
        training.ifAvailable(clock -> ClockUtil.offset(clock.ahead().toMillis()));
        engine.setTaskService(new DoorTaskService(door));
        engine.setFormService(new DoorFormService(door));
        // The starter has put in one that reaches every Spring bean.
        engine.setExpressionManager(new JuelExpressionManager(new ModelBeans(beans)));
        engine.setEnableScriptEngineLoadExternalResources(false);
        // A refusal at the door is an answer, not an engine failure.
        engine.setEnableCmdExceptionLogging(false);
        engine.setAuthorizationCheckRevokes("never");
        engine.setResourceAuthorizationProvider(new TaskRights());
        engine.setCmmnEnabled(false);
        engine.setStandaloneTasksEnabled(false);
        engine.setMetricsEnabled(false);
        engine.setTaskMetricsEnabled(false);
        engine.setDefaultNumberOfRetries(5);
        engine.setFailedJobRetryTimeCycle("PT1M,PT10M,PT1H,PT6H");
        engine.setCustomJobHandlers(List.of(moveDueDates));
        engine.setIdentityProviderSessionFactory(identity(accounts, names));
        List<BpmnParseListener> listeners = engine.getCustomPreBPMNParseListeners();
        listeners = listeners == null ? new ArrayList<>() : new ArrayList<>(listeners);
        listeners.add(listening(projection, endedOutside));
        engine.setCustomPreBPMNParseListeners(listeners);
      }

      @Override
      public void postInit(ProcessEngineConfigurationImpl engine) {
        SpringProcessEngineConfiguration spring = (SpringProcessEngineConfiguration) engine;
        spring.setDeploymentResources(
            Arrays.stream(spring.getDeploymentResources())
                .map(ModelFile::new)
                .toArray(Resource[]::new));
      }
    };
  }

  /**
   * A shipped file under its plain name. The engine would take the path, and an Anlan that was
   * moved to another folder would deploy a new version of every model and policy.
   */
  private static final class ModelFile extends AbstractResource implements ContextResource {

    private final Resource file;

    private ModelFile(Resource file) {
      this.file = file;
    }

    @Override
    public String getPathWithinContext() {
      return file.getFilename();
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return file.getInputStream();
    }

    @Override
    public String getDescription() {
      return file.getDescription();
    }
  }

  /** The only one, so that the engine knows its people cannot be written. */
  private static SessionFactory identity(Accounts accounts, GroupNames names) {
    return new SessionFactory() {
      @Override
      public Class<?> getSessionType() {
        return ReadOnlyIdentityProvider.class;
      }

      @Override
      public Session openSession() {
        return new EngineIdentity(accounts, names);
      }
    };
  }

  /** Built-in listeners cannot be skipped by whoever changes an instance from outside. */
  private static BpmnParseListener listening(
      InboxProjection projection, EndedOutside endedOutside) {
    return new AbstractBpmnParseListener() {
      @Override
      public void parseProcess(Element element, ProcessDefinitionEntity process) {
        if (EndedOutside.CASES.contains(process.getKey())) {
          process.addBuiltInListener(ExecutionListener.EVENTNAME_END, endedOutside);
        }
      }

      @Override
      public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        var definition =
            ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        for (String event :
            List.of(
                TaskListener.EVENTNAME_CREATE,
                TaskListener.EVENTNAME_ASSIGNMENT,
                TaskListener.EVENTNAME_UPDATE,
                TaskListener.EVENTNAME_COMPLETE,
                TaskListener.EVENTNAME_DELETE)) {
          definition.addBuiltInTaskListener(event, projection);
        }
      }
    };
  }
}
