package io.anlan.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Session;
import io.anlan.support.Walk;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The auditor searches, verifies and exports the trail. */
@RunningAnlan
class TrailPagesTest {

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private Session auditor;
  private String number;

  @BeforeEach
  void aFileWithAStory() {
    auditor = new Session(client, "auditor");
    number = walk.submitted("panyuan", walk.freshRound(Tier.MUNICIPAL));
    walk.does(
        "keyuan",
        number,
        "userTask_reviewMaterials",
        Map.of("decision", "FORWARD", "opinion", "=HYPERLINK(\"x\")<script>"));
  }

  @Test
  void theTrailIsFilteredByFilePersonActAndDay() {
    assertThat(auditor.get("/admin/trail?chain=" + number))
        .contains(number, "提交申报", "潘苑社区填报员", "科苑街道审核员", "&lt;script&gt;");
    assertThat(auditor.get("/admin/trail?chain=" + number + "&actor=keyuan"))
        .contains("科苑街道审核员</span>")
        .doesNotContain("潘苑社区填报员</span>");
    assertThat(auditor.get("/admin/trail?chain=" + number + "&action=SUBMITTED"))
        .doesNotContain("科苑街道审核员</span>");
    assertThat(auditor.get("/admin/trail?chain=" + number + "&until=2020-01-01"))
        .contains("没有符合条件的记录");
    assertThat(auditor.get("/admin/trail?from=yesterday&chain=x"))
        .contains("请填写日期", "value=\"yesterday\"");
    assertThat(auditor.get("/admin/trail?page=1&actor=panyuan")).contains("第 2 页");
  }

  @Test
  void aChainIsVerified() {
    assertThat(verify(number)).contains("无缺失、无改动");
    assertThat(verify("admin")).contains("无缺失、无改动");
    assertThat(verify("nothing")).contains("没有这个编号的审计记录");
    String forged = "forged-" + number;
    transaction.executeWithoutResult(
        status ->
            jdbc.sql(
                    """
                    insert into audit_entry (chain, seq, at, actor, action, previous_hash, hash)
                    values (?, 1, now(), 'panyuan', 'OPENED', '0', '1')""")
                .param(forged)
                .update());
    assertThat(verify(forged)).contains("有缺失或改动");
    assertThat(auditor.get("/admin/trail?chain=admin&actor=auditor"))
        .contains("校验审计记录", forged + " false");
  }

  @Test
  void whatIsFilteredIsExportedAndHarmlessInASpreadsheet() {
    var csv = auditor.post("/admin/trail/export", Map.of("chain", number));
    assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow()).contains("trail.csv");
    assertThat(csv.body()).contains(number, "'=HYPERLINK").startsWith("\uFEFFchain,seq");
    assertThat(csv.body().lines().skip(1)).allMatch(l -> l.startsWith(number));
    assertThat(auditor.post("/admin/trail/export", Map.of("from", "2026-02-30")).statusCode())
        .isEqualTo(422);
    assertThat(auditor.get("/admin/trail?chain=admin&action=TRAIL_EXPORTED")).contains(number);
  }

  private String verify(String chain) {
    return auditor.post("/admin/trail/verification", Map.of("chain", chain)).body();
  }
}
