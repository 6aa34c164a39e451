package io.anlan.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.audit.Trail;
import io.anlan.round.Round;
import io.anlan.round.Rounds;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.File;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Session;
import io.anlan.support.Walk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Rounds, criteria and policies through the system administrator's pages. */
@RunningAnlan
class VersionPagesTest {

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Rounds rounds;
  @Autowired Trail trail;
  @Autowired Clock clock;

  private Session admin;

  @BeforeEach
  void signIn() {
    admin = new Session(client, "admin");
  }

  @Test
  void aRoundIsCreatedOpenedExtendedAndClosed() {
    LocalDate closes = LocalDate.now(clock).plusDays(30);
    assertThat(admin.post("/admin/rounds", round("2091", closes.toString())).body())
        .contains("批次已建立", "2091", "试验批次");
    long id = rounds.all().stream().filter(r -> r.year() == 2091).findFirst().orElseThrow().id();
    assertThat(admin.post("/admin/rounds/" + id + "/opening", Map.of("confirmed", "true")).body())
        .contains("批次已开启");
    assertThat(extend(id, closes.minusDays(1).toString())).contains("应晚于原截止日期");
    assertThat(extend(id, "soon")).contains("请填写日期");
    assertThat(extend(id, closes.plusDays(9).toString())).contains("已延期");
    admin.post("/admin/rounds/" + id + "/closing", Map.of("confirmed", "true"));
    assertThat(rounds.get(id).state()).isEqualTo(Round.State.CLOSED);
    assertThat(noted("ROUND_")).contains("ROUND_CREATED 2091 MUNICIPAL, " + closes);
    assertThat(trail.intact("admin")).isTrue();
  }

  @Test
  void aWrongRoundIsRefusedAtItsFields() {
    String today = LocalDate.now(clock).toString();
    assertThat(admin.post("/admin/rounds", round("1200", "never")).body()).contains("请填写日期");
    assertThat(admin.post("/admin/rounds", round("1200", today)).body())
        .contains("年度应在", "value=\"试验批次\"");
    walk.freshRound(Tier.MUNICIPAL);
    int taken = walk.round(Tier.MUNICIPAL).year();
    assertThat(admin.post("/admin/rounds", round(String.valueOf(taken), today)).body())
        .contains("已经存在");
  }

  @Test
  void aBrokenScoringTableIsRefusedByLine() throws IOException {
    String items =
        Files.readString(Path.of("src/main/resources/data/criteria_working_template.csv"));
    String page = criteria("broken-2026", items.replaceFirst(",2,OFFICIAL", ",zwei,OFFICIAL"));
    assertThat(page).contains("没有保存任何内容", "第 2 行", "“max_points”应为数字", "value=\"broken-2026\"");
    assertThat(criteria("good-2026", items)).contains("评分标准 good-2026 已保存");
    assertThat(noted("CRITERIA_")).contains("CRITERIA_IMPORTED good-2026");
  }

  @Test
  void aVersionIsReadRowByRowBesideAnother() throws IOException {
    String items =
        Files.readString(Path.of("src/main/resources/data/criteria_working_template.csv"));
    String first = "criteria-first";
    String later = "criteria-later";
    criteria(first, items);
    criteria(
        later,
        items
            .replaceFirst("制定社区综合减灾规章制度", "制定并公布社区综合减灾规章制度")
            .replaceFirst("(?m)^(1,组织管理,10,1.1,.*),2,OFFICIAL", "$1,2,EXAMPLE"));
    assertThat(admin.get("/admin/criteria")).contains("/admin/criteria/" + later);
    String page = admin.get("/admin/criteria/" + later + "?former=" + first);
    assertThat(page)
        .contains("满分 100 分", "制定并公布社区综合减灾规章制度", ">制定社区综合减灾规章制度", "href=\"#row-1.2.1\"")
        .contains("官方文本", "示例条目，非官方文本", "证明材料举例", "C9");
    assertThat(admin.get("/admin/criteria/" + first + "?former=" + first)).contains("两个版本没有差别");
    assertThat(client.signedIn("admin").get("/admin/criteria/none").status()).isEqualTo(404);
  }

  @Test
  void aPolicyIsUploadedAndComparedWithTheFormerOne() throws IOException {
    String table = Files.readString(Path.of("bpmn/review-policy.dmn"));
    String cell = "<outputEntry id=\"then_streetShandong_workingDays\">\\s*<text>5</text>";
    assertThat(table).containsPattern(cell);
    String changed =
        table.replaceFirst(
            cell, "<outputEntry id=\"then_streetShandong_workingDays\"><text>7</text>");
    assertThat(policy(table.replace("</definitions>", "</definition>"))).contains("不是正确的 XML");
    assertThat(policy(changed.replaceFirst("<text>7</text>", "<text>-7</text>")))
        .contains("没有可用的结果", "STREET");
    assertThat(policy(changed)).contains("新批次起使用");
    assertThat(admin.get("/admin/policies"))
        .contains("办理时限（工作日）", "370000000000", ">5</td>", ">7</td>");
    assertThat(admin.get("/admin/policies?version=999&former=1")).contains("没有这个版本");
    // The others go on with what they know.
    policy(table);
    assertThat(noted("POLICY_")).hasSizeGreaterThanOrEqualTo(2);
  }

  private Map<String, String> round(String year, String closesOn) {
    return Map.of(
        "year", year,
        "tier", "MUNICIPAL",
        "name", "试验批次",
        "closesOn", closesOn,
        "criteriaVersion", "2026-working",
        "policyVersion", "1");
  }

  private String extend(long id, String day) {
    return admin.post("/admin/rounds/" + id + "/extension", Map.of("closesOn", day)).body();
  }

  private String criteria(String id, String items) throws IOException {
    byte[] conditions = Files.readAllBytes(Path.of("src/main/resources/data/basic_conditions.csv"));
    return then(
        client
            .signedIn("admin")
            .upload(
                "/admin/criteria",
                Map.of("id", id, "name", "试验"),
                Map.of(
                    "items", new File("items.csv", items.getBytes(StandardCharsets.UTF_8)),
                    "conditions", new File("conditions.csv", conditions))),
        "评分标准 " + id + " 已保存");
  }

  private String policy(String table) {
    return then(
        client
            .signedIn("admin")
            .upload(
                "/admin/policies",
                Map.of(),
                "review-policy.dmn",
                table.getBytes(StandardCharsets.UTF_8)),
        "新批次起使用");
  }

  /** The page that came back, or the words that follow a redirect. */
  private static String then(Client.Answer answer, String done) {
    return answer.status() == 302 ? done : answer.text();
  }

  private List<String> noted(String kind) {
    return trail.rows("admin").stream()
        .map(r -> r.action() + " " + r.opinion())
        .filter(act -> act.startsWith(kind))
        .toList();
  }
}
