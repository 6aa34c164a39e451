package io.anlan.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.anlan.criteria.Criteria;
import io.anlan.round.Rounds;
import io.anlan.shared.CsvFile;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.Client.File;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Samples;
import io.anlan.support.Walk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** New versions of the scoring table: stored whole, or refused by row and column. */
@RunningAnlan
class CriteriaImportTest {

  private static final CsvFile ITEMS = CsvFile.of("data/criteria_working_template.csv");
  private static final CsvFile CONDITIONS = CsvFile.of("data/basic_conditions.csv");
  private static final String FIRST = "2,OFFICIAL";

  @Autowired Client client;
  @Autowired Criteria criteria;
  @Autowired Walk walk;
  @Autowired Rounds rounds;

  private Answer send(String id, File items, File conditions) {
    return client
        .as("admin")
        .upload(
            "/api/criteria",
            Map.of("id", id, "name", "试用版"),
            Map.of("items", items, "conditions", conditions));
  }

  private static File csv(String text) {
    return new File("表.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  private static File conditions() {
    return csv(CONDITIONS.text());
  }

  static Stream<Arguments> good() {
    return Stream.of(
        arguments("csv", csv(ITEMS.text())),
        arguments("csv-with-bom", csv("\uFEFF" + ITEMS.text())),
        arguments("csv-of-windows", csv(ITEMS.text().replace("\n", "\r\n"))),
        arguments("csv-with-empty-lines", csv(ITEMS.text() + "\n\n")),
        arguments("xlsx", new File("表.XLSX", workbook((rows, first) -> {}))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void aGoodTableBecomesAVersionThatARoundCanUse(String id, File items) {
    Answer answer = send(id, items, conditions());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    assertThat(criteria.version(id).items())
        .usingRecursiveComparison()
        .withComparatorForType(java.math.BigDecimal::compareTo, java.math.BigDecimal.class)
        .isEqualTo(criteria.version("2026-working").items());
    var used = walk.freshRound(Tier.MUNICIPAL);
    var round =
        rounds.create(
            new Rounds.NewRound(used.year() + 1, Tier.MUNICIPAL, "试", used.closesOn(), id, null));
    assertThat(round.criteriaVersion()).isEqualTo(id);
    Answer again = send(id, items, conditions());
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("criteria-exists");
  }

  static Stream<Arguments> broken() {
    String good = ITEMS.text();
    String header = good.substring(0, good.indexOf('\n') + 1);
    String row = good.split("\n")[1] + "\n";
    return Stream.of(
        arguments("nothing", csv(""), "items/1", "area_no"),
        arguments("a header alone", csv(header), "items", "100"),
        arguments("semicolons", csv(good.replace(',', ';')), "items/1", "逗号"),
        arguments(
            "a column less", csv(good.replace("max_points", "points")), "items/1", "max_points"),
        arguments("a column twice", csv(good.replace("basis", "status")), "items", "无法读取"),
        arguments(
            "a row less",
            csv(header + good.substring(header.length() + row.length())),
            "items",
            "合计"),
        arguments("words for points", csv(good.replaceFirst(FIRST, "二,OFFICIAL")), "items/2", "数字"),
        arguments("no points", csv(good.replaceFirst(FIRST, ",OFFICIAL")), "items/2", "max_points"),
        arguments(
            "less than nothing", csv(good.replaceFirst(FIRST, "-2,OFFICIAL")), "items/2", "0.5"),
        arguments("a third", csv(good.replaceFirst(FIRST, "0.3,OFFICIAL")), "items/2", "0.5"),
        arguments("not a number", csv(good.replaceFirst(FIRST, "NaN,OFFICIAL")), "items/2", "数字"),
        arguments(
            "countless", csv(good.replaceFirst(FIRST, "1e999999999,OFFICIAL")), "items/2", "数字"),
        arguments(
            "endless",
            csv(good.replaceFirst(FIRST, "9".repeat(5000) + ",OFFICIAL")),
            "items/2",
            "数字"),
        arguments(
            "another area's", csv(good.replaceFirst("10,1\\.1,", "10,2.1,")), "items/2", "2.1"),
        arguments("half an area", csv(good.replaceFirst("\n1,", "\n1.5,")), "items/2", "area_no"),
        arguments(
            "two totals", csv(good.replaceFirst("理,10,1\\.2", "理,11,1.2")), "items/3", "第 1 部分"),
        arguments("a code twice", csv(coded(good, "1.1.1", "1.1.1")), "items/3", "重复"),
        arguments(
            "a code for SQL", csv(coded(good, "1'; drop table score", "1.2.1")), "items/2", "数字和点"),
        arguments("a condition's code", csv(coded(good, "C1", "1.2.1")), "items/2", "数字和点"),
        arguments("a long code", csv(coded(good, "1.1.111111111111111", "1.2.1")), "items/2", "16"),
        arguments("a NUL", csv(good.replaceFirst("会议通知", "会\u0000议")), "items/2", "无法读取"),
        arguments(
            "10,000 rows",
            csv(header + "1,a,10,1.1,a,a,2,OFFICIAL,,no,a,a\n".repeat(10_000)),
            "items",
            "2,000"),
        arguments(
            "GBK", new File("表.csv", good.getBytes(Charset.forName("GBK"))), "items", "UTF-8"),
        arguments(
            "UTF-16", new File("表.csv", good.getBytes(StandardCharsets.UTF_16)), "items", "UTF-8"),
        arguments("a workbook named .csv", new File("a.csv", Samples.xlsx()), "items", "UTF-8"),
        arguments(
            "a text named .xlsx",
            new File("a.xlsx", good.getBytes(StandardCharsets.UTF_8)),
            "items",
            "XLSX"),
        arguments(
            "another ending",
            new File("a.txt", good.getBytes(StandardCharsets.UTF_8)),
            "items",
            "XLSX"),
        arguments(
            "a page", csv("<html><table><tr><td>1</td></tr></table></html>"), "items/1", "area_no"),
        arguments("an empty sheet", new File("a.xlsx", Samples.xlsx()), "items/1", "area_no"),
        arguments(
            "a formula",
            new File("a.xlsx", workbook((rows, first) -> first.getCell(6).setCellFormula("1+1"))),
            "items/2",
            "公式"),
        arguments(
            "a row number behind empty rows",
            new File(
                "a.xlsx",
                workbook(
                    (book, first) -> {
                      book.getSheetAt(0).shiftRows(1, book.getSheetAt(0).getLastRowNum(), 3);
                      book.getSheetAt(0).getRow(4).getCell(6).setCellValue("二");
                    })),
            "items/5",
            "数字"),
        arguments(
            "a bomb",
            new File(
                "a.xlsx", Samples.with(Samples.xlsx(), Map.of("xl/styles.xml", spaces(100 << 20)))),
            "items",
            "无法读取"));
  }

  private static byte[] spaces(int size) {
    byte[] spaces = new byte[size];
    Arrays.fill(spaces, (byte) ' ');
    return spaces;
  }

  /** With a column of codes of its own. */
  private static String coded(String table, String first, String second) {
    String[] rows = table.split("\n");
    StringBuilder coded = new StringBuilder("code," + rows[0] + "\n");
    for (int i = 1; i < rows.length; i++) {
      coded.append(i == 1 ? first : i == 2 ? second : "").append(',').append(rows[i]).append('\n');
    }
    return coded.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void aBrokenTableIsRefusedByRowAndNothingIsStored(
      String what, File items, String at, String word) {
    int versions = criteria.all().size();
    Answer answer = send("broken", items, conditions());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.errors()).as(answer.toString()).containsKey(at);
    assertThat(answer.body().path("errors").toString()).contains(word);
    assertThat(answer.body().path("errors").size()).isLessThanOrEqualTo(100);
    assertThat(criteria.exists("broken")).isFalse();
    assertThat(criteria.all()).hasSize(versions);
  }

  static Stream<Arguments> brokenConditions() {
    String good = CONDITIONS.text();
    return Stream.of(
        arguments("nothing", "", "conditions/1"),
        arguments("a header alone", good.substring(0, good.indexOf('\n') + 1), "conditions"),
        arguments("a gap", good.replaceFirst("\n2,", "\n3,"), "conditions/3"),
        arguments("a word", good.replaceFirst("\n2,", "\n二,"), "conditions/3"),
        arguments("no text", good.replaceFirst("\n1,[^,]*,", "\n1,,"), "conditions/2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenConditions")
  void soAreBrokenConditions(String what, String conditions, String at) {
    Answer answer = send("broken", csv(ITEMS.text()), csv(conditions));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.errors()).containsKey(at);
    assertThat(criteria.exists("broken")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "../a", "a'b", "版本", "a\u0007"})
  void anIdIsOneWord(String id) {
    Answer answer = send(id, csv(ITEMS.text()), conditions());
    assertThat(answer.status()).as(answer.toString()).isIn(400, 422);
    assertThat(answer.errors()).containsOnlyKeys("id");
  }

  @Test
  void aTableBeyondTheLimitNamesIt() {
    Answer answer = send("broken", csv("x".repeat((1 << 20) + 1)), conditions());
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.errors().get("items")).contains("1 MB");
  }

  /** The shipped table as a workbook, changed at its first row. */
  private static byte[] workbook(BiConsumer<XSSFWorkbook, XSSFRow> change) {
    try (var book = new XSSFWorkbook();
        var out = new ByteArrayOutputStream()) {
      var sheet = book.createSheet();
      int number = 0;
      var header = sheet.createRow(number++);
      for (String name : ITEMS.rows().get(0).getParser().getHeaderNames()) {
        header.createCell(Math.max(0, header.getLastCellNum())).setCellValue(name);
      }
      for (CSVRecord record : ITEMS.rows()) {
        var row = sheet.createRow(number++);
        for (int i = 0; i < record.size(); i++) {
          if (record.get(i) != null) row.createCell(i).setCellValue(record.get(i));
        }
      }
      change.accept(book, sheet.getRow(1));
      book.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
