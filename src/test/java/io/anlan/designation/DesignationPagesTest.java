package io.anlan.designation;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.round.Round;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Session;
import io.anlan.support.Walk;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The page on which the naming office opens a batch, without a script. */
@RunningAnlan
class DesignationPagesTest {

  @Autowired Walk walk;
  @Autowired Client client;

  @Test
  void theNamingOfficeOpensABatchOfWhatWaitsForIt() {
    Round round = walk.roundToName(Tier.MUNICIPAL);
    String number = walk.submitted("panyuan", round);
    walk.reaches("zibo", number);
    Session zibo = new Session(client, "zibo");
    assertThat(zibo.get("/designations")).doesNotContain(number);
    walk.forwards("zibo", number);
    walk.signs("zibo", number);
    assertThat(zibo.get("/applications")).contains("个社区等待命名", "/designations");
    assertThat(zibo.get("/designations")).contains(number, "name=\"numbers\"");
    assertThat(new Session(client, "zhangdian").get("/designations")).doesNotContain(number);
    String roundId = String.valueOf(round.id());
    assertThat(zibo.post("/designations", Map.of("roundId", roundId)))
        .satisfies(
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(422);
              assertThat(refused.body()).contains("请至少选择一个待命名的社区", number);
            });
    assertThat(zibo.post("/designations", Map.of("roundId", roundId, "numbers", number)).body())
        .contains("已建立", "办理中")
        .doesNotContain("value=\"" + number);
    assertThat(zibo.get("/applications")).doesNotContain("/designations");
  }
}
