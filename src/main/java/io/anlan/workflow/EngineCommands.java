package io.anlan.workflow;

import java.util.concurrent.Callable;
import java.util.function.Function;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.springframework.stereotype.Component;

/** One engine command is one transaction; who may do what was decided at the door. */
@Component
class EngineCommands {

  private final ProcessEngineConfigurationImpl engine;

  EngineCommands(ProcessEngineConfigurationImpl engine) {
    this.engine = engine;
  }

  <T> T run(Function<CommandContext, T> act) {
    return engine
        .getCommandExecutorTxRequired()
        .execute(
            context -> {
              Callable<T> call = () -> act.apply(context);
              return context.runWithoutAuthorization(call);
            });
  }
}
