package io.anlan.visit;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.springframework.jdbc.core.simple.JdbcClient;

/** The city's draw on its pages, and complaints. */
@RunningAnlan
class DrawPagesTest {

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Draws draws;
  @Autowired JdbcClient jdbc;

  private String number;
  private String other;
  private long draw;

  @BeforeEach
  void theCityHasDrawn() {
    var round = walk.freshRound(Tier.NATIONAL);
    number = walk.submitted("panyuan", round);
    other = walk.submitted("panzhuang", round);
    walk.reaches("zibo", number);
    draws.selected(walk.file(number));
    draw =
        jdbc.sql("select id from visit_draw where round_id = ?")
            .param(round.id())
            .query(Long.class)
            .single();
  }

  private Answer page(String who, String path) {
    return client.signedIn(who).get("/visits/draws" + path);
  }

  @Test
  void theOfficeThatDrewAndThoseAboveReadIt() {
    for (String who : List.of("zibo", "zibo-leader", "shandong", "nation-leader", "manager")) {
      assertThat(page(who, "/" + draw).status()).as(who).isEqualTo(200);
      assertThat(page(who, "/" + draw + "/list.csv").status()).as(who).isEqualTo(200);
    }
    for (String who : List.of("zhangdian", "keyuan", "linzi")) {
      assertThat(page(who, "/" + draw).status()).as(who).isEqualTo(404);
      assertThat(page(who, "/" + draw + "/list.csv").status()).as(who).isEqualTo(404);
      assertThat(page(who, "").text()).as(who).doesNotContain("/visits/draws/" + draw + "\"");
    }
    for (String who : List.of("panyuan", "expert-fire", "zhangdian-fire", "admin")) {
      assertThat(page(who, "/" + draw).status()).as(who).isEqualTo(403);
    }
    assertThat(page("zibo", "").text()).contains("/visits/draws/" + draw + "\"");
    assertThat(page("zibo", "?below=true").text()).doesNotContain("/visits/draws/" + draw + "\"");
    assertThat(page("nation", "?below=true").text()).contains("/visits/draws/" + draw + "\"");
    assertThat(page("nation", "").text()).doesNotContain("/visits/draws/" + draw + "\"");
  }

  @Test
  void thePageSaysHowItWasDrawnAndChecksIt() {
    String seed =
        jdbc.sql("select seed from visit_draw where id = ?")
            .param(draw)
            .query(String.class)
            .single();
    assertThat(page("zibo", "/" + draw).text())
        .contains(seed, number, other, "2 个中的 1 个", "SHA-256")
        .doesNotContain("验算一致");
    assertThat(page("shandong", "/" + draw + "?check=true").text()).contains("验算一致");
    jdbc.sql("update visit_draw_file set selected = not selected where draw_id = ?")
        .param(draw)
        .update();
    assertThat(page("shandong", "/" + draw + "?check=true").text()).contains("验算不一致");
  }

  @Test
  void theListLeavesWithWhatItsOrderGoesBy() {
    String[] lines = page("zibo", "/" + draw + "/list.csv").text().split("\r\n");
    assertThat(lines).hasSize(3);
    assertThat(lines[0]).isEqualTo("number,sha256,place,must,selected");
    assertThat(lines[1]).matches("2[0-9]{3}-[0-9]{12}-N,[0-9a-f]{64},1,,(true|false)");
    assertThat(lines[1].split(",")[1]).isLessThan(lines[2].split(",")[1]);
  }

  private Answer complains(String who, Map<String, String> fields) {
    return client.signedIn(who).form("/visits/complaints", fields);
  }

  @Test
  void aComplaintNotedMakesTheOfficeVisit() {
    String left = draws.selected(walk.file(number)) ? other : number;
    if (left.equals(other)) walk.reaches("zibo", other);
    assertThat(draws.selected(walk.file(left))).isFalse();
    Answer noted = complains("zhangdian", Map.of("number", left, "words", "<b>消防</b>通道被占"));
    assertThat(noted.status()).isEqualTo(302);
    assertThat(page("zhangdian", "").text()).contains("&lt;b&gt;消防&lt;/b&gt;通道被占");
    assertThat(page("zibo", "").text()).as("another office").doesNotContain("通道被占");
    assertThat(draws.selected(walk.file(left))).isTrue();
    assertThat(draws.check(draw)).isTrue();
  }

  @Test
  void aComplaintNeedsItsWordsAndAFileOfOnesOwn() {
    Answer wordless = complains("zhangdian", Map.of("number", number, "words", " "));
    assertThat(wordless.status()).isEqualTo(422);
    assertThat(wordless.text()).contains("id=\"words-error\"", "value=\"" + number + "\"");
    Answer unknown = complains("zhangdian", Map.of("number", "2026-1-N", "words", "占道经营"));
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.text()).contains("id=\"number-error\"", "占道经营");
    assertThat(complains("linzi", Map.of("number", number, "words", "占道经营")).status())
        .isEqualTo(422);
    assertThat(complains("zhangdian", Map.of()).status()).isEqualTo(422);
    assertThat(complains("zhangdian", Map.of("number", number, "words", "长".repeat(2001))).text())
        .contains("id=\"words-error\"");
    for (String who : List.of("zhangdian-leader", "panyuan", "expert-fire")) {
      assertThat(complains(who, Map.of("number", number, "words", "x")).status())
          .as(who)
          .isEqualTo(403);
    }
  }
}
