package io.anlan.round;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.anlan.shared.Level.CITY;
import static io.anlan.shared.Level.COMMUNITY;
import static io.anlan.shared.Level.DISTRICT;
import static io.anlan.shared.Level.NATION;
import static io.anlan.shared.Level.PROVINCE;
import static io.anlan.shared.Level.STREET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import io.anlan.audit.Trail;
import io.anlan.shared.Level;
import io.anlan.shared.Problem;
import io.anlan.shared.Tier;
import io.anlan.support.Browsers;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.MovableClock;
import io.anlan.support.QueryCount;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

/** The closing dates of the levels of a round. */
@RunningAnlan
@RecordApplicationEvents
class LevelDatesTest {

  @Autowired Rounds rounds;
  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Trail trail;
  @Autowired MovableClock clock;
  @Autowired TransactionTemplate transaction;
  @Autowired ApplicationEvents events;

  private Round round;
  private LocalDate closes;

  @BeforeEach
  void aRound() {
    round = walk.freshRound(Tier.PROVINCIAL);
    closes = round.closesOn();
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void aLevelClosesOnItsDateAndTheOthersHaveNone() {
    set(Map.of(DISTRICT, closes.plusDays(20), STREET, closes));
    assertThat(rounds.levelClosesOn(round.id(), DISTRICT)).contains(closes.plusDays(20));
    assertThat(rounds.levelClosesOn(round.id(), CITY)).isEmpty();
    assertThat(rounds.levelDates(round.id()))
        .containsExactly(Map.entry(STREET, closes), Map.entry(DISTRICT, closes.plusDays(20)));
    assertThat(events.stream(LevelDatesChanged.class))
        .containsExactly(new LevelDatesChanged(round.id(), Set.of(STREET, DISTRICT)));
  }

  @Test
  void aChangeIsSeenInItsOwnTransaction() {
    transaction.executeWithoutResult(
        status -> {
          assertThat(rounds.levelClosesOn(round.id(), CITY)).isEmpty();
          set(Map.of(CITY, closes));
          assertThat(rounds.levelClosesOn(round.id(), CITY)).contains(closes);
          status.setRollbackOnly();
        });
    assertThat(rounds.levelClosesOn(round.id(), CITY)).isEmpty();
  }

  @Test
  void whatIsLeftOutHasNoDateAnyMoreAndOnlyChangesAreTold() {
    set(Map.of(STREET, closes, CITY, closes.plusDays(30)));
    Map<Level, LocalDate> fewer = new EnumMap<>(Map.of(STREET, closes));
    fewer.put(CITY, null);
    set(fewer);
    assertThat(rounds.levelDates(round.id())).containsOnlyKeys(STREET);
    set(fewer);
    assertThat(events.stream(LevelDatesChanged.class).map(LevelDatesChanged::levels))
        .containsExactly(Set.of(STREET, CITY), Set.of(CITY));
  }

  @Test
  void aDateIsNotBeforeTheRoundCloses() {
    refused(
        Map.of(STREET, closes.minusDays(1), CITY, closes),
        "levelDates.STREET",
        "level-before-closing");
  }

  @Test
  void aDateIsNotBeforeTheOneOfTheNearestLevelBelow() {
    refused(
        Map.of(STREET, closes.plusDays(9), CITY, closes.plusDays(8), PROVINCE, closes.plusDays(8)),
        "levelDates.CITY",
        "level-before-lower");
  }

  @Test
  void aDateIsAtMostThreeYearsAhead() {
    LocalDate latest = LocalDate.now(clock).plusYears(3);
    refused(Map.of(PROVINCE, latest.plusDays(1)), "levelDates.PROVINCE", "closing-too-far");
    set(Map.of(PROVINCE, latest));
  }

  @Test
  void aDateIsNotInThePastUnlessItStandsThereAlready() {
    set(Map.of(STREET, closes.plusDays(1), DISTRICT, closes.plusDays(60)));
    clock.move(Duration.ofDays(150));
    LocalDate past = LocalDate.now(clock).minusDays(1);
    refused(
        Map.of(STREET, closes.plusDays(1), DISTRICT, past), "levelDates.DISTRICT", "in-the-past");
    set(Map.of(STREET, closes.plusDays(1), DISTRICT, closes.plusDays(90)));
    assertThat(rounds.levelClosesOn(round.id(), STREET)).contains(closes.plusDays(1));
  }

  @Test
  void aLevelAboveTheNamingOneAndTheCommunityHaveNone() {
    refused(Map.of(NATION, closes), "levelDates.NATION", "level-not-in-round");
    refused(Map.of(COMMUNITY, closes), "levelDates.COMMUNITY", "level-not-in-round");
  }

  @Test
  void aClosedRoundKeepsItsDates() {
    set(Map.of(STREET, closes));
    rounds.close(round.id());
    Problem problem =
        catchThrowableOfType(Problem.class, () -> set(Map.of(STREET, closes.plusDays(1))));
    assertThat(problem.status()).isEqualTo(409);
    assertThat(problem.code()).isEqualTo("round-state");
    assertThat(rounds.levelDates(round.id())).containsValue(closes);
  }

  @Test
  void aRoundIsNotExtendedBeyondTheDateOfALevel() {
    set(Map.of(STREET, closes.plusDays(5), CITY, closes.plusDays(9)));
    Problem problem =
        catchThrowableOfType(Problem.class, () -> rounds.extend(round.id(), closes.plusDays(6)));
    assertThat(problem.faults().get(0).code()).isEqualTo("closing-after-level");
    assertThat(events.stream(ClosingMoved.class)).isEmpty();
    rounds.extend(round.id(), closes.plusDays(5));
    assertThat(events.stream(ClosingMoved.class)).containsExactly(new ClosingMoved(round.id()));
  }

  @Test
  void theApiShowsThemForAllRoundsWithOneQuery() {
    client.as("zhangdian").get("/api/rounds");
    long before = QueryCount.of(() -> client.as("zhangdian").get("/api/rounds"));
    set(Map.of(CITY, closes.plusDays(3), STREET, closes));
    Round second = walk.freshRound(Tier.PROVINCIAL);
    rounds.levelDates(second.id(), Map.of(STREET, second.closesOn()));
    assertThat(QueryCount.of(() -> client.as("zhangdian").get("/api/rounds"))).isEqualTo(before);
    JsonNode all = client.as("zhangdian").get("/api/rounds").body();
    assertThat(levelDates(all, round.id()).toString())
        .isEqualTo("{\"STREET\":\"%s\",\"CITY\":\"%s\"}".formatted(closes, closes.plusDays(3)));
    long none = walk.freshRound(Tier.PROVINCIAL).id();
    all = client.as("zhangdian").get("/api/rounds").body();
    assertThat(levelDates(all, none).toString()).isEqualTo("{}");
  }

  @Test
  void thePageStoresThemAndTheTrailNotesThem() {
    Answer done = post(round.id(), Map.of("levelDates.DISTRICT", closes.plusDays(7).toString()));
    assertThat(done.location()).endsWith("/admin/rounds");
    post(round.id(), Map.of("levelDates.DISTRICT", " ", "levelDates.CITY", closes.toString()));
    assertThat(trail.rows("admin").stream().map(r -> r.action() + " " + r.opinion()))
        .contains(
            "ROUND_LEVELS_SET %d PROVINCIAL, DISTRICT %s"
                .formatted(round.year(), closes.plusDays(7)),
            "ROUND_LEVELS_SET %d PROVINCIAL, DISTRICT -, CITY %s".formatted(round.year(), closes));
    assertThat(trail.intact("admin")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soon", "2026-02-30", "9999-12-31", "+99999-01-01", "1900-01-01", "0", "' or 1=1"})
  void badInputIsSaidAtItsFieldAndNothingIsStored(String typed) {
    Answer refused =
        post(round.id(), Map.of("levelDates.STREET", closes.toString(), "levelDates.CITY", typed));
    assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
    assertThat(refused.text())
        .contains("levels-%d-CITY-error".formatted(round.id()), "value=\"%s\"".formatted(closes))
        .doesNotContain("levels-%d-STREET-error".formatted(round.id()));
    assertThat(rounds.levelDates(round.id())).isEmpty();
  }

  @Test
  void aRoundThatIsNotThereAndALevelBeyondAreRefused() {
    assertThat(post(999_999_999, Map.of()).status()).isEqualTo(404);
    assertThat(post(round.id(), Map.of("levelDates.NATION", closes.toString())).status())
        .isEqualTo(422);
    assertThat(post(round.id(), Map.of("levelDates.MARS", closes.toString())).status())
        .isEqualTo(302);
    assertThat(rounds.levelDates(round.id())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "desk, zh-CN, 不能早于下级的截止日期",
    "phone, en-US, before the closing date of the level below"
  })
  void theyAreEnteredInTheBrowserAndWhatWasTypedStays(String screen, String locale, String why) {
    try (Browsers browsers = Browsers.start()) {
      Page page = browsers.on(screen, locale, client.url(""));
      Browsers.signIn(page, "admin");
      page.navigate("/admin/rounds");
      page.locator("details:has(#levels-%d-STREET) summary".formatted(round.id())).press("Enter");
      page.fill(field(STREET), closes.plusDays(9).toString());
      page.fill(field(CITY), closes.plusDays(1).toString());
      page.press(field(CITY), "Enter");
      assertThat(page.locator(field(CITY) + "-error")).containsText(why);
      assertThat(page.locator(field(STREET))).hasValue(closes.plusDays(9).toString());
      assertThat(page.locator(field(CITY))).hasValue(closes.plusDays(1).toString());
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
      page.fill(field(CITY), closes.plusDays(10).toString());
      page.press(field(CITY), "Enter");
      assertThat(page.locator(".alert-success")).isVisible();
      assertThat(rounds.levelDates(round.id()).values())
          .containsExactly(closes.plusDays(9), closes.plusDays(10));
    }
  }

  private String field(Level level) {
    return "#levels-%d-%s".formatted(round.id(), level);
  }

  private void set(Map<Level, LocalDate> dates) {
    rounds.levelDates(round.id(), dates);
  }

  private void refused(Map<Level, LocalDate> dates, String field, String code) {
    Map<Level, LocalDate> before = rounds.levelDates(round.id());
    Problem problem = catchThrowableOfType(Problem.class, () -> set(dates));
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.faults()).hasSize(1);
    assertThat(problem.faults().get(0).field()).isEqualTo(field);
    assertThat(problem.faults().get(0).code()).isEqualTo(code);
    assertThat(rounds.levelDates(round.id())).isEqualTo(before);
  }

  private Answer post(long round, Map<String, String> fields) {
    return client.signedIn("admin").form("/admin/rounds/" + round + "/levels", fields);
  }

  private static JsonNode levelDates(JsonNode all, long id) {
    return StreamSupport.stream(all.spliterator(), false)
        .filter(r -> r.path("id").asLong() == id)
        .findFirst()
        .orElseThrow()
        .path("levelDates");
  }
}
