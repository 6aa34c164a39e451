package io.anlan.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.account.Role;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Session;
import io.anlan.support.Walk;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A person's choice of messages, and the administrator's pages of what was sent. */
@RunningAnlan
class MessagePagesTest {

  private static final String PERSON = "chooses-messages";

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired JdbcClient jdbc;
  @Autowired Preferences preferences;
  @Autowired Templates templates;

  private Session admin;

  @BeforeEach
  void somebody() {
    if (!walk.knows(PERSON)) walk.hires(PERSON, Role.COMMUNITY, "370303005003");
    admin = new Session(client, "admin");
  }

  @AfterEach
  void nothingStays() {
    jdbc.sql("delete from notification_message").update();
    jdbc.sql("delete from notification_template").update();
    jdbc.sql("delete from notification_choice where username = ?").param(PERSON).update();
    jdbc.sql("delete from notification_person where username = ?").param(PERSON).update();
  }

  @Test
  void onesOwnPageSaysWhatToSendWhereAndWhen() {
    Session person = new Session(client, PERSON);
    assertThat(person.get("/me")).contains("邮件地址", "立即发送", "列入每日摘要", "短信或工作群");
    assertThat(preferences.of(PERSON).timing(Channel.MAIL, Kind.RETURNED)).isEqualTo(Timing.DIGEST);
    assertThat(preferences.of(PERSON).timing(Channel.WEBHOOK, Kind.RETURNED))
        .isEqualTo(Timing.NEVER);
    assertThat(
            person
                .post(
                    "/me/notifications",
                    Map.of("email", "a@b.cn\r\nBcc: c@d.cn", "MAIL-RETURNED", "NOW"))
                .body())
        .contains("请填写一个邮件地址");
    for (String wrong :
        new String[] {"nobody", "a@b", "a b@example.cn", "<a@example.cn>", "a@-x.cn"}) {
      assertThat(person.post("/me/notifications", Map.of("email", wrong)).body())
          .as(wrong)
          .contains("请填写一个邮件地址");
    }
    assertThat(
            person
                .post(
                    "/me/notifications",
                    Map.of(
                        "email", " zhang.san+anlan@mail.example.cn ",
                        "language", "en",
                        "MAIL-RETURNED", "NOW",
                        "MAIL-DUE", "whenever",
                        "WEBHOOK-DUE", "DIGEST"))
                .body())
        .contains("已保存", "zhang.san+anlan@mail.example.cn");
    var wish = preferences.of(PERSON);
    assertThat(wish.timing(Channel.MAIL, Kind.RETURNED)).isEqualTo(Timing.NOW);
    assertThat(wish.timing(Channel.MAIL, Kind.DUE)).isEqualTo(Timing.DIGEST);
    assertThat(wish.timing(Channel.WEBHOOK, Kind.DUE)).isEqualTo(Timing.DIGEST);
    assertThat(wish.language()).isEqualTo("en");
  }

  private long row(String state) {
    return jdbc.sql(
            """
            insert into notification_message (channel, username, kind, facts, written_at, state,
              failure)
            values ('MAIL', ?, 'DUE', '{}', now(), ?, 'the mail server answers 451') returning id""")
        .params(PERSON, state)
        .query(Long.class)
        .single();
  }

  @Test
  void theAdministratorSeesWhatWasNotSentAndDecides() {
    long unknown = row("UNKNOWN");
    long dead = row("DEAD");
    long sent = row("SENT");
    assertThat(admin.get("/admin/messages")).contains("#" + unknown, "#" + dead, "#" + sent);
    assertThat(admin.get("/admin/messages?state=UNKNOWN"))
        .contains("#" + unknown, "可能使对方收到两次", "451")
        .doesNotContain("#" + dead + "<");
    assertThat(admin.get("/admin/messages?state=nothing")).contains("#" + sent);
    assertThat(admin.post("/admin/messages/" + unknown + "/resend", Map.of()).body())
        .contains("已重新排队发送");
    assertThat(admin.post("/admin/messages/" + dead + "/discard", Map.of()).body())
        .contains("已放弃这条消息");
    assertThat(admin.post("/admin/messages/" + sent + "/resend", Map.of()).body())
        .contains("刚刚已被处理");
    assertThat(admin.post("/admin/messages/999999999/resend", Map.of()).statusCode())
        .isEqualTo(404);
    assertThat(
            jdbc.sql("select state from notification_message order by id")
                .query(String.class)
                .list())
        .containsExactly("PENDING", "DISCARDED", "SENT");
    assertThat(new Session(client, "auditor").get("/admin/trail?chain=admin&actor=admin"))
        .contains("重发消息", "放弃消息", "#" + unknown + " MAIL DUE → " + PERSON);
  }

  @Test
  void aTemplateIsPreviewedStoredAndTakenBack() {
    String page = "/admin/messages/templates/DUE/zh";
    assertThat(admin.get("/admin/messages/templates")).contains("【安澜】{action}", "每日摘要");
    assertThat(admin.get(page)).contains("{community}", "潘苑社区");
    Map<String, String> typed =
        Map.of("act", "preview", "subject", "请办 {community}", "text", "{name}，<b>{words}</b>");
    assertThat(admin.post(page, typed).body()).contains("请办 潘苑社区", "张三，&lt;b&gt;应急预案未盖章");
    assertThat(templates.of("DUE", "zh").own()).isFalse();
    var wrong =
        admin.post(page, Map.of("act", "save", "subject", "{subject}", "text", "{name} {secret}"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body())
        .contains("没有 {subject} 这样的占位符", "没有 {secret} 这样的占位符", "{name} {secret}");
    assertThat(admin.post(page, Map.of("act", "save", "subject", "一\n二", "text", "三")).body())
        .contains("主题只能有一行");
    assertThat(admin.post(page, Map.of("act", "save", "subject", "请办", "text", "{name}")).body())
        .contains("模板已保存", "恢复原文");
    assertThat(templates.of("DUE", "zh").subject()).isEqualTo("请办");
    assertThat(admin.post(page, Map.of("act", "reset")).body()).contains("【安澜】");
    assertThat(templates.of("DUE", "zh").own()).isFalse();
    assertThat(admin.post("/admin/messages/templates/NOTHING/zh", Map.of()).statusCode())
        .isEqualTo(404);
    assertThat(new Session(client, "auditor").get("/admin/trail?chain=admin&actor=admin"))
        .contains("变更消息模板", "DUE zh: 请办");
  }
}
