package io.anlan;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Anlan (安澜): from a community's self-assessment to its naming. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AnlanApplication {

  public static void main(String[] args) {
    // Deadlines are Chinese days, whatever zone the server is set to.
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
    // Whoever states no language reads Chinese.
    Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
    // Without a Chinese locale, as in most containers, the log would show question marks.
    if (!Charset.defaultCharset().newEncoder().canEncode('安')) {
      System.setProperty("logging.charset.console", "UTF-8");
    }
    SpringApplication.run(AnlanApplication.class, args);
  }
}
