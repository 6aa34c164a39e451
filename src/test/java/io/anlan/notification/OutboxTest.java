package io.anlan.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import io.anlan.account.Role;
import io.anlan.audit.Act;
import io.anlan.audit.Acted;
import io.anlan.shared.Level;
import io.anlan.shared.Tier;
import io.anlan.support.MovableClock;
import io.anlan.support.Outside;
import io.anlan.support.Outside.Call;
import io.anlan.support.Outside.Gateway;
import io.anlan.support.Outside.Mood;
import io.anlan.support.Outside.Moody;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Nothing is lost and nothing is sent twice, whatever the servers outside do. */
@RunningAnlan
class OutboxTest {

  private static final String READER = "reader-of-messages";
  private static final String ADDRESS = "reader@example.cn";
  private static final String NUMBER = "2026-370303005003-N";

  @Autowired Walk walk;
  @Autowired Outbox outbox;
  @Autowired Preferences preferences;
  @Autowired ManagementService management;
  @Autowired RuntimeService runtime;
  @Autowired ApplicationEventPublisher events;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  @Autowired MovableClock clock;
  @Autowired ObjectMapper json;

  private GreenMail mail;

  @BeforeEach
  void oneReaderAndNothingInTheQueue() {
    jdbc.sql("delete from notification_message").update();
    runtime.createProcessInstanceQuery().processDefinitionKey("notification").list().stream()
        .forEach(process -> runtime.deleteProcessInstance(process.getId(), "a new test"));
    if (!walk.knows(READER)) walk.hires(READER, Role.COMMUNITY, "370303005003");
    wants(Channel.MAIL);
  }

  @AfterEach
  void closed() {
    clock.reset();
    if (mail != null) mail.stop();
    jdbc.sql("delete from notification_choice where username = ?").param(READER).update();
    jdbc.sql("delete from notification_person where username = ?").param(READER).update();
  }

  /** At once, by this channel only. */
  private void wants(Channel channel) {
    Map<Kind, Timing> now =
        Map.of(Kind.RETURNED, Timing.NOW, Kind.DUE, Timing.NOW, Kind.QUESTION, Timing.NOW);
    Map<Kind, Timing> never =
        Map.of(Kind.RETURNED, Timing.NEVER, Kind.DUE, Timing.NEVER, Kind.QUESTION, Timing.NEVER);
    preferences.choose(
        READER,
        ADDRESS,
        false,
        Map.of(
            Channel.MAIL, channel == Channel.MAIL ? now : never,
            Channel.WEBHOOK, channel == Channel.WEBHOOK ? now : never));
  }

  private void nudged(String words) {
    transaction.executeWithoutResult(
        tx ->
            events.publishEvent(
                new Acted(
                    new Act(NUMBER, Level.STREET, "370303005000", Act.Action.NUDGED, READER, words),
                    "keyuan")));
  }

  private void tries() {
    outbox.collect();
    for (Job job : jobs()) {
      try {
        management.executeJob(job.getId());
      } catch (Outbox.NotAllSent left) {
        // The engine has noted it and tries again.
      }
    }
  }

  private List<Job> jobs() {
    return management
        .createJobQuery()
        .processDefinitionKey("notification")
        .withRetriesLeft()
        .list();
  }

  private List<State> states() {
    return jdbc
        .sql("select state from notification_message order by id")
        .query(String.class)
        .list()
        .stream()
        .map(State::valueOf)
        .toList();
  }

  private long only() {
    return jdbc.sql("select id from notification_message").query(Long.class).single();
  }

  private MimeMessage received() {
    assertThat(mail.getReceivedMessages()).hasSize(1);
    return mail.getReceivedMessages()[0];
  }

  @Test
  void whatIsReturnedIsToldByMailWhenItIsCommitted() throws Exception {
    mail = Outside.mailServer();
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    walk.does(
        "keyuan",
        number,
        "userTask_reviewMaterials",
        Map.of("decision", "RETURN", "opinion", "缺 <b>预案</b>", "returnedItems", List.of("1.1.1")));
    if (walk.open(number).contains("userTask_signOff")) walk.signs("keyuan", number);
    assertThat(states()).containsExactly(State.PENDING);
    assertThat(mail.getReceivedMessages()).isEmpty();
    tries();
    assertThat(states()).containsExactly(State.SENT);
    assertThat(jobs()).isEmpty();
    MimeMessage message = received();
    assertThat(message.getSubject()).contains("退回补正", number, "潘苑");
    assertThat(message.getAllRecipients()).hasSize(1);
    assertThat(message.getFrom()[0].toString()).contains("anlan@example.cn");
    assertThat(part(message, 0))
        .contains("缺 <b>预案</b>", "https://anlan.example.cn/applications/" + number);
    assertThat(part(message, 1))
        .contains("缺 &lt;b&gt;预案", "<a href=\"https://anlan.example.cn/applications/" + number);
  }

  private static String part(MimeMessage message, int n) throws Exception {
    var parts = (MimeMultipart) message.getContent();
    while (parts.getCount() == 1 || parts.getBodyPart(0).getContent() instanceof MimeMultipart) {
      parts = (MimeMultipart) parts.getBodyPart(0).getContent();
    }
    return (String) parts.getBodyPart(n).getContent();
  }

  @Test
  void anActThatDoesNotHappenIsNotTold() {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    tx -> {
                      nudged(null);
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(states()).isEmpty();
  }

  @Test
  void aServerThatIsDownForADayGetsEverythingOnceItIsBack() throws Exception {
    nudged("第一条");
    nudged("第二条");
    for (int hour = 0; hour < 15; hour++) {
      tries();
      assertThat(states()).as("after %d", hour).containsExactly(State.PENDING, State.PENDING);
      assertThat(jobs()).hasSize(1);
      clock.move(Duration.ofHours(2));
    }
    nudged("第三条");
    assertThat(jobs()).extracting(Job::getRetries).containsExactly(1);
    mail = Outside.mailServer();
    tries();
    tries();
    assertThat(states()).containsOnly(State.SENT).hasSize(3);
    assertThat(mail.getReceivedMessages()).hasSize(3);
    assertThat(Arrays.stream(mail.getReceivedMessages()).map(OutboxTest::id))
        .doesNotHaveDuplicates();
  }

  private static String id(MimeMessage message) {
    try {
      return message.getMessageID();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void afterTheLastTryItIsTheAdministratorsToSendAgain() {
    nudged(null);
    for (int n = 0; n < 16; n++) tries();
    assertThat(states()).containsExactly(State.DEAD);
    assertThat(jobs()).isEmpty();
    assertThat(runtime.createIncidentQuery().processDefinitionKeyIn("notification").count())
        .isEqualTo(1);
    String uuid = jdbc.sql("select uuid from notification_message").query(String.class).single();
    mail = Outside.mailServer();
    tries();
    assertThat(mail.getReceivedMessages()).isEmpty();
    outbox.resend(only());
    tries();
    assertThat(states()).containsExactly(State.SENT);
    assertThat(id(received())).isEqualTo("<" + uuid + "@example.cn>");
    assertThat(runtime.createIncidentQuery().processDefinitionKeyIn("notification").count())
        .isZero();
    assertThat(runtime.createProcessInstanceQuery().processDefinitionKey("notification").count())
        .isZero();
    assertThatThrownBy(() -> outbox.resend(only())).hasMessage("message-decided");
  }

  @Test
  void aServerThatIsBusyIsAskedAgainAndOneThatKnowsNobodyIsNot() {
    nudged(null);
    try (Moody server = new Moody(Mood.BUSY)) {
      tries();
      assertThat(server.heard()).contains("MAIL");
    }
    assertThat(states()).containsExactly(State.PENDING);
    try (Moody server = new Moody(Mood.KNOWS_NOBODY)) {
      tries();
      assertThat(server.heard()).contains("RCPT").doesNotContain("DATA");
    }
    assertThat(states()).containsExactly(State.DEAD);
    assertThat(failure()).contains("550").doesNotContain(ADDRESS);
    assertThat(jobs()).isEmpty();
  }

  private String failure() {
    return jdbc.sql("select failure from notification_message").query(String.class).single();
  }

  @Test
  void aServerThatFallsSilentBeforeTheMessageIsAskedAgain() {
    nudged(null);
    try (Moody server = new Moody(Mood.SILENT_FROM_THE_START)) {
      tries();
    }
    assertThat(states()).containsExactly(State.PENDING);
    mail = Outside.mailServer();
    tries();
    assertThat(states()).containsExactly(State.SENT);
    received();
  }

  @Test
  void aServerThatFallsSilentAfterTheMessageIsNotAskedAgain() {
    nudged(null);
    try (Moody server = new Moody(Mood.SILENT_IN_THE_END)) {
      tries();
      assertThat(server.heard()).contains("DATA", ".");
    }
    assertThat(states()).containsExactly(State.UNKNOWN);
    mail = Outside.mailServer();
    tries();
    clock.move(Duration.ofDays(1));
    tries();
    assertThat(states()).containsExactly(State.UNKNOWN);
    assertThat(mail.getReceivedMessages()).isEmpty();
    outbox.discard(only());
    assertThat(states()).containsExactly(State.DISCARDED);
  }

  @Test
  void whatAKilledAnlanWasSendingIsNotSentAgain() {
    mail = Outside.mailServer();
    nudged("一");
    nudged("二");
    outbox.collect();
    jdbc.sql(
            """
            update notification_message set state = 'SENDING', claimed_at = now(), attempts = 1
            where id = (select min(id) from notification_message)""")
        .update();
    tries();
    assertThat(states()).containsExactly(State.SENDING, State.SENT);
    tries();
    assertThat(states()).containsExactly(State.SENDING, State.SENT);
    clock.move(Duration.ofMinutes(11));
    tries();
    assertThat(states()).containsExactly(State.UNKNOWN, State.SENT);
    received();
  }

  @Test
  void messagesWhoseProcessIsGoneGetAnother() {
    nudged(null);
    outbox.collect();
    runtime.createProcessInstanceQuery().processDefinitionKey("notification").list().stream()
        .forEach(process -> runtime.deleteProcessInstance(process.getId(), "by hand"));
    mail = Outside.mailServer();
    tries();
    assertThat(states()).containsExactly(State.SENT);
  }

  @Test
  void whatIsDoneIsForgottenAfterHalfAYear() {
    for (State state : State.values()) {
      jdbc.sql(
              """
              insert into notification_message (channel, username, kind, facts, written_at, state,
                ended_at)
              values ('MAIL', ?, 'DUE', '{}', now(), ?, now())""")
          .params(READER, state.name())
          .update();
    }
    clock.move(Duration.ofDays(179));
    outbox.forget();
    assertThat(states()).containsExactlyInAnyOrder(State.values());
    clock.move(Duration.ofDays(2));
    outbox.forget();
    assertThat(states())
        .containsExactlyInAnyOrder(State.PENDING, State.SENDING, State.UNKNOWN, State.DEAD);
  }

  @Test
  void twoWorkersSendEachMessageOnce() throws Exception {
    mail = Outside.mailServer();
    IntStream.range(0, 30).forEach(n -> nudged("第 " + n + " 条"));
    var both = Executors.newFixedThreadPool(2);
    CountDownLatch start = new CountDownLatch(2);
    Runnable collects =
        () -> {
          start.countDown();
          await(start);
          outbox.collect();
        };
    var collected = List.of(both.submit(collects), both.submit(collects));
    for (var done : collected) done.get(1, TimeUnit.MINUTES);
    assertThat(jobs()).hasSize(1);
    long batch =
        jdbc.sql("select distinct batch from notification_message").query(Long.class).single();
    CountDownLatch go = new CountDownLatch(2);
    Runnable sends =
        () -> {
          go.countDown();
          await(go);
          outbox.send(batch, false);
        };
    var sent = List.of(both.submit(sends), both.submit(sends));
    for (var done : sent) done.get(1, TimeUnit.MINUTES);
    both.shutdown();
    assertThat(states()).hasSize(30).containsOnly(State.SENT);
    assertThat(Arrays.stream(mail.getReceivedMessages()).map(OutboxTest::id))
        .hasSize(30)
        .doesNotHaveDuplicates();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void namesAndReasonsWriteNoHeaders() throws Exception {
    mail = Outside.mailServer();
    jdbc.sql("update account set display_name = ? where username = ?")
        .params("甲\r\nBcc: evil@example.org\r\n\r\nx", READER)
        .update();
    jdbc.sql(
            """
            insert into notification_template (kind, language, subject, text)
            values ('DUE', 'zh', '{name} {words}', '{words}')""")
        .update();
    try {
      nudged("催\r\nCc: evil@example.org\r\n\r\n.\r\nMAIL FROM:<evil@example.org>");
      tries();
    } finally {
      jdbc.sql("delete from notification_template").update();
      jdbc.sql("update account set display_name = username where username = ?")
          .param(READER)
          .update();
    }
    MimeMessage message = received();
    assertThat(message.getAllRecipients()).hasSize(1);
    assertThat(message.getHeader("Cc")).isNull();
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(message.getSubject()).doesNotContain("\n").contains("Cc: evil@example.org");
    assertThat(GreenMailUtil.getHeaders(message)).doesNotContain("\nCc:", "\nBcc:");
  }

  @Test
  void theGatewayCanTellThatItIsAnlan() throws Exception {
    wants(Channel.WEBHOOK);
    nudged("请尽快");
    try (Gateway gateway = new Gateway()) {
      tries();
      assertThat(gateway.calls()).hasSize(1);
      Call call = gateway.calls().get(0);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Outside.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signed =
          (call.header("X-Anlan-Timestamp") + "." + call.body()).getBytes(StandardCharsets.UTF_8);
      assertThat(call.header("X-Anlan-Signature"))
          .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(signed)));
      JsonNode body = json.readTree(call.body());
      assertThat(body.path("username").asText()).isEqualTo(READER);
      assertThat(body.path("kind").asText()).isEqualTo("DUE");
      assertThat(body.path("subject").asText()).contains("催办", NUMBER);
      assertThat(body.path("id").asText()).isEqualTo(call.header("X-Anlan-Id"));
    }
    assertThat(states()).containsExactly(State.SENT);
  }

  @Test
  void aRedirectIsNotFollowedAndARefusalIsTriedAgain() {
    wants(Channel.WEBHOOK);
    nudged(null);
    tries();
    assertThat(states()).containsExactly(State.PENDING);
    try (Gateway gateway = new Gateway()) {
      for (int status : new int[] {307, 401, 503}) {
        gateway.answers(status);
        tries();
        assertThat(states()).containsExactly(State.PENDING);
        assertThat(failure()).contains(String.valueOf(status)).doesNotContain(Outside.SECRET);
      }
      gateway.answers(200);
      tries();
      assertThat(gateway.calls()).extracting(Call::path).containsOnly("/hook").hasSize(4);
      assertThat(gateway.calls())
          .extracting(c -> c.header("X-Anlan-Id"))
          .hasSize(4)
          .containsOnly(gateway.calls().get(0).header("X-Anlan-Id"));
    }
    assertThat(states()).containsExactly(State.SENT);
  }

  @Test
  void aChannelThatIsDownDoesNotHoldUpTheOther() {
    preferences.choose(
        READER,
        ADDRESS,
        false,
        Map.of(
            Channel.MAIL, Map.of(Kind.DUE, Timing.NOW),
            Channel.WEBHOOK, Map.of(Kind.DUE, Timing.NOW)));
    nudged(null);
    try (Gateway gateway = new Gateway()) {
      tries();
      assertThat(gateway.calls()).hasSize(1);
    }
    assertThat(
            jdbc.sql("select channel, state from notification_message")
                .query((rs, n) -> tuple(rs.getString(1), rs.getString(2)))
                .list())
        .containsExactlyInAnyOrder(tuple("MAIL", "PENDING"), tuple("WEBHOOK", "SENT"));
  }

  @Test
  void whoHasAskedForNothingOrLeftGetsNothing() {
    preferences.choose(READER, "", false, Map.of());
    nudged(null);
    assertThat(states()).isEmpty();
    wants(Channel.MAIL);
    nudged(null);
    jdbc.sql("update account set active = false where username = ?").param(READER).update();
    try {
      tries();
    } finally {
      jdbc.sql("update account set active = true where username = ?").param(READER).update();
    }
    assertThat(states()).containsExactly(State.DISCARDED);
  }
}
