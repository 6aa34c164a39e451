package io.anlan.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.application.Questions;
import io.anlan.application.Questions.Question;
import io.anlan.audit.Trail;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A question to the community, its answer, and the notices that tell of both. */
@RunningAnlan
class QuestionTest {

  private static final String REVIEW = "userTask_reviewMaterials";

  @Autowired Client client;
  @Autowired Walk walk;
  @Autowired Questions questions;
  @Autowired Trail trail;

  private String number;

  @BeforeEach
  void aFileAtTheStreet() {
    number = walk.submitted("panyuan", walk.freshRound(Tier.MUNICIPAL));
  }

  @Test
  void theCommunityIsToldAndAnswersAndWhoeverAskedIsTold() {
    Client.As keyuan = client.signedIn("keyuan");
    Client.As panyuan = client.signedIn("panyuan");
    panyuan.get("/notices");
    assertThat(panyuan.get("/").text()).doesNotContain("class=\"unread\"");

    assertThat(ask(keyuan, "修订日期是哪一天？").status()).isEqualTo(302);
    assertThat(panyuan.get("/").text()).contains("class=\"unread\"");
    assertThat(panyuan.get("/notices").text()).contains(number, "修订日期是哪一天？");
    assertThat(panyuan.get("/").text()).as("looked at").doesNotContain("class=\"unread\"");
    assertThat(client.signedIn("panzhuang").get("/notices").text()).doesNotContain(number);

    Question asked = only();
    assertThat(panyuan.get("/applications/" + number + "/assessment").text())
        .contains("修订日期是哪一天？", "answer-" + asked.id());
    answer(panyuan, asked.id(), "三月十二日。");
    assertThat(only().answer()).isEqualTo("三月十二日。");
    assertThat(keyuan.get("/notices").text()).contains("三月十二日。");
    String task = walk.task("keyuan", number, REVIEW);
    assertThat(keyuan.get("/tasks/" + task).text()).contains("三月十二日。");
    assertThat(walk.open(number)).as("nothing was returned").containsExactly(REVIEW);
    assertThat(trail.rows(number))
        .extracting(row -> row.action().name())
        .endsWith("ASKED", "ANSWERED");
    assertThat(trail.intact(number)).isTrue();
  }

  @Test
  void aQuestionIsAnsweredOnce() {
    Client.As panyuan = client.signedIn("panyuan");
    ask(client.signedIn("keyuan"), "问");
    panyuan.get(answer(panyuan, only().id(), "答").location());
    Answer again = answer(panyuan, only().id(), "又答");
    assertThat(panyuan.get(again.location()).text()).contains("已经有人答复");
    assertThat(only().answer()).isEqualTo("答");
  }

  @Test
  void onlyWhoeverHasTheFileInHandMayAsk() {
    assertThat(ask(client.signedIn("fengshui"), "问").status()).isEqualTo(404);
    assertThat(ask(client.signedIn("zhangdian"), "问").status()).isEqualTo(403);
    assertThat(ask(client.signedIn("panyuan"), "问").status()).isEqualTo(403);
    assertThat(asked()).isEmpty();
  }

  @Test
  void aBrowserThatNamesNoPageComesBackToTheFile() {
    Client.As keyuan = client.signedIn("keyuan").header("Referer", "::nonsense");
    Answer asked = keyuan.form("/applications/" + number + "/questions", Map.of("question", "问"));
    assertThat(asked.location()).endsWith("/applications/" + number + "#questions");
  }

  @Test
  void onlyTheCommunityAnswers() {
    ask(client.signedIn("keyuan"), "问");
    assertThat(answer(client.signedIn("keyuan"), only().id(), "答").status()).isEqualTo(403);
    assertThat(answer(client.signedIn("panzhuang"), only().id(), "答").status()).isEqualTo(404);
    assertThat(answer(client.signedIn("panyuan"), only().id() + 1_000_000, "答").status())
        .isEqualTo(404);
    assertThat(only().answer()).isNull();
  }

  @Test
  void whatIsTooLongIsRefusedAndStaysWhereItWasTyped() {
    Client.As keyuan = client.signedIn("keyuan");
    String words = "问".repeat(2001);
    Answer refused = ask(keyuan, words);
    assertThat(keyuan.get(refused.location().replaceAll("#.*", "")).text())
        .contains(words, "2,000");
    assertThat(asked()).isEmpty();
  }

  private Answer ask(Client.As who, String words) {
    String task = walk.task("keyuan", number, REVIEW);
    return who.header("Referer", client.url("/tasks/" + task))
        .form("/applications/" + number + "/questions", Map.of("question", words));
  }

  private Answer answer(Client.As who, long id, String words) {
    return who.form(
        "/applications/" + number + "/questions/" + id + "/answer", Map.of("answer", words));
  }

  private Question only() {
    assertThat(asked()).hasSize(1);
    return asked().get(0);
  }

  private List<Question> asked() {
    return questions.of(number);
  }
}
