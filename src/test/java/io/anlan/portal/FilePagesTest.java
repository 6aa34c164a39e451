package io.anlan.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskDesk;
import io.anlan.inbox.TaskItem;
import io.anlan.shared.Tier;
import io.anlan.support.Browsers;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.QueryCount;
import io.anlan.support.RunningAnlan;
import io.anlan.support.VisitRows;
import io.anlan.support.Walk;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The page of one file and what leaves it, for each of those who may see it. */
@RunningAnlan
class FilePagesTest {

  /** The last of them asks whether the calendar has changed, every two seconds at most. */
  private static final int MOST_QUERIES = 31;

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Inbox inbox;
  @Autowired TaskDesk desk;
  @Autowired VisitRows visits;
  @Autowired JdbcClient jdbc;
  @Autowired ApplicationsWorkbook workbook;

  private Answer page(String person, String path) {
    return client.signedIn(person).get("/applications/" + path);
  }

  /** In the district's consultation: two departments have answered, one has not. */
  private String consulted() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    walk.does(
        "keyuan",
        number,
        "userTask_reviewMaterials",
        Map.of("decision", "RETURN", "opinion", "缺少公章", "returnedItems", List.of("1.1.1")));
    walk.rescores("panyuan", number, "1.1.1");
    walk.does("panyuan", number, "userTask_correctMaterials", Map.of("response", "已补章"));
    walk.streetForwards(number);
    walk.scores("zhangdian", number);
    walk.does(
        "zhangdian",
        number,
        "userTask_reviewMaterials",
        Map.of("decision", "FORWARD", "opinion", "现场良好"));
    says("zhangdian-meteorology", number, "AGREE", "气象无异议");
    says("zhangdian-fire", number, "OBJECT", "器材过期");
    return number;
  }

  private void says(String officer, String number, String stance, String opinion) {
    TaskItem task =
        inbox.ofApplication(number).stream()
            .filter(t -> walk.who(officer).member(t.candidateGroup()))
            .findFirst()
            .orElseThrow();
    desk.complete(walk.who(officer), task.id(), Map.of("stance", stance, "opinion", opinion));
  }

  @Test
  void aDraftIsItsCommunitysAlone() {
    String number = walk.draft("panyuan", walk.freshRound(Tier.NATIONAL));
    assertThat(page("panyuan", number).text())
        .contains("草稿", "tel:0533-1234567", "国减发〔2020〕2号 第七条", "条文未取得", "aria-current=\"step\"");
    for (String path : List.of("", "/sheet", "/opinions", "/process", "/book.zip")) {
      assertThat(page("keyuan", number + path).status()).as(path).isEqualTo(404);
      assertThat(page("panyuan", number + path).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void thePageTellsTheWholeStory() {
    String number = consulted();
    String district = page("zhangdian", number).text();
    assertThat(district)
        .contains("审核中", "缺少公章", "已补章", "退回项目：1.1.1", "现场良好", "气象无异议", "器材过期")
        .contains("尚未答复", "剩 ", "地震")
        .doesNotContain("??");
    assertThat(page("linzi", number).status()).isEqualTo(404);
    assertThat(page("nanding", number).status()).isEqualTo(404);
    String task = inbox.ofApplication(number).get(0).id();
    assertThat(district).contains("/tasks/" + task);
    assertThat(page("panyuan", number).text()).doesNotContain("/tasks/" + task);
  }

  @Test
  void whatADepartmentSaysIsForTheOfficesAndItself() {
    String number = consulted();
    assertThat(page("zhangdian-fire", number).text())
        .contains("器材过期", "已答复")
        .doesNotContain("气象无异议");
    assertThat(page("zhangdian-fire", number + "/opinions").text()).doesNotContain("气象无异议");
    assertThat(client.as("zhangdian-fire").get("/api/applications/" + number + "/timeline").text())
        .contains("器材过期")
        .doesNotContain("气象无异议");
    assertThat(page("panyuan", number).text()).doesNotContain("气象无异议", "器材过期");
    assertThat(page("zibo", number).text()).contains("气象无异议", "器材过期");
  }

  @Test
  void differencesAreSaidInWords() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    walk.streetForwards(number);
    client
        .as("zhangdian")
        .put(
            "/api/applications/" + number + "/scores/DISTRICT",
            List.of(Map.of("item", "1.1.1", "points", 0.5, "reason", "会议一次")));
    assertThat(page("zhangdian", number).text()).contains("比自评低 1.5 分", "会议一次");
  }

  @Test
  void theProcessSaysWhatIsDoneNowAndNext() {
    String number = consulted();
    Answer process = page("zhangdian", number + "/process");
    assertThat(process.body()).hasSize(2);
    assertThat(process.body().get(0).path("now").toString()).contains("callActivity_district");
    assertThat(process.body().get(0).path("done").toString()).contains("callActivity_street");
    assertThat(process.body().get(0).path("next").toString())
        .contains("callActivity_city")
        .doesNotContain("callActivity_province");
    assertThat(process.body().get(1).path("now").toString()).contains("userTask_giveOpinion");
    assertThat(process.body().get(1).path("bpmn").asText()).contains("BPMNDiagram");
    // Without a script the steps stand there in words.
    assertThat(page("zhangdian", number).text()).contains("<ol class=\"picture-steps\">", "街道审核");
  }

  @Test
  void theBookHoldsAllEvidenceUnderSafeNames() throws IOException {
    String number = walk.draft("panyuan", walk.freshRound(Tier.NATIONAL));
    String longName = "很".repeat(60) + ".png";
    for (String name : List.of("../../a.png", "A.PNG", "a.png", longName, "con.png")) {
      upload(number, name);
    }
    Map<String, byte[]> book = unzip(page("panyuan", number + "/book.zip").bytes());
    String folder = "01 组织管理/1.1.1/";
    assertThat(book)
        .containsKeys(folder + "a.png", folder + longName, folder + "_con.png", "00 基本条件/C1/a.png")
        .containsKeys(folder + "a (2).png", folder + "A (3).PNG", folder + "a (4).png");
    assertThat(book.get(folder + longName)).isEqualTo(Walk.PNG);
    assertThat(book.keySet()).noneMatch(n -> n.contains("..") || n.startsWith("/"));
    int stored =
        jdbc.sql("select count(*) from evidence where application_number = ?")
            .param(number)
            .query(Integer.class)
            .single();
    assertThat(book).hasSize(stored + 1);
    assertThat(new String(book.get("目录.html"), StandardCharsets.UTF_8))
        .contains(number, "1.1.1", "SHA-256");
  }

  private void upload(String number, String name) {
    Answer answer =
        client
            .as("panyuan")
            .upload(
                "/api/applications/" + number + "/evidence",
                Map.of("item", "1.1.1"),
                name,
                Walk.PNG);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
  }

  private static Map<String, byte[]> unzip(byte[] archive) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
      for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
        assertThat(parts.put(entry.getName(), in.readAllBytes())).as(entry.getName()).isNull();
      }
    }
    return parts;
  }

  @Test
  void theExportedListKeepsFilterAndTerritory() throws IOException {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    String draft = walk.draft("panyuan", walk.freshRound(Tier.NATIONAL));
    assertThat(numbers(export("zhangdian", ""))).contains(number).doesNotContain(draft);
    assertThat(numbers(export("panyuan", ""))).contains(number, draft);
    assertThat(numbers(export("linzi", ""))).doesNotContain(number, draft);
    assertThat(numbers(export("zhangdian", "?q=" + number))).containsExactly(number);
    assertThat(client.stranger().get("/applications.xlsx").status()).isNotEqualTo(200);
  }

  @Test
  void whatLooksLikeAFormulaStaysText() throws IOException {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    jdbc.sql("update application set community_name = ? where number = ?")
        .params("=HYPERLINK(\"http://x\")", number)
        .update();
    try (var book =
        new XSSFWorkbook(new ByteArrayInputStream(export("zhangdian", "?q=" + number)))) {
      var cell = book.getSheetAt(0).getRow(1).getCell(1);
      assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
      assertThat(cell.getCellStyle().getQuotePrefixed()).isTrue();
    }
  }

  @Test
  void aListThatIsCutSaysSo() throws IOException {
    walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    var out = new ByteArrayOutputStream();
    workbook.write(walk.who("zhangdian"), null, 1, out);
    try (var book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
      Sheet sheet = book.getSheetAt(0);
      assertThat(sheet.getLastRowNum()).isEqualTo(2);
      assertThat(sheet.getRow(2).getCell(0).getStringCellValue())
          .containsAnyOf("只导出前 1 行", "Only the first 1 of");
    }
  }

  private byte[] export(String person, String query) {
    return client.signedIn(person).get("/applications.xlsx" + query).bytes();
  }

  private static List<String> numbers(byte[] workbook) throws IOException {
    List<String> numbers = new ArrayList<>();
    try (var book = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
      Sheet sheet = book.getSheetAt(0);
      for (int at = 1; at <= sheet.getLastRowNum(); at++) {
        numbers.add(sheet.getRow(at).getCell(0).getStringCellValue());
      }
    }
    return numbers;
  }

  @Test
  void aLongStoryStaysAPage() {
    String draft = walk.draft("panyuan", walk.freshRound(Tier.NATIONAL));
    grows(draft);
    stays("panyuan", draft);
    String number = consulted();
    grows(number);
    stays("panyuan", number);
    stays("zhangdian", number);
    int last =
        jdbc.sql("select (count(*) - 1) / 50 from audit_entry where chain = ?")
            .param(number)
            .query(Integer.class)
            .single();
    assertThat(page("zhangdian", number + "?page=" + last).text()).contains("建立申报");
    assertThat(page("zhangdian", number + "?page=" + (last + 1)).status()).isEqualTo(200);
  }

  /** By 500 rows of the trail, 200 evidences of one item and four visits. */
  private void grows(String number) {
    for (int n = 0; n < 3; n++) visits.closed(visits.visiting(number));
    visits.visiting(number);
    jdbc.sql(
            """
            insert into audit_entry (chain, seq, at, actor, level, action, decision, opinion,
              previous_hash, hash)
            select ?, last.seq + n, now(), 'panyuan', 'COMMUNITY', 'SCORED', null, '第' || n || '次',
              '', ''
            from generate_series(1, 500) n,
              (select max(seq) as seq from audit_entry where chain = ?) last""")
        .params(number, number)
        .update();
    jdbc.sql(
            """
            insert into evidence (id, application_number, target, file_name, media_type, size,
              sha256, uploaded_by, uploaded_at)
            select gen_random_uuid(), ?, 'item/1.1.1', repeat('长', 60) || n || '.png', 'image/png',
              1, '0', 'panyuan', now()
            from generate_series(1, 200) n""")
        .param(number)
        .update();
  }

  private void stays(String person, String number) {
    Client.As reader = client.signedIn(person);
    reader.get("/applications/" + number);
    int queries = QueryCount.of(() -> reader.get("/applications/" + number));
    assertThat(queries).as(person + " " + number).isBetween(5, MOST_QUERIES);
    String page = reader.get("/applications/" + number).text();
    assertThat(page.split("<time", -1).length).isLessThan(120);
    assertThat(page.length()).isLessThan(400_000);
  }

  @Test
  void theDrawingFitsAndBreaksNoPolicy() {
    String number = consulted();
    jdbc.sql("update application set community_name = ? where number = ?")
        .params("社".repeat(60), number)
        .update();
    try (Browsers browsers = Browsers.start()) {
      for (Page page :
          List.of(browsers.desk("zh-CN", client.url("")), browsers.phone("en", client.url("")))) {
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(m -> complaints.add(m.type() + " " + m.text()));
        page.onPageError(complaints::add);
        Browsers.signIn(page, "zhangdian");
        for (String path : List.of("", "/sheet", "/opinions")) {
          page.navigate("/applications/" + number + path);
          if (path.isEmpty()) {
            page.waitForSelector(".bpmn-now");
            assertThat(page.locator(".drawing svg").count()).isEqualTo(2);
          }
          assertThat(
                  page.evaluate(
                      "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
              .as(path)
              .isEqualTo(0);
        }
        assertThat(complaints).isEmpty();
      }
    }
  }

  @Test
  void thePrintsSayThatTheyAreNotOfficial() {
    String number = consulted();
    assertThat(page("zhangdian", number + "/sheet").text())
        .contains("非官方表样", "总分", "（盖章）", "0533-1234567")
        .doesNotContain("??");
    assertThat(page("zhangdian", number + "/opinions").text())
        .contains("非官方表样", "器材过期", "负责人（签字）")
        .doesNotContain("??");
  }
}
