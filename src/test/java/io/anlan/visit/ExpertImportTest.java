package io.anlan.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.anlan.shared.TableFile;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Samples;
import io.anlan.visit.Expert.Tie;
import io.anlan.visit.Expert.TieKind;
import io.anlan.visit.ExpertTable.Column;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An office's experts from a table: all of them, or none with every fault in words. */
@RunningAnlan
class ExpertImportTest {

  private static final String DISTRICT = "370303000000";
  private static final String HEADER =
      Arrays.stream(Column.values()).map(Column::title).collect(Collectors.joining(","));

  private static int count;

  @Autowired Client client;
  @Autowired Experts experts;
  @Autowired JdbcClient jdbc;

  private Pool pool;
  private String expert;
  private Client.As zhangdian;

  @BeforeEach
  void anAccountWithTheRole() {
    pool = new Pool(jdbc);
    expert = "import-" + ++count;
    pool.account(expert, null);
    pool.role(expert, DISTRICT);
    zhangdian = client.signedIn("zhangdian");
  }

  private Answer send(String name, byte[] table) {
    return zhangdian.upload("/experts/import", Map.of(), name, table);
  }

  private Answer csv(String... rows) {
    String table = HEADER + "\n" + String.join("\n", rows) + "\n";
    return send("专家.csv", table.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theTemplateFilledInIsStored() throws IOException {
    Answer template = zhangdian.get("/experts/import/template.xlsx");
    assertThat(template.status()).isEqualTo(200);
    var out = new ByteArrayOutputStream();
    try (var book = new XSSFWorkbook(new ByteArrayInputStream(template.bytes()))) {
      assertThat(book.getSheetAt(1).getRow(4).getCell(1).getStringCellValue())
          .contains("建筑结构", "应急管理");
      var row = book.getSheetAt(0).createRow(1);
      List<String> cells =
          List.of(
              expert,
              expert,
              "区住建局",
              "住建",
              "建筑结构、抗震",
              "370300000000",
              "高级工程师",
              "2030/6/1",
              "暂停",
              "370303001002、370303002000",
              "370303003000",
              "370303005000 至 2024-06-30；370303004000至2020年1月2日");
      for (int i = 0; i < cells.size(); i++) row.createCell(i).setCellValue(cells.get(i));
      book.write(out);
    }
    Answer stored = send("专家.xlsx", out.toByteArray());
    assertThat(stored.location()).as(stored.text()).endsWith("/experts");
    assertThat(zhangdian.get("/experts").text()).contains("已导入 1 位专家");
    Expert entry = experts.find(expert).orElseThrow();
    assertThat(entry.unit()).isEqualTo("区住建局");
    assertThat(entry.department()).isEqualTo("HOUSING");
    assertThat(entry.specialities()).containsExactly(Speciality.BUILDINGS, Speciality.EARTHQUAKE);
    assertThat(entry.territory()).isEqualTo("370300000000");
    assertThat(entry.qualifiedUntil()).isEqualTo("2030-06-01");
    assertThat(entry.state()).isEqualTo(Expert.State.PAUSED);
    assertThat(entry.ties())
        .containsExactly(
            new Tie(TieKind.LIVES, "370303001002", null),
            new Tie(TieKind.LIVES, "370303002000", null),
            new Tie(TieKind.WORKS, "370303003000", null),
            new Tie(TieKind.WORKED, "370303005000", LocalDate.of(2024, 6, 30)),
            new Tie(TieKind.WORKED, "370303004000", LocalDate.of(2020, 1, 2)));
    assertThat(csv(expert + ",,区住建局,,,,,,,,,").location()).endsWith("/experts");
    assertThat(experts.find(expert).orElseThrow())
        .satisfies(
            again -> {
              assertThat(again.ties()).isEmpty();
              assertThat(again.department()).isEqualTo("HOUSING");
              assertThat(again.state()).isEqualTo(Expert.State.PAUSED);
            });
  }

  @Test
  void everyFaultIsToldAtOnceAndNothingIsStored() {
    pool.enters(expert + "-b", DISTRICT);
    pool.account(expert + "-c", null);
    pool.role(expert + "-c", "370305000000");
    Answer refused =
        csv(
            expert + ",,新单位,,,,,,,,,",
            "nobody-at-all,,,,,,,,,,,",
            "zhangdian,,,,,,,,,,,",
            expert + "-c,,,,,,,,,,,",
            expert + "-b,李四,,马戏团,杂耍,3.70303E+11,,明天,在逃,370303000000,张店,370303005000",
            expert + ",,,,,,,,,,,",
            ",无账号,,,,,,,,,,");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text())
        .contains(
            "没有保存任何内容，有 14 处",
            "没有账号“nobody-at-all”",
            "请先由系统管理员开设账号",
            "账号“zhangdian”没有本机构的“核查专家”角色",
            "账号“" + expert + "-c”没有本机构",
            "姓名是“" + expert + "-b”",
            "“马戏团”这个部门，可填：气象",
            "“杂耍”这个专业，可填：消防",
            "“3.70303E+11”不是区划代码",
            "请填写日期",
            "“在逃”这个状态",
            "“张店”不是街道或社区",
            "须写明离开日期",
            "与第 2 行的账号重复",
            "第 8 行");
    assertThat(experts.exists(expert)).isFalse();
    assertThat(experts.find(expert + "-b").orElseThrow().version()).isEqualTo(1);
  }

  static Stream<Arguments> hostile() throws IOException {
    byte[] good = (HEADER + "\nx,,,,,,,,,,,\n").getBytes(StandardCharsets.UTF_8);
    byte[] spaces = new byte[100 << 20];
    Arrays.fill(spaces, (byte) ' ');
    return Stream.of(
        arguments("nothing", "a.csv", new byte[0], 422),
        arguments("a header alone", "a.csv", HEADER.getBytes(StandardCharsets.UTF_8), 422),
        arguments("a column less", "a.csv", "账号,姓名\nx,y\n".getBytes(StandardCharsets.UTF_8), 422),
        arguments("GBK", "a.csv", (HEADER + "\nx").getBytes(Charset.forName("GBK")), 422),
        arguments("another ending", "a.exe", good, 422),
        arguments("a text named .xlsx", "a.xlsx", good, 422),
        arguments("a workbook named .csv", "a.csv", Samples.xlsx(), 422),
        arguments("an empty sheet", "a.xlsx", Samples.xlsx(), 422),
        arguments("a formula", "a.xlsx", formula(), 422),
        arguments(
            "a NUL",
            "a.csv",
            (HEADER + "\nx,,\u0000,,,,,,,,,\n").getBytes(StandardCharsets.UTF_8),
            422),
        arguments(
            "501 rows",
            "a.csv",
            (HEADER + "\n" + "x,,,,,,,,,,,\n".repeat(501)).getBytes(StandardCharsets.UTF_8),
            422),
        arguments("more than 1 MB", "a.csv", new byte[(1 << 20) + 1], 413),
        arguments(
            "a bomb",
            "a.xlsx",
            Samples.with(Samples.xlsx(), Map.of("xl/styles.xml", spaces)),
            422));
  }

  private static byte[] formula() throws IOException {
    try (var book = new XSSFWorkbook();
        var out = new ByteArrayOutputStream()) {
      var sheet = book.createSheet();
      var titles = sheet.createRow(0);
      for (Column c : Column.values()) titles.createCell(c.ordinal()).setCellValue(c.title());
      sheet.createRow(1).createCell(0).setCellFormula("1+1");
      book.write(out);
      return out.toByteArray();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void whatIsNoSuchTableIsRefusedWithAReason(String what, String name, byte[] table, int status) {
    Answer answer = send(name, table);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.text()).contains("没有保存任何内容").doesNotContain("problem.");
  }

  @Test
  void theTableReadsAsItIsWritten() {
    byte[] template = zhangdian.get("/experts/import/template.xlsx").bytes();
    assertThat(TableFile.read("table", "a.xlsx", new ByteArrayInputStream(template)).columns())
        .containsExactly(Arrays.stream(Column.values()).map(Column::title).toArray(String[]::new));
    assertThat(send("空.xlsx", template).text()).contains("表格里没有数据");
  }
}
