package io.anlan.support;

import io.anlan.AnlanApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole of Anlan on a port, with the demo's people. All tests that carry this share one running
 * instance, so each opens rounds of its own ({@link Walk#freshRound}) and touches no other's. Jobs
 * do not run by themselves.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = AnlanApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "camunda.bpm.job-execution.enabled=false")
@Import({
  Walk.class,
  Client.class,
  MovableClock.class,
  QueryCount.class,
  Urged.class,
  VisitRows.class
})
@ContextConfiguration(initializers = OwnData.class)
public @interface RunningAnlan {}
