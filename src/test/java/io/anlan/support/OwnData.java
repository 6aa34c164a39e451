package io.anlan.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Gives each started Anlan a database and an evidence folder of its own, under {@code target}, and
 * the addresses of {@link Outside}.
 */
public class OwnData implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestPropertyValues.of("anlan.data=" + folder())
        .and(Outside.properties())
        // No test waits long for a server that is silent on purpose.
        .and("spring.mail.properties.mail.smtp.timeout=1500")
        .applyTo(context);
  }

  /** A new empty folder. */
  public static Path folder() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target/data")), "anlan");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
