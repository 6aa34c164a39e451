package io.anlan.visit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.account.Actor;
import io.anlan.account.Role;
import io.anlan.shared.Level;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.QueryCount;
import io.anlan.support.RunningAnlan;
import io.anlan.support.VisitRows;
import io.anlan.support.Walk;
import io.anlan.visit.VisitList.Filter;
import io.anlan.visit.VisitList.Query;
import io.anlan.visit.VisitList.Row;
import io.anlan.visit.VisitList.View;
import java.io.StringReader;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who finds which visits, in the list, in the calendar and in what leaves for other calendars. */
@RunningAnlan
class VisitListTest {

  private static final String CITY = "370300000000";
  private static final int MOST_QUERIES = 15;

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired VisitList list;
  @Autowired VisitRows rows;
  @Autowired JdbcClient jdbc;

  private String number;
  private long visit;

  /** A day on which no other test visits. */
  private LocalDate day;

  @BeforeEach
  void aVisitOnADayOfItsOwn() {
    number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    visit = rows.visiting(number);
    LocalDate last = jdbc.sql("select max(planned_on) from visit").query(LocalDate.class).single();
    day = last.plusDays(40);
    moved(visit, day);
  }

  private void moved(long visit, LocalDate day) {
    jdbc.sql("update visit set planned_on = ? where id = ?").params(day, visit).update();
  }

  private List<Long> found(String who, View view, Filter filter, String expert) {
    return list
        .page(walk.who(who), new Query(view, filter, expert, day, day), 0, 20)
        .content()
        .stream()
        .map(Row::id)
        .toList();
  }

  private List<Long> found(String who, View view) {
    return found(who, view, null, null);
  }

  private Answer page(String who, String query) {
    return client.signedIn(who).get("/visits?" + query + "&from=" + day + "&until=" + day);
  }

  @Test
  void everybodyLooksAsWhatHeOrSheIs() {
    assertThat(VisitList.views(walk.who("zhangdian"))).containsExactly(View.ALL, View.OFFICE);
    assertThat(VisitList.views(walk.who("panyuan"))).containsExactly(View.COMMUNITY);
    assertThat(VisitList.views(walk.who("expert-fire"))).containsExactly(View.EXPERT);
    assertThat(VisitList.views(walk.who("body-ncdr"))).containsExactly(View.ALL);
    assertThat(VisitList.views(walk.who("zhangdian-fire"))).isEmpty();
  }

  @Test
  void officesFindTheVisitsOfTheirFilesAndTheirOwnOnes() {
    for (String who : List.of("keyuan", "zhangdian-leader", "zibo", "nation", "manager")) {
      assertThat(found(who, View.ALL)).as(who).containsExactly(visit);
    }
    assertThat(found("zhangdian", View.OFFICE)).containsExactly(visit);
    assertThat(found("zibo", View.OFFICE)).isEmpty();
    for (String who : List.of("linzi", "nanding", "expert-fire", "zhangdian-fire", "body-ncdr")) {
      assertThat(found(who, View.ALL)).as(who).isEmpty();
    }
    assertThat(found("panyuan", View.COMMUNITY)).containsExactly(visit);
    assertThat(found("panzhuang", View.COMMUNITY)).isEmpty();
  }

  @Test
  void theListIsNarrowedByStateExpertAndTime() {
    assertThat(found("zhangdian", View.ALL, Filter.OPEN, null)).containsExactly(visit);
    assertThat(found("zhangdian", View.ALL, Filter.VISITING, null)).containsExactly(visit);
    assertThat(found("zhangdian", View.ALL, Filter.PASSED, null)).isEmpty();
    assertThat(found("zhangdian", View.ALL, null, "消防")).containsExactly(visit);
    assertThat(found("zhangdian", View.ALL, null, "expert-power")).containsExactly(visit);
    assertThat(found("zhangdian", View.ALL, null, "expert-urban")).isEmpty();
    assertThat(found("zhangdian", View.ALL, null, "%")).isEmpty();
    rows.closed(visit);
    assertThat(found("zhangdian", View.ALL, Filter.OPEN, null)).isEmpty();
    assertThat(found("zhangdian", View.ALL, Filter.PASSED, null)).containsExactly(visit);
  }

  @Test
  void anExpertFindsTheOwnOnesByTheOwnAnswer() {
    assertThat(found("expert-fire", View.EXPERT)).containsExactly(visit);
    assertThat(found("expert-fire", View.EXPERT, Filter.COMING, null)).containsExactly(visit);
    assertThat(found("expert-fire", View.EXPERT, Filter.INVITED, null)).isEmpty();
    assertThat(found("expert-fire", View.EXPERT, Filter.VISITING, null)).isEmpty();
    assertThat(found("expert-urban", View.EXPERT)).isEmpty();
    rows.member(visit, "expert-urban", "INVITED");
    assertThat(found("expert-urban", View.EXPERT, Filter.INVITED, null)).containsExactly(visit);
    rows.closed(visit);
    assertThat(found("expert-fire", View.EXPERT, Filter.DONE, null)).containsExactly(visit);
    assertThat(found("expert-fire", View.EXPERT, Filter.COMING, null)).isEmpty();
  }

  @Test
  void ofAVisitThatIsOverAnExpertReadsTheNameTheDayAndTheOwnPart() {
    String open = page("expert-fire", "").text();
    assertThat(open).contains("/visits/" + visit + "\"", number, "张店区", "电力");
    rows.closed(visit);
    assertThat(page("expert-fire", "").text())
        .contains("潘苑社区", day.toString(), "应邀")
        .doesNotContain("/visits/" + visit + "\"")
        .doesNotContain(number)
        .doesNotContain("张店区减灾")
        .doesNotContain("电力");
    assertThat(page("zhangdian", "").text()).contains("/visits/" + visit + "\"", "通过");
  }

  @Test
  void whoHasDeclinedSeesNoMoreThanThat() {
    rows.member(visit, "expert-power", "DECLINED");
    assertThat(page("expert-power", "").text())
        .contains("潘苑社区", "不能参加")
        .doesNotContain("/visits/" + visit + "\"");
    assertThat(page("zhangdian", "").text()).contains("消防").doesNotContain("电力");
  }

  @Test
  void theCalendarShowsTheDaysOfAMonthAndHowManyMoreThereAre() {
    walk.hires("diarist", Role.REVIEWER, VisitRows.DISTRICT);
    for (int n = 0; n < 6; n++) {
      rows.closed(jdbc.sql("select max(id) from visit").query(Long.class).single());
      moved(rows.visiting(number), day);
    }
    Query query = new Query(View.OFFICE, null, null, null, null);
    var month = list.month(walk.who("diarist"), query, YearMonth.from(day), 4);
    assertThat(month.get(day).visits()).hasSize(4);
    assertThat(month.get(day).more()).isEqualTo(3);
    String page =
        client.signedIn("diarist").get("/visits?view=OFFICE&month=" + YearMonth.from(day)).text();
    assertThat(page).contains("<table class=\"month\"", "还有 3 个", "from=" + day);
    assertThat(client.signedIn("expert-urban").get("/visits?month=1999-02").text())
        .contains("这个月没有现场核查");
  }

  @Test
  void whatCannotBeReadIsRefusedAtItsField() {
    for (String query :
        List.of("from=gestern", "state=LOST", "month=2026", "month=9999-01", "until=2026-02-30")) {
      Answer answer = client.signedIn("zhangdian").get("/visits?" + query);
      assertThat(answer.status()).as(query).isEqualTo(422);
      assertThat(answer.text()).as(query).contains("role=\"search\"");
      if (query.startsWith("month")) continue;
      assertThat(client.signedIn("zhangdian").get("/visits/calendar.ics?" + query).status())
          .as(query)
          .isEqualTo(422);
    }
    assertThat(client.signedIn("zhangdian").get("/visits?view=NOBODY&page=-7").status())
        .isEqualTo(200);
  }

  @Test
  void aLongListAsksNoMoreThanAShortOne() {
    Client.As reader = client.signedIn("zhangdian");
    reader.get("/visits");
    int one = QueryCount.of(() -> reader.get("/visits?from=" + day + "&until=" + day));
    for (int n = 0; n < 12; n++) {
      rows.closed(jdbc.sql("select max(id) from visit").query(Long.class).single());
      moved(rows.visiting(number), day);
    }
    int many = QueryCount.of(() -> reader.get("/visits?from=" + day + "&until=" + day));
    assertThat(many).isEqualTo(one).isLessThanOrEqualTo(MOST_QUERIES);
  }

  private Map<String, VEvent> events(String who, String path) throws Exception {
    Answer answer = client.signedIn(who).get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
    Calendar calendar = new CalendarBuilder().build(new StringReader(answer.text()));
    return calendar.<VEvent>getComponents("VEVENT").stream()
        .collect(java.util.stream.Collectors.toMap(event -> value(event, "UID"), event -> event));
  }

  private static String value(VEvent event, String property) {
    return event.<Property>getProperty(property).map(Property::getValue).orElse(null);
  }

  private VEvent event(String who) throws Exception {
    return events(who, "/visits/calendar.ics?from=" + day + "&until=" + day)
        .get("visit-" + visit + "@anlan");
  }

  @Test
  void aVisitIsAnAllDayEventWithPlaceAndTeam() throws Exception {
    jdbc.sql(
            """
            update application set profile = profile || '{"address": "共青团西路, 1 号; 东门"}'
            where number = ?""")
        .param(number)
        .update();
    VEvent event = event("zhangdian");
    assertThat(value(event, "DTSTART")).isEqualTo(day.toString().replace("-", ""));
    assertThat(event.<Property>getProperty("DTSTART").orElseThrow().getParameter("VALUE"))
        .map(Object::toString)
        .contains("VALUE=DATE");
    assertThat(value(event, "SUMMARY")).contains("潘苑社区");
    assertThat(value(event, "LOCATION")).isEqualTo("潘苑社区居委会 共青团西路, 1 号; 东门");
    assertThat(value(event, "DESCRIPTION")).contains("消防", "电力", number);
    assertThat(value(event, "URL")).endsWith("/visits/" + visit);
    assertThat(value(event, "STATUS")).isEqualTo("CONFIRMED");
    var one = events("zhangdian", "/visits/" + visit + "/visit.ics");
    assertThat(one).containsOnlyKeys("visit-" + visit + "@anlan");
    assertThat(client.signedIn("linzi").get("/visits/" + visit + "/visit.ics").status())
        .isEqualTo(404);
  }

  @Test
  void aLaterEventReplacesTheFormerAndACancelledOneEndsIt() throws Exception {
    int before = Integer.parseInt(value(event("zhangdian"), "SEQUENCE"));
    walk.does("keyuan", number, "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
    assertThat(Integer.parseInt(value(event("zhangdian"), "SEQUENCE"))).isGreaterThan(before);
    jdbc.sql("update visit set state = 'CANCELLED', closed_at = now() where id = ?")
        .param(visit)
        .update();
    assertThat(value(event("zhangdian"), "STATUS")).isEqualTo("CANCELLED");
    VEvent expert = event("expert-fire");
    assertThat(value(expert, "STATUS")).isEqualTo("CANCELLED");
    assertThat(value(expert, "DESCRIPTION")).isNull();
    assertThat(value(expert, "LOCATION")).isNull();
  }

  @Test
  void whoDoesNotComeAnyMoreLosesTheEvent() throws Exception {
    rows.member(visit, "expert-power", "REPLACED");
    rows.member(visit, "expert-urban", "INVITED");
    assertThat(value(event("expert-power"), "STATUS")).isEqualTo("CANCELLED");
    assertThat(value(event("expert-urban"), "STATUS")).isEqualTo("TENTATIVE");
    assertThat(value(event("expert-fire"), "STATUS")).isEqualTo("CONFIRMED");
  }

  @Test
  void theExportBeginsThirtyDaysAgoAndMayBeEmpty() throws Exception {
    moved(visit, LocalDate.now().minusDays(40));
    assertThat(events("zhangdian", "/visits/calendar.ics"))
        .doesNotContainKey("visit-" + visit + "@anlan");
    moved(visit, LocalDate.now().minusDays(20));
    assertThat(events("zhangdian", "/visits/calendar.ics"))
        .containsKey("visit-" + visit + "@anlan");
    assertThat(events("expert-urban", "/visits/calendar.ics?from=2150-01-01")).isEmpty();
  }

  @Test
  void aFilesPageShowsItsVisitsToWhoeverSeesThem() {
    rows.closed(visit);
    long second = rows.visiting(number, Level.CITY, CITY);
    walk.reaches("zhangdian", number);
    walk.scores("zhangdian", number);
    walk.does("zhangdian", number, "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
    for (String who : List.of("zhangdian", "panyuan", "zibo")) {
      String page = client.signedIn(who).get("/applications/" + number).text();
      assertThat(page).as(who).contains("/visits/" + visit + "\"", "/visits/" + second + "\"");
      assertThat(page).as(who).contains("消防").contains("（组长）");
    }
    assertThat(client.signedIn("zhangdian-fire").get("/applications/" + number).text())
        .doesNotContain("/visits/" + visit + "\"");
  }

  @Test
  void theMenuLeadsWhomeverVisitsConcern() {
    for (String who : List.of("zhangdian", "zibo-leader", "manager", "expert-fire", "panyuan")) {
      assertThat(client.signedIn(who).get("/notices").text()).as(who).contains("href=\"/visits\"");
    }
    for (String who : List.of("zhangdian-fire", "admin")) {
      assertThat(client.signedIn(who).get("/notices").text())
          .as(who)
          .doesNotContain("href=\"/visits\"");
    }
    Actor nobody = walk.who("zhangdian-fire");
    assertThat(VisitList.views(nobody)).isEmpty();
    assertThat(client.signedIn("zhangdian-fire").get("/visits").status()).isEqualTo(200);
  }
}
