package io.anlan.notification;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where messages are posted; neither is set where there is no such place. */
@ConfigurationProperties("anlan.webhook")
record WebhookSettings(String url, String secret) {

  /** The secret stays out of logs. */
  @Override
  public String toString() {
    return "WebhookSettings[" + url + "]";
  }
}
