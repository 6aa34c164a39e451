package io.anlan.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.audit.Trail;
import io.anlan.division.Divisions;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The country's table of codes through the system administrator's page. */
@RunningAnlan
class DivisionPagesTest {

  private static final String HEAD = "code12,name,level,parent_code12\n";

  @Autowired Client client;
  @Autowired Divisions divisions;
  @Autowired Trail trail;

  @Test
  void aTableIsCheckedWithoutBeingStoredAndThenStored() {
    // The street stands before its district, as it may in a file that is sorted otherwise.
    String table = HEAD + "659099001000,新街道,4,659099000000\n659099000000,新区,3,650000000000\n";
    assertThat(send(table, false)).contains("2 个区划，尚未保存");
    assertThat(divisions.find("659099000000")).isEmpty();
    assertThat(send(table, true)).contains("已导入 2 个区划");
    assertThat(divisions.path("659099001000")).hasSize(4);
    assertThat(send(HEAD + "659099000000,改名区,3,650000000000\n", true)).contains("已导入");
    assertThat(divisions.get("659099000000").name()).isEqualTo("改名区");
    assertThat(trail.rows("admin").stream().map(r -> r.action() + " " + r.opinion()))
        .contains("DIVISIONS_IMPORTED 2", "DIVISIONS_IMPORTED 1");
  }

  @Test
  void eachFaultIsNamedByLineAndColumnAndNothingIsStored() {
    String good = "659098000000,好区,3,650000000000\n";
    assertThat(send(HEAD + good + "12,,7,x\n659098001000,街道,4\n", true))
        .contains("没有保存任何内容", "第 3 行", "第 4 行", "12 位数字", "0 到 5 的整数", "列数与第一行不同");
    assertThat(send(HEAD + good + good + "659097001000,街道,4,659097000000\n", true))
        .contains("代码 659098000000 重复", "上级代码 659097000000 不在表中");
    assertThat(send(HEAD + good + "659098001000," + "长".repeat(10_000) + ",4,\n", true))
        .contains("不超过 100 个字");
    assertThat(send("code,name\n", true)).contains("第一行缺少这一列");
    assertThat(send(HEAD, true)).contains("表格里没有数据");
    assertThat(upload(new byte[] {(byte) 0xc3, 0x28, 0x0a}, true)).contains("无法读取");
    assertThat(divisions.find("659098000000")).isEmpty();
  }

  private String send(String table, boolean store) {
    return upload(table.getBytes(StandardCharsets.UTF_8), store);
  }

  private String upload(byte[] table, boolean store) {
    return client
        .signedIn("admin")
        .upload("/admin/divisions", Map.of("store", String.valueOf(store)), "divisions.csv", table)
        .text();
  }
}
