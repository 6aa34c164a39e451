package io.anlan.shared;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Whether this installation carries demo data: {@code anlan.demo}, and unless that is set, exactly
 * when no {@code ANLAN_DB_URL} names a database of one's own.
 */
@Component("demo")
public class Demo {

  /** The key of the demo's mark in {@link Installation}. */
  public static final String MARK = "demo";

  private final boolean on;

  Demo(Environment environment) {
    this.on = on(environment);
  }

  static boolean on(Environment environment) {
    boolean ownDatabase = StringUtils.hasText(environment.getProperty("ANLAN_DB_URL"));
    return environment.getProperty("anlan.demo", Boolean.class, !ownDatabase);
  }

  public boolean on() {
    return on;
  }
}
