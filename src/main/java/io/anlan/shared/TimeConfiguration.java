package io.anlan.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** The one clock; tests put their own in its place and move it. */
@Configuration
class TimeConfiguration {

  private static final Clock REAL = Clock.system(ZoneId.of("Asia/Shanghai"));

  @Bean
  @OnlyInDemo
  @DependsOn("flywayInitializer")
  TrainingClock trainingClock(Installation installation) {
    Duration ahead =
        installation.value(TrainingTime.AHEAD).map(Duration::parse).orElse(Duration.ZERO);
    return new TrainingClock(REAL, ahead);
  }

  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return REAL;
  }
}
