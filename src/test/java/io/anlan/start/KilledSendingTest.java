package io.anlan.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import io.anlan.support.AnlanProcess;
import io.anlan.support.Outside;
import io.anlan.support.Outside.Mood;
import io.anlan.support.Outside.Moody;
import io.anlan.support.OwnData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A JVM that is killed with messages in its outbox loses none and sends none twice. */
class KilledSendingTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path data = OwnData.folder().toAbsolutePath();
  private AnlanProcess anlan;

  @AfterEach
  void end() {
    if (anlan != null) anlan.close();
  }

  private AnlanProcess start() {
    String[] settings =
        Stream.of(Outside.properties()).map(setting -> "--" + setting).toArray(String[]::new);
    return AnlanProcess.start(data, Map.of(), settings).ready();
  }

  @Test
  void whatWaitsIsSentOnceAndWhatWasBeingSentIsNotSentAgain() throws Exception {
    try (Moody server = new Moody(Mood.SILENT_IN_THE_END)) {
      anlan = start();
      anlan
          .database()
          .sql("insert into notification_person values ('panyuan', 'panyuan@example.cn', 'zh')")
          .update();
      write("发送时");
      await().atMost(PATIENCE).until(() -> server.heard().contains("."));
      write("等待时");
      anlan.kill();
    }
    GreenMail mail = Outside.mailServer();
    try {
      anlan = start();
      assertThat(states()).containsExactly("SENDING", "PENDING");
      // As if the lock of the killed node's job and the time of its attempt were over.
      anlan
          .database()
          .sql("update act_ru_job set lock_exp_time_ = now() - interval '1 day'")
          .update();
      anlan
          .database()
          .sql(
              """
              update notification_message set claimed_at = claimed_at - interval '11 minutes'
              where state = 'SENDING'""")
          .update();
      await().atMost(PATIENCE).until(() -> states().equals(List.of("UNKNOWN", "SENT")));
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  anlan
                          .database()
                          .sql("select count(*) from act_ru_job where process_def_key_ = ?")
                          .param("notification")
                          .query(Long.class)
                          .single()
                      == 0);
      assertThat(mail.getReceivedMessages()).hasSize(1);
      assertThat(mail.getReceivedMessages()[0].getSubject()).contains("催办");
      assertThat(states()).containsExactly("UNKNOWN", "SENT");
    } finally {
      mail.stop();
    }
  }

  private void write(String words) {
    anlan
        .database()
        .sql(
            """
            insert into notification_message (channel, username, kind, facts, written_at)
            values ('MAIL', 'panyuan', 'DUE', jsonb_build_object(
              'number', '2026-370303005003-N', 'action', 'NUDGED', 'actor', 'keyuan',
              'words', ?::text, 'at', now()), now())""")
        .param(words)
        .update();
  }

  private List<String> states() {
    return anlan
        .database()
        .sql("select state from notification_message order by id")
        .query(String.class)
        .list();
  }
}
