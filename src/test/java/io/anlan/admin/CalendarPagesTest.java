package io.anlan.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.audit.Trail;
import io.anlan.calendar.WorkingDays;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.MovableClock;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The calendar through the system administrator's page. */
@RunningAnlan
class CalendarPagesTest {

  private static final String HEAD = "date,type,name\n";

  @Autowired Client client;
  @Autowired Walk walk;
  @Autowired WorkingDays workingDays;
  @Autowired Trail trail;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;

  @AfterEach
  void asShipped() {
    for (Long id : jdbc.sql("select id from local_day").query(Long.class).list()) {
      post("days/removal", Map.of("id", String.valueOf(id), "confirmed", "true"));
    }
    jdbc.sql("delete from holiday where notice > 2026").update();
    jdbc.sql("delete from calendar_year where year > 2026").update();
    jdbc.sql("update installation set value = gen_random_uuid()::text where key = 'calendar'")
        .update();
    jdbc.sql("delete from act_ru_job where handler_type_ = 'moveDueDates'").update();
  }

  @Test
  void aYearIsSeenAtAGlance() {
    assertThat(page("?year=2026"))
        .contains("全年 248 个工作日", "国务院办公厅", "国庆节 1–7 日休，10 日班")
        .doesNotContain("暂按周末推算");
    assertThat(page("?year=2027")).contains("2027 年的节假日安排尚未录入，暂按周末推算");
    assertThat(page("?year=x&page=-3")).contains("全年");
    assertThat(page("?year=9999")).contains("2100");
  }

  @Test
  void aYearIsShownAndThenStored() {
    String table = HEAD + "2027-01-01,holiday,元旦\n2027-01-03,workday,元旦\n";
    String preview = upload("2027", table).text();
    assertThat(preview).contains("2027 年节假日表，共 2 天", "没有待办任务的截止日期会因此改变");
    assertThat(workingDays.provisional(2027)).isTrue();
    Answer stored = post("years", Map.of("notice", "2027", "rows", table, "confirmed", "true"));
    assertThat(stored.location()).endsWith("/admin/calendar?year=2027");
    assertThat(workingDays.provisional(2027)).isFalse();
    assertThat(workingDays.isWorkingDay(LocalDate.of(2027, 1, 3))).isTrue();
    assertThat(page("?year=2027")).contains("元旦 1 日休，3 日班");
    assertThat(trail.rows("admin").stream().map(r -> r.action() + " " + r.opinion()))
        .contains("CALENDAR_CHANGED 2027 · 2");
  }

  @Test
  void everyFaultOfATableIsSaidAtOnceAndNothingIsStored() {
    Answer refused =
        upload("2029", HEAD + "2029-01-01,holiday,元旦\n2029-13-01,free,\n2025-01-01,holiday,元旦\n");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text())
        .contains("没有保存任何内容。以下 4 处", "第 3 行", "第 4 行", "应为 holiday 或 workday", "不是 2029 年的日期");
    assertThat(upload("2029", "x\n").text()).contains("第一行缺少这一列");
    assertThat(upload("27", HEAD).text()).contains("年份应在 2020 到 2100 之间");
    assertThat(client.signedIn("admin").form("/admin/calendar/years", Map.of()).text())
        .contains("必须填写");
    assertThat(workingDays.provisional(2029)).isTrue();
  }

  @Test
  void aLocalDayShowsWhatItMoves() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    LocalDate day = workingDays.plus(LocalDate.now(clock), 1);
    Map<String, String> typed =
        Map.of(
            "day", day.toString(),
            "territory", "370303005000",
            "working", "false",
            "reason", "台风<停工>");
    String preview = post("days", typed).text();
    assertThat(preview)
        .contains("项待办任务的截止日期将改变", "审核申报材料", "台风&lt;停工&gt;")
        .contains(number.substring(0, 4));
    Map<String, String> confirmed = new HashMap<>(typed);
    confirmed.put("confirmed", "true");
    assertThat(post("days", confirmed).status()).isEqualTo(302);
    assertThat(workingDays.isWorkingDay(day, "370303005003")).isFalse();
    assertThat(workingDays.isWorkingDay(day, "370303000000")).isTrue();
    assertThat(page("?year=" + day.getYear()))
        .contains("台风&lt;停工&gt;", "370303005000", "正在按新的日历调整");
    assertThat(post("days", typed).text()).contains("这个区划在这一天已有安排");
    assertThat(post("days", Map.of()).text()).contains("没有这个区划代码", "请填写日期", "必须填写");
    assertThat(post("days", Map.of("day", "gestern")).status()).isEqualTo(422);
    assertThat(post("days/removal", Map.of("id", "999999999")).status()).isEqualTo(302);
  }

  private String page(String query) {
    return client.signedIn("admin").get("/admin/calendar" + query).text();
  }

  private Answer post(String to, Map<String, String> fields) {
    return client.signedIn("admin").form("/admin/calendar/" + to, fields);
  }

  private Answer upload(String year, String table) {
    return client
        .signedIn("admin")
        .upload(
            "/admin/calendar/years",
            Map.of("notice", year),
            "holidays.csv",
            table.getBytes(StandardCharsets.UTF_8));
  }
}
