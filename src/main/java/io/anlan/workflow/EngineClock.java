package io.anlan.workflow;

import io.anlan.shared.OnlyInDemo;
import io.anlan.shared.TimeMoved;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Where the demo's time moves, the engine's does too: by it a timer is due. */
@Component
@OnlyInDemo
class EngineClock {

  private final ProcessEngine engine;

  EngineClock(ProcessEngine engine) {
    this.engine = engine;
  }

  /** An idle job executor would look for due timers only after a while. */
  @EventListener
  void follow(TimeMoved moved) {
    ClockUtil.offset(moved.ahead().toMillis());
    ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
        .getJobExecutor()
        .jobWasAdded();
  }
}
