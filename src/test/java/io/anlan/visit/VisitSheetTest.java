package io.anlan.visit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anlan.application.Assessments;
import io.anlan.application.Assessments.ScoreCommand;
import io.anlan.application.Stage;
import io.anlan.criteria.Criteria;
import io.anlan.criteria.Item;
import io.anlan.shared.Level;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.MovableClock;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Samples;
import io.anlan.support.VisitRows;
import io.anlan.support.Walk;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What experts write at a visit: once each, in any order, and without seeing others' points. */
@RunningAnlan
class VisitSheetTest {

  private static final DateTimeFormatter TAKEN = DateTimeFormatter.ofPattern("yyyy:MM:dd HH:mm:ss");

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired VisitRows rows;
  @Autowired Assessments assessments;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired Criteria criteria;

  private String number;
  private long visit;
  private String path;
  private String item;

  @BeforeEach
  void aVisit() {
    number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    visit = rows.visiting(number);
    path = "/api/visits/" + visit;
    item = sheet("expert-fire").path("items").path(0).path("code").asText();
  }

  private JsonNode sheet(String who) {
    Answer answer = client.as(who).get(path);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.body();
  }

  private JsonNode item(String who, String code) {
    return StreamSupport.stream(sheet(who).path("items").spliterator(), false)
        .filter(i -> i.path("code").asText().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private Answer scores(String who, String code, double points, String reason) {
    Map<String, Object> body = new HashMap<>();
    body.put("points", points);
    body.put("reason", reason);
    return client.as(who).put(path + "/scores/" + code, body);
  }

  private Answer finds(String who, UUID id, String text) {
    return client
        .as(who)
        .put(
            path + "/findings/" + id,
            Map.of("item", item, "severity", "MAJOR", "text", text, "deviceAt", clock.instant()));
  }

  private Answer photographs(String who, UUID id, Map<String, String> fields, byte[] picture) {
    return photographs(who, id, fields, "photo.jpg", picture);
  }

  private Answer photographs(
      String who, UUID id, Map<String, String> fields, String name, byte[] picture) {
    return client
        .as(who)
        .upload(
            "PUT", path + "/photos/" + id, fields, Map.of("file", new Client.File(name, picture)));
  }

  private BigDecimal points(Stage stage) {
    return jdbc.sql("select points from score where number = ? and stage = ? and item = ?")
        .params(number, stage.name(), item)
        .query(BigDecimal.class)
        .optional()
        .orElse(null);
  }

  private int count(String table) {
    return jdbc.sql("select count(*) from " + table + " where visit_id = ?")
        .param(visit)
        .query(Integer.class)
        .single();
  }

  // Points

  @Test
  void theChecklistIsWhatTheTableMarksForTheSpot() {
    JsonNode sheet = sheet("expert-fire");
    List<String> marked =
        criteria.version(walk.file(number).criteriaVersion()).items().stream()
            .filter(Item::onSite)
            .map(Item::code)
            .toList();
    assertThat(sheet.path("items").findValuesAsText("code")).containsExactlyElementsOf(marked);
    assertThat(sheet.path("items").path(0).path("proofs")).isNotEmpty();
    assertThat(sheet.path("writable").asBoolean()).isTrue();
  }

  @Test
  void earlierPointsAreShownItemByItemOnceOnesOwnAreSaved() {
    walk.reaches("zhangdian", number);
    assessments.score(
        walk.who("zhangdian"),
        number,
        Stage.DISTRICT,
        List.of(new ScoreCommand(item, new BigDecimal("0.5"), "只有半份台账", null)));
    scores("expert-power", item, 1, "看过现场");

    String hidden = client.as("expert-fire").get(path).text();
    assertThat(hidden).doesNotContain("只有半份台账").doesNotContain("看过现场");
    assertThat(item("expert-fire", item).path("scores").path("earlier").isNull()).isTrue();
    assertThat(item("expert-fire", item).path("scores").path("members").isNull()).isTrue();
    Answer page = client.signedIn("expert-fire").get("/visits/" + visit);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).doesNotContain("只有半份台账").doesNotContain("看过现场");

    JsonNode shown = scores("expert-fire", item, 1, null).body();
    assertThat(shown.path("reasonNeeded").asBoolean()).isTrue();
    assertThat(shown.path("earlier").path("DISTRICT").path("points").asDouble()).isEqualTo(0.5);
    assertThat(shown.path("earlier").has("SELF")).isTrue();
    assertThat(shown.path("members")).hasSize(2);
    assertThat(scores("expert-fire", item, 1, "台账齐全").body().path("reasonNeeded").asBoolean())
        .isFalse();
    JsonNode others = sheet("expert-fire").path("items");
    for (JsonNode other : others) {
      if (!other.path("code").asText().equals(item)) {
        assertThat(other.path("scores").path("earlier").isNull()).isTrue();
      }
    }
  }

  @Test
  void theFileGetsTheLeadersPointsOrElseTheLastOnes() {
    scores("expert-power", item, 0.5, null);
    assertThat(points(Stage.VISIT)).isEqualByComparingTo("0.5");
    scores("expert-fire", item, 1, null);
    assertThat(points(Stage.VISIT)).isEqualByComparingTo("1");
    scores("expert-power", item, 0, null);
    assertThat(points(Stage.VISIT)).isEqualByComparingTo("1");
    assertThat(points(Stage.SPOT_CHECK)).isNull();
  }

  @Test
  void aVisitAboveTheScoringLevelIsASpotCheck() {
    rows.closed(visit);
    visit = rows.visiting(number, Level.CITY, "370300000000");
    path = "/api/visits/" + visit;
    scores("expert-fire", item, 1, null);
    assertThat(points(Stage.SPOT_CHECK)).isEqualByComparingTo("1");
    assertThat(points(Stage.VISIT)).isNull();
    Answer other = put("expert-fire", "VISIT", List.of(Map.of("item", item, "points", 1)));
    assertThat(other.status()).isEqualTo(403);
  }

  @Test
  void pointsThatCannotBeAreRefusedAtTheirField() {
    assertThat(scores("expert-fire", item, 99, null).errors()).containsOnlyKeys("points");
    assertThat(scores("expert-fire", item, 0.3, null).errors()).containsOnlyKeys("points");
    assertThat(scores("expert-fire", "9.9.9", 0, null).errors()).containsOnlyKeys("item");
    assertThat(scores("expert-fire", item, 1, "长".repeat(2001)).errors()).containsKey("reason");
    assertThat(count("visit_score")).isZero();
  }

  private Answer put(String who, String stage, Object body) {
    return client.as(who).put("/api/applications/" + number + "/scores/" + stage, body);
  }

  @Test
  void theCallForAllPointsTakesTheExpertsToo() {
    Answer answer =
        put("expert-fire", "VISIT", List.of(Map.of("item", item, "points", 1, "reason", "好")));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    for (JsonNode i : answer.body().path("items")) {
      boolean scored = i.path("code").asText().equals(item);
      assertThat(i.path("points").isNull()).isEqualTo(!scored);
      assertThat(i.path("scores").has("VISIT")).isEqualTo(scored);
    }
    assertThat(answer.body().path("total").isNull()).isTrue();
    assertThat(points(Stage.VISIT)).isEqualByComparingTo("1");
    assertThat(item("expert-fire", item).path("scores").path("points").asDouble()).isEqualTo(1);

    Map<String, Object> stale = Map.of("item", item, "points", 0, "version", 0);
    assertThat(put("expert-fire", "VISIT", List.of(stale)).status()).isEqualTo(409);
    assertThat(points(Stage.VISIT)).isEqualByComparingTo("1");
    Answer half =
        put(
            "expert-fire",
            "VISIT",
            List.of(Map.of("item", item, "points", 0), Map.of("item", "9.9", "points", 0)));
    assertThat(half.errors()).containsOnlyKeys("[1].item");
    assertThat(points(Stage.VISIT)).isEqualByComparingTo("1");
    assertThat(put("expert-fire", "SPOT_CHECK", List.of()).status()).isEqualTo(403);
    assertThat(put("expert-housing", "VISIT", List.of()).status()).isEqualTo(404);
    assertThat(put("zhangdian", "VISIT", List.of()).status()).isEqualTo(403);
    assertThat(client.as("expert-fire").get("/api/applications/" + number).status()).isEqualTo(404);
    assertThat(client.as("expert-fire").get("/api/applications/" + number + "/assessment").status())
        .isEqualTo(404);
  }

  @Test
  void theCommunitySeesTheExpertsPointsOnlyWhenTheyHaveConcluded() {
    scores("expert-fire", item, 0.5, "缺一册");
    finds("expert-fire", UUID.randomUUID(), "通道被占");
    String assessment = "/api/applications/" + number + "/assessment";
    assertThat(client.as("panyuan").get(assessment).text()).doesNotContain("缺一册");
    assertThat(client.as("panyuan").get(path).text()).doesNotContain("缺一册", "通道被占");
    assertThat(client.as("zhangdian").get(path).text()).contains("缺一册", "通道被占");
    rows.concluded(visit);
    assertThat(client.as("panyuan").get(assessment).text()).contains("缺一册");
    assertThat(client.as("panyuan").get(path).text()).contains("缺一册", "通道被占");
  }

  // Findings

  @Test
  void aFindingSentTwiceIsThereOnceAndIsCorrectedByItsId() {
    UUID id = UUID.randomUUID();
    assertThat(finds("expert-fire", id, "灭火器过期").status()).isEqualTo(200);
    assertThat(finds("expert-fire", id, "灭火器过期").status()).isEqualTo(200);
    assertThat(finds("expert-fire", id, "两只灭火器过期").body().path("text").asText())
        .isEqualTo("两只灭火器过期");
    assertThat(sheet("expert-power").path("findings")).hasSize(1);
    assertThat(finds("expert-power", id, "我的").status()).isEqualTo(403);
    assertThat(client.as("expert-power").delete(path + "/findings/" + id).status()).isEqualTo(403);
    assertThat(client.as("expert-fire").delete(path + "/findings/" + id).status()).isEqualTo(204);
    assertThat(finds("expert-fire", id, "晚到的").status()).isEqualTo(200);
    assertThat(sheet("expert-fire").path("findings")).isEmpty();
  }

  @Test
  void whatIsRemovedBeforeItArrivesDoesNotAppear() {
    UUID finding = UUID.randomUUID();
    UUID photo = UUID.randomUUID();
    assertThat(client.as("expert-fire").delete(path + "/findings/" + finding).status())
        .isEqualTo(204);
    assertThat(client.as("expert-fire").delete(path + "/photos/" + photo).status()).isEqualTo(204);
    finds("expert-fire", finding, "晚到的");
    assertThat(photographs("expert-fire", photo, Map.of(), Samples.jpeg()).status()).isEqualTo(200);
    assertThat(sheet("expert-fire").path("findings")).isEmpty();
    assertThat(sheet("expert-fire").path("photos")).isEmpty();
  }

  @Test
  void anIdOfAnotherVisitIsRefused() {
    UUID id = UUID.randomUUID();
    finds("expert-fire", id, "这里的");
    photographs("expert-fire", id, Map.of(), Samples.jpeg());
    String other = walk.submitted("panzhuang", walk.freshRound(Tier.NATIONAL));
    String elsewhere = "/api/visits/" + rows.visiting(other);
    Map<String, Object> body = Map.of("severity", "MINOR", "text", "那里的");
    assertThat(client.as("expert-fire").put(elsewhere + "/findings/" + id, body).code())
        .isEqualTo("id-taken");
    assertThat(client.as("expert-fire").delete(elsewhere + "/photos/" + id).code())
        .isEqualTo("id-taken");
  }

  @Test
  void findingsThatCannotBeAreRefused() {
    String to = path + "/findings/" + UUID.randomUUID();
    Client.As fire = client.as("expert-fire");
    assertThat(fire.put(to, Map.of("severity", "MINOR", "text", " ")).errors())
        .containsOnlyKeys("text");
    assertThat(fire.put(to, Map.of("severity", "MINOR", "text", "长".repeat(2001))).errors())
        .containsOnlyKeys("text");
    assertThat(fire.put(to, Map.of("severity", "MINOR", "text", "x", "item", "9.9")).errors())
        .containsOnlyKeys("item");
    assertThat(fire.put(to, Map.of("text", "x")).errors()).containsOnlyKeys("severity");
    assertThat(fire.put(to, Map.of("severity", "HUGE", "text", "x")).status()).isEqualTo(400);
    assertThat(fire.put(path + "/findings/1", Map.of("text", "x")).status()).isEqualTo(400);
    String far = "+999999999-12-31T23:59:59Z";
    assertThat(fire.put(to, Map.of("severity", "VETO", "text", "x", "deviceAt", far)).status())
        .isEqualTo(200);
  }

  // Photographs

  private Map<String, String> at(Instant device, double latitude, double longitude) {
    return Map.of(
        "deviceAt",
        device.toString(),
        "latitude",
        String.valueOf(latitude),
        "longitude",
        String.valueOf(longitude),
        "accuracy",
        "12.34");
  }

  @Test
  void aPhotographMayArriveBeforeItsFindingAndTwice() {
    UUID finding = UUID.randomUUID();
    UUID photo = UUID.randomUUID();
    Map<String, String> fields = Map.of("findingId", finding.toString(), "item", item);
    Answer first = photographs("expert-fire", photo, fields, Samples.jpeg());
    assertThat(first.status()).as(first.toString()).isEqualTo(200);
    Answer again = photographs("expert-fire", photo, fields, Samples.jpeg());
    assertThat(again.body().path("evidence")).isEqualTo(first.body().path("evidence"));
    finds("expert-fire", finding, "灭火器过期");
    JsonNode sheet = sheet("expert-power");
    assertThat(sheet.path("photos")).hasSize(1);
    assertThat(sheet.path("photos").path(0).path("findingId").asText())
        .isEqualTo(sheet.path("findings").path(0).path("id").asText());
    assertThat(
            jdbc.sql("select count(*) from evidence where application_number = ? and target = ?")
                .params(number, "visit/" + visit)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void whatCannotBeTrueIsMarked() {
    Instant now = clock.instant();
    assertThat(marks(at(now, 36.8, 118.05))).isEmpty();
    assertThat(marks(at(now.minus(Duration.ofHours(30)), 36.8, 118.05)))
        .as("waited for a connection")
        .isEmpty();
    assertThat(marks(at(now.plus(Duration.ofDays(1095)), 36.8, 118.05))).containsExactly("CLOCK");
    assertThat(marks(at(now.minus(Duration.ofDays(1095)), 36.8, 118.05))).containsExactly("CLOCK");
    assertThat(marks(at(now.plus(Duration.ofMinutes(10)), 36.8, 118.05))).containsExactly("CLOCK");
    Answer nowhere =
        photographs("expert-fire", UUID.randomUUID(), at(now, 136.8, 118.05), Samples.jpeg());
    assertThat(nowhere.body().path("marks").path(0).asText()).isEqualTo("POSITION");
    assertThat(nowhere.body().path("latitude").isNull()).isTrue();
    for (String odd : List.of("NaN", "Infinity", "1e308")) {
      assertThat(marks(Map.of("latitude", odd, "longitude", "118"))).containsExactly("POSITION");
    }
    assertThat(marks(Map.of("latitude", "36"))).containsExactly("POSITION");
    assertThat(marks(Map.of("deviceAt", "+999999999-12-31T23:59:59Z"))).containsExactly("CLOCK");
    Answer words =
        photographs("expert-fire", UUID.randomUUID(), Map.of("latitude", "北"), Samples.jpeg());
    assertThat(words.status()).isEqualTo(400);
  }

  @Test
  void aPictureIsBelievedWhereTheDeviceSaysNothingAndMarkedWhereItSaysOtherwise() {
    String taken = TAKEN.format(clock.instant().atZone(clock.getZone()));
    byte[] picture = Samples.photo(taken, 36, 118);
    Answer silent = photographs("expert-fire", UUID.randomUUID(), Map.of(), picture);
    assertThat(silent.body().path("latitude").asDouble()).isEqualTo(36);
    assertThat(silent.body().path("longitude").asDouble()).isEqualTo(118);
    assertThat(silent.body().path("takenAt").asText()).startsWith(taken.substring(0, 4));
    assertThat(silent.body().path("marks")).isEmpty();
    Instant now = clock.instant();
    assertThat(marks(at(now, 36.01, 118.01), picture)).isEmpty();
    assertThat(marks(at(now, 36.01, 118.03), picture)).containsExactly("PLACE");
    byte[] old = Samples.photo("2019:01:01 08:00:00", 36, 118);
    assertThat(marks(at(now, 36, 118), old)).containsExactly("CLOCK");
    byte[] nonsense = Samples.photo("0000:00:00 00:00:00", 99, 400);
    assertThat(marks(at(now, 36, 118), nonsense)).isEmpty();
  }

  private List<String> marks(Map<String, String> fields) {
    return marks(fields, Samples.jpeg());
  }

  private List<String> marks(Map<String, String> fields, byte[] picture) {
    Answer answer = photographs("expert-fire", UUID.randomUUID(), fields, picture);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return StreamSupport.stream(answer.body().path("marks").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  @Test
  void whatIsNoPictureIsRefusedAndLeavesNothing() {
    byte[] html = "<html><script>".getBytes(StandardCharsets.US_ASCII);
    for (Object[] bad :
        new Object[][] {
          {"photo.jpg", html},
          {"photo.jpg", Samples.png()},
          {"plan.pdf", Samples.pdf()},
          {"photo.jpg", new byte[0]},
          {"photo.jpg", Arrays.copyOf(Samples.jpeg(), 60)}
        }) {
      Answer answer =
          photographs("expert-fire", UUID.randomUUID(), Map.of(), (String) bad[0], (byte[]) bad[1]);
      assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
      assertThat(answer.errors()).containsOnlyKeys("file");
    }
    Answer nothing =
        client
            .as("expert-fire")
            .upload("PUT", path + "/photos/" + UUID.randomUUID(), Map.of("item", item), Map.of());
    assertThat(nothing.errors()).containsOnlyKeys("file");
    assertThat(sheet("expert-fire").path("photos")).isEmpty();
  }

  @Test
  void aLargePhotographIsTaken() {
    byte[] large = Samples.join(Samples.jpeg(), new byte[50 << 20]);
    Answer answer = photographs("expert-fire", UUID.randomUUID(), Map.of(), large);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  @Test
  void onlyWhoSeesTheVisitLooksAtItsPhotographs() {
    Answer photo = photographs("expert-fire", UUID.randomUUID(), Map.of(), Samples.jpeg());
    String evidence = photo.body().path("evidence").asText();
    List<String> ways =
        List.of(
            "/api/evidence/" + evidence,
            "/applications/" + number + "/evidence/" + evidence + "/thumbnail",
            "/applications/" + number + "/evidence/" + evidence + "/view");
    for (String way : ways) {
      assertThat(looks("expert-power", way)).isEqualTo(200);
      assertThat(looks("zhangdian", way)).isEqualTo(200);
      assertThat(looks("panyuan", way)).as("not before the conclusion").isEqualTo(404);
      assertThat(looks("expert-housing", way)).isEqualTo(404);
      assertThat(looks("linzi", way)).isEqualTo(404);
    }
    byte[] book = client.signedIn("panyuan").get("/applications/" + number + "/book.zip").bytes();
    assertThat(new String(book, StandardCharsets.ISO_8859_1)).doesNotContain("photo.jpg");
    rows.concluded(visit);
    for (String way : ways) assertThat(looks("panyuan", way)).isEqualTo(200);
    rows.closed(visit);
    for (String way : ways) {
      assertThat(looks("expert-fire", way)).as("after the visit").isEqualTo(404);
      assertThat(looks("panyuan", way)).isEqualTo(200);
    }
    assertThat(client.as("panyuan").delete("/api/evidence/" + evidence).status()).isEqualTo(409);
  }

  private int looks(String who, String way) {
    return (way.startsWith("/api") ? client.as(who) : client.signedIn(who)).get(way).status();
  }

  // Minutes and signatures

  private Answer minutes(String who, String section, String text, Integer version) {
    Map<String, Object> body = new HashMap<>();
    body.put("text", text);
    body.put("version", version);
    return client.as(who).put(path + "/minutes/" + section, body);
  }

  @Test
  void whoeverIsLateSeesBothTexts() {
    assertThat(minutes("expert-fire", "SITE", "先到", 0).body().path("version").asInt()).isEqualTo(1);
    assertThat(minutes("expert-fire", "SITE", "先到", 0).status()).as("sent twice").isEqualTo(200);
    Answer late = minutes("expert-power", "SITE", "后到", 0);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("stored").path("text").asText()).isEqualTo("先到");
    assertThat(late.body().path("yours").asText()).isEqualTo("后到");
    assertThat(minutes("expert-power", "SITE", "合并", 1).body().path("version").asInt())
        .isEqualTo(2);
    assertThat(minutes("expert-fire", "SITE", "长".repeat(4001), 2).errors())
        .containsOnlyKeys("text");
    assertThat(minutes("expert-fire", "NIGHT", "x", 0).status()).isEqualTo(400);
    assertThat(sheet("expert-fire").path("minutes").findValuesAsText("section"))
        .containsExactly("OPENING", "PAPERS", "SITE", "EXCHANGE", "CLOSING");
  }

  private Answer signs(String who, byte[] drawing) {
    return client
        .as(who)
        .upload(
            "PUT",
            path + "/signature",
            Map.of(),
            Map.of("file", new Client.File("signature.png", drawing)));
  }

  @Test
  void eachMemberSignsOnceAndMayDrawItAgain() {
    Answer first = signs("expert-fire", Samples.png());
    assertThat(first.status()).as(first.toString()).isEqualTo(200);
    assertThat(signs("expert-fire", Samples.png()).body().path("evidence"))
        .isEqualTo(first.body().path("evidence"));
    assertThat(signs("expert-fire", Walk.PNG).body().path("evidence"))
        .isNotEqualTo(first.body().path("evidence"));
    signs("expert-power", Samples.png());
    assertThat(sheet("expert-fire").path("signatures")).hasSize(2);
    assertThat(signs("expert-fire", new byte[200 * 1024 + 1]).status()).isEqualTo(413);
    assertThat(signs("expert-fire", Samples.jpeg()).status()).isEqualTo(422);
  }

  // Who

  @Test
  void outsidersAndWhoeverDeclinedFindNothing() {
    rows.member(visit, "expert-urban", "DECLINED");
    for (String other : List.of("expert-housing", "expert-urban", "panzhuang", "linzi", "admin")) {
      assertThat(client.as(other).get(path).status()).as(other).isEqualTo(404);
      assertThat(finds(other, UUID.randomUUID(), "x").status()).as(other).isEqualTo(404);
    }
    for (String reader : List.of("zhangdian", "panyuan", "zibo")) {
      assertThat(client.as(reader).get(path).body().path("writable").asBoolean()).isFalse();
      assertThat(finds(reader, UUID.randomUUID(), "x").status()).as(reader).isEqualTo(403);
    }
    rows.member(visit, "expert-urban", "INVITED");
    JsonNode asked = client.as("expert-urban").get(path).body();
    assertThat(asked.path("items").path(0).path("proofs")).isEmpty();
    assertThat(finds("expert-urban", UUID.randomUUID(), "x").status()).isEqualTo(403);
  }

  @Test
  void anExpertReadsTheProofsUntilTheVisitIsOverAndNoLonger() {
    JsonNode proof = sheet("expert-fire").path("items").path(0).path("proofs").path(0);
    String id = proof.path("id").asText();
    List<String> ways =
        List.of(
            "/api/evidence/" + id,
            "/applications/" + number + "/evidence/" + id + "/view",
            "/applications/" + number + "/evidence/" + id + "/thumbnail");
    for (String way : ways) {
      assertThat(looks("expert-fire", way)).as(way).isEqualTo(200);
      assertThat(looks("expert-housing", way)).isEqualTo(404);
    }
    rows.member(visit, "expert-power", "REPLACED");
    assertThat(looks("expert-power", ways.get(0))).isEqualTo(404);
    rows.closed(visit);
    for (String way : ways) assertThat(looks("expert-fire", way)).isEqualTo(404);
    assertThat(client.as("expert-fire").get(path).status()).isEqualTo(404);
    assertThat(finds("expert-fire", UUID.randomUUID(), "x").status()).isEqualTo(404);
  }

  @Test
  void afterTheConclusionNothingIsWrittenButWhatIsThereIsAnswered() {
    UUID finding = UUID.randomUUID();
    UUID photo = UUID.randomUUID();
    finds("expert-fire", finding, "通道被占");
    photographs("expert-fire", photo, Map.of(), Samples.jpeg());
    rows.concluded(visit);
    assertThat(finds("expert-fire", finding, "通道被占").status()).isEqualTo(200);
    assertThat(photographs("expert-fire", photo, Map.of(), Samples.jpeg()).status()).isEqualTo(200);
    assertThat(finds("expert-fire", finding, "另一件").code()).isEqualTo("visit-concluded");
    assertThat(finds("expert-fire", UUID.randomUUID(), "新的").status()).isEqualTo(409);
    assertThat(scores("expert-fire", item, 1, null).status()).isEqualTo(409);
    assertThat(put("expert-fire", "VISIT", List.of(Map.of("item", item, "points", 1))).status())
        .isEqualTo(409);
    assertThat(minutes("expert-fire", "SITE", "x", 0).status()).isEqualTo(409);
    assertThat(signs("expert-fire", Samples.png()).status()).isEqualTo(409);
    assertThat(sheet("expert-fire").path("writable").asBoolean()).isFalse();
  }
}
