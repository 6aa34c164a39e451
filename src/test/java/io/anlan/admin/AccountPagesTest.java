package io.anlan.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.account.Role;
import io.anlan.audit.Trail;
import io.anlan.inbox.Inbox;
import io.anlan.inbox.TaskDesk;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Session;
import io.anlan.support.Walk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Accounts and roles through the pages of the two administrators who share them. */
@RunningAnlan
class AccountPagesTest {

  private static final Pattern PASSWORD = Pattern.compile("<code[^>]*>([^<]+)</code>");
  private static final Pattern TABLE = Pattern.compile("name=\"table\" value=\"([^\"]+)\"");

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired Inbox inbox;
  @Autowired TaskDesk desk;
  @Autowired Trail trail;

  private Session admin;
  private Session security;

  @BeforeEach
  void signIn() {
    admin = new Session(client, "admin");
    security = new Session(client, "security");
  }

  @Test
  void aNewAccountGetsARandomPasswordOnceAndCanDoNothing() {
    String page = opens("sun.li", "孙丽");
    String password = find(PASSWORD, page);
    assertThat(admin.get("/admin/accounts/sun.li")).contains("尚未授权").doesNotContain(password);
    assertThat(client.as("sun.li", password).get("/api/me").code())
        .isEqualTo("must-change-password");
    assertThat(noted()).contains("admin ACCOUNT_OPENED sun.li");
    assertThat(admin.post("/admin/accounts", Map.of("username", "sun.li", "name", "孙莉")))
        .satisfies(
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(422);
              assertThat(refused.body()).contains("已经存在", "value=\"孙莉\"");
            });
  }

  @Test
  void whatIsTypedWrongIsRefusedAtItsFieldAndNotLost() {
    String script = "<script>alert(1)</script>";
    assertThat(
            admin.post("/admin/accounts", Map.of("username", script, "name", "长".repeat(10_000))))
        .satisfies(
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(422);
              assertThat(refused.body())
                  .contains("username-error", "name-error", "&lt;script&gt;", "长".repeat(10_000))
                  .doesNotContain(script);
            });
  }

  @Test
  void aTableIsStoredWholeOrNotAtAll() {
    String wrong = "username,name\nli.wei,李伟\nLI WEI,李伟\npanyuan,潘苑\nli.wei,\n";
    assertThat(upload("people.csv", wrong.getBytes(StandardCharsets.UTF_8)))
        .contains("没有保存任何内容，有 4 处", "第 3 行", "第 4 行", "“panyuan”已经存在", "与第 2 行的账号重复")
        .doesNotContain("name=\"table\"");
    assertThat(walk.knows("li.wei")).isFalse();
    assertThat(upload("people.csv", "用户,姓名\na,b\n".getBytes(StandardCharsets.UTF_8)))
        .contains("第一行缺少这一列");
    assertThat(upload("people.csv", "username,name\n\n".getBytes(StandardCharsets.UTF_8)))
        .contains("表格里没有数据");
    assertThat(upload("people.pdf", new byte[] {1, 2})).contains("无法读取这个表格");

    String checked = upload("people.xlsx", workbook("zhou.min", "周敏 \"<b>\"", "wu.gang", "吴刚"));
    assertThat(checked).contains("2 个账号可以建立");
    assertThat(walk.knows("zhou.min")).isFalse();
    String table =
        find(TABLE, checked)
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#10;", "\n");
    var stored = admin.post("/admin/accounts/import", Map.of("table", table));
    assertThat(stored.body()).contains("2 个账号已建立", "data:text/csv", "周敏");
    assertThat(client.as("zhou.min", find(PASSWORD, stored.body())).get("/api/me").code())
        .isEqualTo("must-change-password");
    assertThat(admin.post("/admin/accounts/import", Map.of("table", table)).statusCode())
        .isEqualTo(422);
  }

  @Test
  void aResetPasswordShutsOutTheOldOne() {
    walk.hires("reset-me", Role.MANAGER, "370303000000");
    assertThat(client.as("reset-me").get("/api/me").status()).isEqualTo(200);
    var page = admin.post("/admin/accounts/reset-me/password", Map.of("confirmed", "true"));
    assertThat(client.as("reset-me").get("/api/me").status()).isEqualTo(401);
    assertThat(client.as("reset-me", find(PASSWORD, page.body())).get("/api/me").code())
        .isEqualTo("must-change-password");
    assertThat(noted()).contains("admin PASSWORD_RESET reset-me");
    assertThat(
            admin.post("/admin/accounts/admin/password", Map.of("confirmed", "true")).statusCode())
        .isEqualTo(409);
  }

  @Test
  void whoeverHasMistypedTooOftenIsUnlocked() {
    walk.hires("mistypes", Role.MANAGER, "370303000000");
    for (int i = 0; i < 5; i++) client.as("mistypes", "wrong").get("/api/me");
    assertThat(client.as("mistypes").get("/api/me").status()).isEqualTo(401);
    assertThat(admin.get("/admin/accounts/mistypes")).contains("已锁定");
    admin.post("/admin/accounts/mistypes/unlocking", Map.of("confirmed", "true"));
    assertThat(client.as("mistypes").get("/api/me").status()).isEqualTo(200);
  }

  @Test
  void aDisabledPersonIsAStrangerAtOnceAndTheTasksGoBack() {
    walk.hires("leaves", Role.REVIEWER, "370303005000");
    String number = walk.submitted("panyuan", walk.freshRound(Tier.PROVINCIAL));
    String task = walk.task("leaves", number, "userTask_reviewMaterials");
    desk.claim(walk.who("leaves"), task);
    Session leaves = new Session(client, "leaves");
    assertThat(admin.get("/admin/accounts/leaves")).contains("1 项待办将退回岗位");
    admin.post("/admin/accounts/leaves/state", Map.of("active", "false"));
    assertThat(leaves.get("/applications")).contains("name=\"password\"");
    assertThat(inbox.find(task).orElseThrow().assignee()).isNull();
    assertThat(trail.rows(number)).last().extracting(Trail.Row::action).hasToString("GIVEN_BACK");
    assertThat(trail.intact(number)).isTrue();
    desk.claim(walk.who("keyuan"), task);
    admin.post("/admin/accounts/leaves/state", Map.of("active", "true"));
    assertThat(client.as("leaves").get("/api/me").status()).isEqualTo(200);
  }

  @Test
  void nobodyDisablesOneselfOrTheLastAdministratorOfAKind() {
    for (String last : new String[] {"admin", "security", "auditor"}) {
      assertThat(
              admin
                  .post("/admin/accounts/" + last + "/state", Map.of("active", "false"))
                  .statusCode())
          .as(last)
          .isEqualTo(409);
      assertThat(walk.knows(last)).isTrue();
    }
  }

  @Test
  void aGrantedRoleActsAtOnceAndSoDoesItsLoss() {
    walk.hires("moves", Role.REVIEWER, "370303101000");
    Session moves = new Session(client, "moves");
    assertThat(grants("moves", "REVIEWER", "370303005000", "")).contains("已授予：科苑街道 · 审核员");
    String number = walk.submitted("panyuan", walk.freshRound(Tier.PROVINCIAL));
    assertThat(moves.get("/")).contains(number);
    desk.claim(walk.who("moves"), walk.task("moves", number, "userTask_reviewMaterials"));
    assertThat(security.get("/admin/roles/moves")).contains("1 项待办将退回岗位");
    security.post(
        "/admin/roles/moves/removal",
        Map.of("role", "REVIEWER", "office", "370303005000", "kind", ""));
    assertThat(moves.get("/")).doesNotContain(number);
    assertThat(inbox.ofApplication(number)).allMatch(t -> t.assignee() == null);
    assertThat(noted())
        .contains(
            "security ROLE_GRANTED moves REVIEWER 370303005000",
            "security ROLE_TAKEN moves REVIEWER 370303005000");
    assertThat(trail.intact("admin")).isTrue();
  }

  @Test
  void whatWasDelegatedByOneWhoLeavesStaysWithTheDelegateAlone() {
    walk.hires("delegator", Role.REVIEWER, "370303005000");
    String number = walk.submitted("panyuan", walk.freshRound(Tier.PROVINCIAL));
    String task = walk.task("delegator", number, "userTask_reviewMaterials");
    desk.delegate(walk.who("delegator"), task, "keyuan", "出差");
    security.post(
        "/admin/roles/delegator/removal",
        Map.of("role", "REVIEWER", "office", "370303005000", "kind", ""));
    assertThat(inbox.find(task).orElseThrow())
        .satisfies(
            t -> {
              assertThat(t.assignee()).isEqualTo("keyuan");
              assertThat(t.owner()).isNull();
            });
  }

  @Test
  void aRoleHasThePlaceThatItNeeds() {
    walk.hires("placed", Role.MANAGER, "370303000000");
    assertThat(grants("placed", "REVIEWER", "999999999999", "")).contains("没有这个机构");
    assertThat(grants("placed", "REVIEWER", "", "")).contains("没有这个机构");
    assertThat(grants("placed", "COMMUNITY", "370303005000", "")).contains("不是可以申报的社区");
    assertThat(grants("placed", "DEPARTMENT", "370303000000", "HOUSING")).contains("没有这个会审部门");
    assertThat(grants("placed", "DEPARTMENT", "370303000000", "FIRE")).contains("消防 · 会审部门");
    assertThat(grants("placed", "BODY", "", "FIRE")).contains("请选择联合命名单位");
    assertThat(grants("placed", "LEADER", "370303000000", "FIRE")).contains("请选择“无”");
    assertThat(grants("placed", "AUDITOR", "370303000000", "")).contains("请留空");
    assertThat(grants("placed", "KING", "", "")).contains("不是可选的值");
    assertThat(grants("placed", "MANAGER", "370303000000", "")).contains("此人已有这个角色");
    assertThat(grants("placed", "REVIEWER", "长".repeat(10_000), "")).contains("没有这个机构");
  }

  @Test
  void nobodyHoldsTwoAdministrations() {
    walk.hires("one-of-three", Role.AUDITOR, null);
    assertThat(grants("one-of-three", "SYSTEM_ADMIN", "", "")).contains("须由三个人分别担任");
    assertThat(grants("one-of-three", "SECURITY_ADMIN", "", "")).contains("须由三个人分别担任");
    assertThat(walk.who("one-of-three").grants()).hasSize(1);
    security.post(
        "/admin/roles/one-of-three/removal", Map.of("role", "AUDITOR", "office", "", "kind", ""));
    assertThat(walk.who("one-of-three").grants()).isEmpty();
  }

  @Test
  void nobodyIsGrantedTwoPartsOfOneFile() {
    walk.hires("two-parts", Role.COMMUNITY, "370303005003");
    assertThat(grants("two-parts", "REVIEWER", "370303000000", "")).contains("同一份申报");
    assertThat(grants("two-parts", "LEADER", "000000000000", "")).contains("同一份申报");
    assertThat(grants("two-parts", "BODY", "", "CMA")).contains("同一份申报");
    assertThat(grants("two-parts", "REVIEWER", "370305000000", "")).contains("已授予");
    assertThat(grants("two-parts", "LEADER", "370305000000", "")).contains("同一份申报");
  }

  @Test
  void nobodyChangesOnesOwnRolesAndTheSystemAdministratorNobodys() {
    assertThat(security.get("/admin/roles/security")).contains("不能更改自己的角色");
    assertThat(grants("security", "MANAGER", "000000000000", "")).contains("不能更改自己的角色");
    assertThat(walk.who("security").grants()).hasSize(1);
    assertThat(
            admin
                .post(
                    "/admin/roles/panyuan/grants",
                    Map.of("role", "LEADER", "office", "370305000000", "kind", ""))
                .statusCode())
        .isEqualTo(403);
    assertThat(
            security.post("/admin/accounts", Map.of("username", "x.y", "name", "x")).statusCode())
        .isEqualTo(403);
  }

  @Test
  void theListIsPagedAndSearched() {
    assertThat(admin.get("/admin/accounts")).contains("下一页").doesNotContain("zhangdian-fire");
    assertThat(admin.get("/admin/accounts?q=%E6%B6%88%E9%98%B2%E4%B8%93%E5%AE%B6"))
        .contains("expert-fire")
        .doesNotContain(">keyuan<");
    assertThat(admin.get("/admin/accounts?q=%25")).contains("没有找到");
    assertThat(security.get("/admin/roles?q=keyuan")).contains("科苑街道 · 签批领导");
    assertThat(security.get("/admin")).contains("/admin/roles").doesNotContain("/admin/accounts");
    assertThat(admin.get("/admin")).contains("/admin/accounts", "/camunda/app/admin/");
  }

  private String opens(String username, String name) {
    return admin.post("/admin/accounts", Map.of("username", username, "name", name)).body();
  }

  private String grants(String username, String role, String office, String kind) {
    return security
        .post(
            "/admin/roles/" + username + "/grants",
            Map.of("role", role, "office", office, "kind", kind))
        .body();
  }

  private String upload(String name, byte[] content) {
    return client.signedIn("admin").upload("/admin/accounts/check", Map.of(), name, content).text();
  }

  private List<String> noted() {
    return trail.rows("admin").stream()
        .map(r -> r.actor() + " " + r.action() + " " + r.opinion())
        .toList();
  }

  private static String find(Pattern pattern, String page) {
    Matcher found = pattern.matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group(1);
  }

  private static byte[] workbook(String... cells) {
    try (var book = new XSSFWorkbook();
        var out = new ByteArrayOutputStream()) {
      var sheet = book.createSheet();
      var head = sheet.createRow(0);
      head.createCell(0).setCellValue("username");
      head.createCell(1).setCellValue("name");
      for (int i = 0; i < cells.length; i += 2) {
        var row = sheet.createRow(1 + i / 2);
        row.createCell(0).setCellValue(cells[i]);
        row.createCell(1).setCellValue(cells[i + 1]);
      }
      book.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
