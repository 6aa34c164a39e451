package io.anlan.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The reader's own choice of language and size. */
@RunningAnlan
class DisplayTest {

  @Autowired Client client;

  @Test
  void theChosenLanguageIsStrongerThanTheBrowsers() {
    Client.As reader = client.signedIn("keyuan").header("Accept-Language", "zh-CN");
    reader.form("/display", Map.of("language", "en"));
    assertThat(reader.get("/").text()).contains("lang=\"en\"", "To do");
    reader.form("/display", Map.of("language", "zh"));
    assertThat(reader.header("Accept-Language", "en").get("/").text()).contains("待办");
    reader.form("/display", Map.of("language", "xx"));
    assertThat(reader.get("/").text()).as("what nobody speaks changes nothing").contains("待办");
  }

  @Test
  void largeTextStaysUntilItIsTurnedOff() {
    Client.As reader = client.signedIn("keyuan");
    reader.form("/display", Map.of("size", "large"));
    assertThat(reader.get("/").text()).contains("class=\"large\"");
    reader.form("/display", Map.of("size", "usual"));
    assertThat(reader.get("/").text()).doesNotContain("class=\"large\"");
  }

  @Test
  void oneStaysOnThePageAndOnThisServer() {
    Client.As reader = client.signedIn("keyuan");
    assertThat(back(reader, client.url("/applications?q=x"))).endsWith("/applications?q=x");
    for (String elsewhere :
        new String[] {
          "https://evil.example//other.example/", "javascript:alert(1)", "::", "http://x"
        }) {
      assertThat(back(reader, elsewhere)).as(elsewhere).endsWith("/").doesNotContain("example");
    }
  }

  private String back(Client.As reader, String referer) {
    Answer answer = reader.header("Referer", referer).form("/display", Map.of("language", "zh"));
    return answer.location();
  }
}
