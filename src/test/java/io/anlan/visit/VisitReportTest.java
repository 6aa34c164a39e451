package io.anlan.visit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.application.Assessments;
import io.anlan.application.Assessments.ScoreCommand;
import io.anlan.application.Stage;
import io.anlan.shared.Level;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Samples;
import io.anlan.support.VisitRows;
import io.anlan.support.Walk;
import io.anlan.visit.VisitReport.Line;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The report of a visit: points side by side, and all that was seen, for those who may read it. */
@RunningAnlan
class VisitReportTest {

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired VisitRows rows;
  @Autowired VisitReports reports;
  @Autowired Assessments assessments;
  @Autowired JdbcClient jdbc;

  private String number;
  private long visit;
  private List<String> items;

  @BeforeEach
  void aVisit() {
    number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    walk.reaches("zhangdian", number);
    visit = rows.visiting(number);
    items =
        client
            .as("expert-fire")
            .get("/api/visits/" + visit)
            .body()
            .path("items")
            .findValuesAsText("code");
  }

  private void scores(String who, String item, double points, String reason) {
    Map<String, Object> body = new HashMap<>();
    body.put("points", points);
    body.put("reason", reason);
    Answer answer = client.as(who).put("/api/visits/" + visit + "/scores/" + item, body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  private String finds(String severity, String text) {
    String id = UUID.randomUUID().toString();
    client
        .as("expert-fire")
        .put(
            "/api/visits/" + visit + "/findings/" + id,
            Map.of("item", items.get(0), "severity", severity, "text", text));
    return id;
  }

  private void photographs(Map<String, String> fields) {
    Answer answer =
        client
            .as("expert-fire")
            .upload(
                "PUT",
                "/api/visits/" + visit + "/photos/" + UUID.randomUUID(),
                fields,
                Map.of("file", new Client.File("现场.jpg", Samples.jpeg())));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  private VisitReport report() {
    return reports.of(walk.who("zhangdian"), visit);
  }

  private Line line(String item) {
    return report().lines().stream()
        .filter(line -> line.code().equals(item))
        .findFirst()
        .orElseThrow();
  }

  private Answer page(String who) {
    return client.signedIn(who).get("/visits/" + visit + "/report");
  }

  private XWPFDocument word(String who) throws IOException {
    Answer answer = client.signedIn(who).get("/visits/" + visit + "/report.docx");
    assertThat(answer.status()).isEqualTo(200);
    return new XWPFDocument(new ByteArrayInputStream(answer.bytes()));
  }

  private static BigDecimal points(String points) {
    return new BigDecimal(points);
  }

  @Test
  void pointsStandSideBySideAndGreatDifferencesAreFlagged() {
    String less = items.get(1);
    String mate = items.get(2);
    assessments.score(
        walk.who("zhangdian"),
        number,
        Stage.DISTRICT,
        List.of(new ScoreCommand(less, points("0.5"), "台账不全", null)));
    scores("expert-power", less, 1, "看法不同");
    scores("expert-fire", less, 0, null);
    scores("expert-power", mate, 0, "现场没有");

    assertThat(report().stages()).containsExactly(Stage.SELF, Stage.DISTRICT);
    assertThat(report().scorers()).hasSize(2).first().asString().contains("消防");
    Line lessLine = line(less);
    assertThat(lessLine.others()).last().isEqualTo(points("0.5"));
    assertThat(lessLine.members()).containsExactly(points("0.0"), points("1.0"));
    assertThat(lessLine.result()).as("the leader's").isEqualByComparingTo("0");
    assertThat(lessLine.difference()).as("from the official").isEqualByComparingTo("-0.5");
    assertThat(lessLine.flagged()).isFalse();
    assertThat(lessLine.reasons()).extracting(r -> r.words()).containsExactly("看法不同");
    Line mateLine = line(mate);
    assertThat(mateLine.members()).containsExactly(null, points("0.0"));
    assertThat(mateLine.result()).as("the only one's").isEqualByComparingTo("0");
    assertThat(mateLine.difference()).as("from the claim").isNegative();
    assertThat(mateLine.flagged()).as("the policy says 1").isTrue();
    assertThat(report().totals().flagged()).isEqualTo(1);
    assertThat(report().lines()).extracting(Line::code).containsAll(items);
    assertThat(page("zhangdian").text()).contains("class=\"flagged\"", "看法不同", "有 1 项");
  }

  @Test
  void aSpotCheckShowsTheExpertsOfBefore() {
    scores("expert-fire", items.get(0), 0.5, null);
    rows.closed(visit);
    visit = rows.visiting(number, Level.CITY, "370300000000");
    scores("expert-fire", items.get(0), 1, null);
    VisitReport report = reports.of(walk.who("zibo"), visit);
    assertThat(report.stage()).isEqualTo(Stage.SPOT_CHECK);
    assertThat(report.stages()).containsExactly(Stage.SELF, Stage.DISTRICT, Stage.VISIT);
    assertThat(report.lines().get(0).others()).last().isEqualTo(points("0.5"));
    String file = client.signedIn("zibo").get("/applications/" + number).text();
    assertThat(file).contains("专家评分", "抽查评分");
  }

  @Test
  void officesReadItAnyTimeTheCommunityAndTheExpertsOnceItIsConcluded() {
    for (String who : List.of("keyuan", "zhangdian", "zibo-leader", "nation", "manager")) {
      assertThat(page(who).status()).as(who).isEqualTo(200);
    }
    for (String who : List.of("panyuan", "expert-fire", "expert-power")) {
      assertThat(page(who).status()).as(who).isEqualTo(403);
      assertThat(client.signedIn(who).get("/visits/" + visit + "/report.docx").status())
          .isEqualTo(403);
    }
    for (String who : List.of("linzi", "panzhuang", "expert-urban", "zhangdian-fire", "admin")) {
      assertThat(page(who).status()).as(who).isEqualTo(404);
      assertThat(client.signedIn(who).get("/visits/" + visit + "/report.docx").status())
          .isEqualTo(404);
    }
    rows.concluded(visit);
    assertThat(page("panyuan").status()).isEqualTo(200);
    assertThat(page("expert-fire").status()).isEqualTo(200);
    rows.closed(visit);
    assertThat(page("panyuan").status()).isEqualTo(200);
    assertThat(page("expert-fire").status()).isEqualTo(404);
  }

  @Test
  void everythingStandsOnThePageAndInTheDocument() throws IOException {
    scores("expert-fire", items.get(0), 0, "<i>没有</i>台账");
    String finding = finds("VETO", "避难场所上锁 & 无人值守\n钥匙不在");
    photographs(
        Map.of("findingId", finding, "latitude", "36.8", "longitude", "118.05", "accuracy", "9"));
    photographs(Map.of("item", items.get(1), "deviceAt", "2001-01-01T00:00:00Z"));
    client
        .as("expert-fire")
        .put("/api/visits/" + visit + "/minutes/OPENING", Map.of("text", "宣布纪律", "version", 0));
    client
        .as("expert-fire")
        .upload(
            "PUT",
            "/api/visits/" + visit + "/signature",
            Map.of(),
            Map.of("file", new Client.File("s.png", Samples.png())));
    rows.concluded(visit);
    jdbc.sql("update visit set report = '三个问题须整改{{x}}' where id = ?").param(visit).update();
    jdbc.sql(
            """
            update visit_finding set response = '已开锁', responded_at = now(), accepted = true
            where id = ?""")
        .param(UUID.fromString(finding))
        .update();
    List<String> said =
        List.of(
            "潘苑社区",
            number,
            "一票否决",
            "钥匙不在",
            "已开锁",
            "组长复查：已整改",
            "宣布纪律",
            "首次会议",
            "36.8",
            "时间存疑",
            "三个问题须整改{{x}}",
            "社区整改中",
            "（组长）");
    String page = page("zhangdian").text();
    assertThat(page)
        .contains(said)
        .contains("&lt;i&gt;没有&lt;/i&gt;台账")
        .contains("class=\"signature\"");

    try (XWPFDocument document = word("zhangdian");
        XWPFWordExtractor words = new XWPFWordExtractor(document)) {
      assertThat(words.getText())
          .contains(said)
          .contains("<i>没有</i>台账")
          .doesNotContain("[name]", "[words]", "[label]", "{{t_", "{{?");
      assertThat(document.getDocument().xmlText().split(":blip ", -1))
          .as("two photographs, a signature")
          .hasSize(1 + 3);
    }
    try (XWPFDocument english = english()) {
      assertThat(english.getParagraphs().get(0).getText()).isEqualTo("Site visit report");
    }
  }

  private XWPFDocument english() throws IOException {
    Client.As reader = client.signedIn("zhangdian");
    reader.form("/display", Map.of("language", "en"));
    return new XWPFDocument(
        new ByteArrayInputStream(reader.get("/visits/" + visit + "/report.docx").bytes()));
  }

  @Test
  void aVisitWithNothingYetHasAReportToo() throws IOException {
    assertThat(page("zhangdian").text()).contains("没有记录问题", "没有照片");
    try (XWPFDocument document = word("zhangdian")) {
      assertThat(document.getAllPictures()).isEmpty();
    }
  }

  @Test
  void theDocumentHasFortyPhotographsAtMost() throws IOException {
    for (int n = 0; n < 42; n++) photographs(Map.of());
    try (XWPFDocument document = word("zhangdian");
        XWPFWordExtractor words = new XWPFWordExtractor(document)) {
      assertThat(words.getText()).contains("另有 2 张照片");
      assertThat(document.getTables().get(document.getTables().size() - 1).getRows().size())
          .isEqualTo(40);
    }
  }

  private static XWPFDocument again(XWPFDocument document) throws IOException {
    try (document;
        var out = new ByteArrayOutputStream()) {
      document.write(out);
      return new XWPFDocument(new ByteArrayInputStream(out.toByteArray()));
    }
  }

  /** Whoever changes how the template is drawn draws it again. */
  @Test
  void theTemplateIsWhatIsDrawn() throws IOException {
    try (XWPFDocument shipped =
            new XWPFDocument(new ClassPathResource(VisitReportDocument.TEMPLATE).getInputStream());
        XWPFDocument drawn = again(VisitReportTemplate.draw())) {
      assertThat(shipped.getDocument().xmlText()).isEqualTo(drawn.getDocument().xmlText());
    }
  }
}
