package io.anlan.visit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.account.Role;
import io.anlan.audit.Trail;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pool through its pages: who sees it, who keeps it, and what the expert corrects. */
@RunningAnlan
class ExpertPagesTest {

  private static final String DISTRICT = "370303000000";

  private static int count;

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Trail trail;
  @Autowired Experts experts;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;

  private Pool pool;
  private String expert;
  private String page;

  @BeforeEach
  void anExpert() {
    pool = new Pool(jdbc);
    expert = "pages-" + ++count;
    page = "/experts/entries/" + expert;
    pool.enters(expert, DISTRICT);
  }

  private Answer get(String person, String path) {
    return client.signedIn(person).get(path);
  }

  private boolean lists(String person) {
    return get(person, "/experts?q=" + expert).text().contains(page);
  }

  private Map<String, String> entry() {
    Map<String, String> form = new HashMap<>();
    form.put("version", String.valueOf(experts.find(expert).orElseThrow().version()));
    form.put("unit", "张店区消防救援大队");
    form.put("department", "FIRE");
    form.put("specialities", "FIRE");
    form.put("qualification", "一级注册消防工程师");
    form.put("qualifiedUntil", "2030-12-31");
    form.put("territory", DISTRICT);
    form.put("state", "ACTIVE");
    form.put("ties[0].kind", "LIVES");
    form.put("ties[0].place", "370303001002");
    form.put("ties[0].until", "");
    form.put("ties[1].kind", "WORKED");
    form.put("ties[1].place", "370303005000");
    form.put("ties[1].until", "2024-06-30");
    form.put("ties[2].kind", "LIVES");
    form.put("ties[2].place", "");
    return form;
  }

  @Test
  void theOfficeKeepsTheEntryAndTheTrailKnowsIt() {
    Answer saved = client.signedIn("zhangdian").form(page, entry());
    assertThat(saved.location()).endsWith(page);
    Expert now = experts.find(expert).orElseThrow();
    assertThat(now.ties()).hasSize(2);
    assertThat(now.specialities()).containsExactly(Speciality.FIRE);
    assertThat(now.qualifiedUntil()).isEqualTo("2030-12-31");
    assertThat(get("zhangdian", page).text())
        .contains("张店区消防救援大队", "一级注册消防工程师", "胜利桥社区", "科苑街道", "2024-06-30");
    assertThat(trail.rows("admin"))
        .anySatisfy(
            row -> {
              assertThat(row.actor()).isEqualTo("zhangdian");
              assertThat(row.action()).hasToString("EXPERT_CHANGED");
              assertThat(row.opinion()).contains(expert, "ties:", "LIVES 370303001002");
            });
    assertThat(trail.intact("admin")).isTrue();
  }

  @Test
  void whoeverIsLateLosesNothingAndChangesNothing() {
    Map<String, String> first = entry();
    Map<String, String> late = entry();
    late.put("unit", "晚到的单位");
    client.signedIn("zhangdian").form(page, first);
    Answer refused = client.signedIn("zhangdian").form(page, late);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("他人刚刚修改过", "value=\"晚到的单位\"");
    assertThat(experts.find(expert).orElseThrow().unit()).isEqualTo("张店区消防救援大队");
  }

  @Test
  void whatIsTypedWrongIsRefusedAtItsField() {
    Map<String, String> form = entry();
    form.put("unit", "长".repeat(101));
    form.put("qualifiedUntil", "2030-02-30");
    form.put("territory", "张店");
    form.put("department", "CIRCUS");
    form.put("specialities", "JUGGLING");
    form.put("state", "GONE");
    form.put("ties[0].place", DISTRICT);
    form.put("ties[1].until", "");
    Answer refused = client.signedIn("zhangdian").form(page, form);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text())
        .contains(
            "不能超过 100 个字",
            "请填写日期",
            "“张店”不是区划代码",
            "“CIRCUS”这个部门",
            "“JUGGLING”这个专业",
            "“GONE”这个状态",
            "不是街道或社区的区划代码",
            "须写明离开日期");
    assertThat(experts.find(expert).orElseThrow().version()).isEqualTo(1);
    assertThat(client.signedIn("zhangdian").form(page, Map.of("version", "x")).status())
        .isEqualTo(400);
  }

  @Test
  void officesWhoseAreaOverlapsTheTerritorySeeTheExpert() {
    for (String person :
        new String[] {"zhangdian", "zhangdian-leader", "keyuan", "zibo", "nation"}) {
      assertThat(lists(person)).as(person).isTrue();
      assertThat(get(person, page).status()).as(person).isEqualTo(200);
    }
    for (String person : new String[] {"linzi", "linzi-leader", "wenshao"}) {
      assertThat(lists(person)).as(person).isFalse();
      assertThat(get(person, page).status()).as(person).isEqualTo(404);
      if (person.equals("linzi")) {
        assertThat(client.signedIn(person).form(page, entry()).status()).isEqualTo(404);
      }
    }
    jdbc.sql("update expert set territory = '370300000000' where username = ?")
        .param(expert)
        .update();
    assertThat(lists("linzi")).isTrue();
    assertThat(client.signedIn("linzi").form(page, entry()).status()).isEqualTo(403);
    assertThat(get("zibo", page).text()).doesNotContain(page + "/edit");
  }

  @Test
  void theListIsSearchedAndFiltered() {
    client.signedIn("zhangdian").form(page, entry());
    String q = "/experts?q=" + expert;
    assertThat(get("zhangdian", q + "&speciality=FIRE&state=ACTIVE").text()).contains(page);
    assertThat(get("zhangdian", q + "&speciality=POWER").text()).doesNotContain(page);
    assertThat(get("zhangdian", q + "&state=RETIRED").text()).doesNotContain(page).contains("没有找到");
    assertThat(get("zhangdian", "/experts?q=%25&page=100000").status()).isEqualTo(200);
    assertThat(get("zhangdian", "/experts?state=NONSENSE").status()).isEqualTo(400);
  }

  @Test
  void anOfficeWithoutExpertsIsToldWhatToDo() {
    if (!walk.knows("pages-nobody")) {
      walk.hires("pages-nobody", Role.REVIEWER, "110101001000");
    }
    assertThat(get("pages-nobody", "/experts").text()).contains("授予“核查专家”角色");
    assertThat(get("pages-nobody", "/experts/guidance").text()).contains("还没有指导记录");
  }

  @Test
  void anAccountWithTheRoleIsEnteredByItsOfficeAlone() {
    String fresh = expert + "-fresh";
    pool.account(fresh, null);
    pool.role(fresh, DISTRICT);
    String path = "/experts/entries/" + fresh;
    assertThat(get("zhangdian", path).text()).contains("还没有登记");
    assertThat(get("zibo", path).status()).isEqualTo(404);
    assertThat(get(fresh, "/experts/me").text()).contains("还没有为您登记");
    assertThat(get(fresh, "/experts/me/edit").status()).isEqualTo(404);
    assertThat(experts.exists(fresh)).isFalse();
    assertThat(client.signedIn("zhangdian").form(path, Map.of()).location()).endsWith(path);
    Expert entered = experts.find(fresh).orElseThrow();
    assertThat(entered.territory()).isEqualTo(DISTRICT);
    assertThat(entered.state()).isEqualTo(Expert.State.ACTIVE);
    assertThat(entered.department()).isEqualTo("FIRE");
    assertThat(experts.exists(fresh)).isTrue();
  }

  @Test
  void anExpertCorrectsTheOwnEntryButNotTerritoryAndState() {
    Map<String, String> form = entry();
    form.put("territory", "000000000000");
    form.put("state", "RETIRED");
    assertThat(client.signedIn(expert).form("/experts/me", form).location())
        .endsWith("/experts/me");
    Expert own = experts.find(expert).orElseThrow();
    assertThat(own.unit()).isEqualTo("张店区消防救援大队");
    assertThat(own.territory()).isEqualTo(DISTRICT);
    assertThat(own.state()).isEqualTo(Expert.State.ACTIVE);
    assertThat(get(expert, "/experts/me").text()).contains("张店区消防救援大队", "履职情况");
    assertThat(get(expert, page).status()).isEqualTo(403);
    assertThat(get("keyuan-leader", page + "/edit").status()).isEqualTo(403);
  }

  @Test
  void theDutyRecordIsWhatTheVisitsSay() {
    LocalDate day = LocalDate.now(clock).plusDays(3);
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    String other = walk.submitted("panzhuang", walk.freshRound(Tier.NATIONAL));
    pool.member(pool.visit(number, expert, "PASSED", day), expert, "VISITED");
    pool.member(pool.visit(number, expert, "FAILED", day), expert, "DECLINED");
    pool.member(pool.visit(number, expert, "CANCELLED", day), expert, "LATE");
    pool.member(pool.visit(number, expert, "CANCELLED", day), expert, "INVITED");
    pool.member(pool.visit(number, expert, "VISITING", day), expert, "ACCEPTED");
    long elsewhere = pool.visit(other, expert, "INVITING", day.plusDays(1));
    jdbc.sql("update visit set office = '370300000000' where id = ?").param(elsewhere).update();
    pool.member(elsewhere, expert, "INVITED");
    assertThat(experts.duties(java.util.List.of(expert)).get(expert))
        .isEqualTo(new Duty(1, 1, 0, 1, 0, 2));
    assertThat(get("zhangdian", page).text())
        .contains("潘苑社区", day.toString(), "其他机构派出")
        .doesNotContain("潘庄社区");
    assertThat(get(expert, "/experts/me").text()).contains("潘苑社区", "潘庄社区");
    jdbc.sql("update visit set closed_at = now() where leader = ?").param(expert).update();
  }

  @Test
  void guidanceIsRecordedOnceAndRefusesTheAdviser() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    String today = LocalDate.now(clock).toString();
    Map<String, String> form =
        new HashMap<>(
            Map.of("communityCode", "370303005003", "on", today, "notes", "完善应急预案\n补充演练"));
    Client.As zhangdian = client.signedIn("zhangdian");
    assertThat(zhangdian.form(page + "/guidance", form).location()).endsWith(page);
    assertThat(zhangdian.get(page).text())
        .contains("潘苑社区", today, "完善应急预案")
        .doesNotContain("请调整核查组");
    assertThat(zhangdian.get("/experts/guidance").text()).contains(page, "补充演练");
    assertThat(get("linzi", "/experts/guidance").text()).doesNotContain(page);
    assertThat(zhangdian.form(page + "/guidance", form))
        .satisfies(
            twice -> {
              assertThat(twice.status()).isEqualTo(422);
              assertThat(twice.text()).contains("已经登记过", "完善应急预案");
            });
    form.put("on", LocalDate.now(clock).plusDays(1).toString());
    assertThat(zhangdian.form(page + "/guidance", form).text()).contains("不能晚于今天");
    form.put("on", today);
    form.put("communityCode", "370305001005");
    assertThat(zhangdian.form(page + "/guidance", form).text()).contains("不经过本机构");
    form.put("communityCode", "370303005000");
    assertThat(zhangdian.form(page + "/guidance", form).text()).contains("不是可以申报的社区");
    assertThat(zhangdian.form(page + "/guidance", Map.of()).status()).isEqualTo(422);

    pool.member(pool.visit(number, expert, "PASSED", LocalDate.now(clock)), expert, "VISITED");
    form.put("communityCode", "370303005003");
    form.put("on", LocalDate.now(clock).minusDays(1).toString());
    zhangdian.form(page + "/guidance", form);
    assertThat(zhangdian.get(page).text()).contains("请调整核查组");
    assertThat(trail.rows("admin"))
        .anyMatch(row -> (expert + " 370303005003 " + today).equals(row.opinion()));
  }
}
