package io.anlan.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.audit.Trail;
import io.anlan.division.Offices;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Session;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The offices through the system administrator's pages; places far from the demo's files. */
@RunningAnlan
class OfficePagesTest {

  @Autowired Client client;
  @Autowired Offices offices;
  @Autowired Trail trail;

  private Session admin;

  @BeforeEach
  void signIn() {
    admin = new Session(client, "admin");
  }

  @Test
  void anOfficeIsAddedChangedClosedAndReopened() {
    assertThat(add("110101000000", "东城区应急管理局", "DISTRICT")).contains("机构已新增");
    assertThat(
            admin
                .post(
                    "/admin/offices/110101000000", Map.of("name", "东城区减灾办", "departments", "FIRE"))
                .body())
        .contains("东城区减灾办", "已保存");
    assertThat(offices.departments("110101000000")).containsExactly("FIRE");
    assertThat(admin.post("/admin/offices/110101000000/state", Map.of("active", "false")).body())
        .contains("机构已停用");
    assertThat(offices.works("110101000000")).isFalse();
    admin.post("/admin/offices/110101000000/state", Map.of("active", "true"));
    assertThat(offices.works("110101000000")).isTrue();
    assertThat(trail.rows("admin").stream().map(r -> r.action() + " " + r.opinion()))
        .contains(
            "OFFICE_ADDED 110101000000 DISTRICT 东城区应急管理局",
            "OFFICE_CLOSED 110101000000",
            "OFFICE_REOPENED 110101000000");
  }

  @Test
  void wrongOfficesAreRefusedAtTheirFields() {
    assertThat(add("999999999999", "", "")).contains("没有这个区划代码", "必须填写");
    assertThat(add("370303000000", "张店", "DISTRICT")).contains("机构已经存在", "value=\"张店\"");
    assertThat(add("110102000000", "<b>" + "长".repeat(10_000), "DISTRICT"))
        .contains("不超过 100 个字", "&lt;b&gt;");
    assertThat(
            admin
                .post("/admin/offices/370305000000", Map.of("name", "临淄", "departments", "MAGIC"))
                .statusCode())
        .isEqualTo(422);
    assertThat(
            admin
                .post("/admin/offices/370305000000", Map.of("name", "", "departments", "POWER"))
                .body())
        .contains("value=\"POWER\" checked");
    assertThat(admin.get("/admin/offices/999999999999")).contains("404");
  }

  @Test
  void oneOfficeOfALevelServesADivision() {
    add("120101000000", "和平区应急管理局", "DISTRICT");
    add("120102000000", "河东区应急管理局", "DISTRICT");
    assertThat(serve("120101000000", "120103000000", true)).contains("河西区");
    assertThat(serve("120102000000", "120103000000", true)).contains("已由“和平区应急管理局”");
    assertThat(serve("120102000000", "12", true)).contains("没有这个区划代码");
    serve("120101000000", "120103000000", false);
    assertThat(serve("120102000000", "120103000000", true)).contains("河西区");
    assertThat(trail.intact("admin")).isTrue();
  }

  private String add(String code, String name, String level) {
    return admin.post("/admin/offices", Map.of("code", code, "name", name, "level", level)).body();
  }

  private String serve(String office, String division, boolean serves) {
    return admin
        .post(
            "/admin/offices/" + office + "/divisions",
            Map.of("division", division, "serves", String.valueOf(serves)))
        .body();
  }
}
