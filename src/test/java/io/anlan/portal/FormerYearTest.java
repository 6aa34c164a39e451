package io.anlan.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.application.Assessment;
import io.anlan.application.Assessments;
import io.anlan.round.Round;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A new year begins with what was written in the last one. */
@RunningAnlan
class FormerYearTest {

  private static final String COMMUNITY = "370303005003";

  @Autowired Client client;
  @Autowired Walk walk;
  @Autowired Assessments assessments;

  @Test
  void whatIsEmptyIsFilledAndWhatStandsThereStays() {
    String former = walk.draft("panyuan", walk.freshRound(Tier.PROVINCIAL));
    client
        .as("panyuan")
        .put(
            "/api/applications/" + former + "/scores/SELF",
            List.of(Map.of("item", "1.2.1", "points", 0.5, "reason", "去年的说明")));
    String number = opened(walk.freshRound(Tier.PROVINCIAL));
    client
        .as("panyuan")
        .put(
            "/api/applications/" + number + "/scores/SELF",
            List.of(Map.of("item", "1.1.1", "points", 1, "reason", "今年自己写的")));

    Client.As panyuan = client.signedIn("panyuan");
    assertThat(panyuan.get(sheet(number)).text()).contains("年的填报内容");
    Answer done = panyuan.form(sheet(number) + "/former", Map.of());
    assertThat(panyuan.get(done.location()).text()).contains("已带入");

    Assessment now = view(number);
    assertThat(item(now, "1.1.1").reason()).isEqualTo("今年自己写的");
    assertThat(item(now, "1.2.1").reason()).isEqualTo("去年的说明");
    assertThat(item(now, "1.2.1").points()).isEqualByComparingTo("0.5");
    assertThat(now.items()).allMatch(i -> i.points() != null);
    assertThat(now.conditions()).allMatch(c -> c.met() != null);
    assertThat(now.items()).as("each year proves itself").allMatch(i -> i.evidence().isEmpty());
    assertThat(walk.file(number).profile()).isEqualTo(walk.file(former).profile());
  }

  @Test
  void onlyADraftIsFilled() {
    walk.draft("panyuan", walk.freshRound(Tier.PROVINCIAL));
    String number = walk.submitted("panyuan", walk.freshRound(Tier.PROVINCIAL));
    Client.As panyuan = client.signedIn("panyuan");
    Answer refused = panyuan.form(sheet(number) + "/former", Map.of());
    assertThat(panyuan.get(refused.location()).text()).contains("alert-danger");
  }

  private String opened(Round round) {
    return client
        .as("panyuan")
        .post("/api/applications", Map.of("communityCode", COMMUNITY, "roundId", round.id()))
        .body()
        .path("number")
        .asText();
  }

  private Assessment view(String number) {
    return assessments.view(walk.who("panyuan"), number);
  }

  private static Assessment.ItemView item(Assessment sheet, String code) {
    return sheet.items().stream().filter(i -> i.code().equals(code)).findFirst().orElseThrow();
  }

  private static String sheet(String number) {
    return "/applications/" + number + "/assessment";
  }
}
