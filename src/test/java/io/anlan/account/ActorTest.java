package io.anlan.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.shared.CsvFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups are how the engine addresses people; their spelling is fixed. */
class ActorTest {

  private static Actor actor(Grant... grants) {
    return new Actor("wang", "p1", "王", List.of(grants));
  }

  @Test
  void groupsAreSpelledAsTheModelsExpect() {
    var actor =
        actor(
            new Grant(Role.COMMUNITY, "370303005003", null),
            new Grant(Role.REVIEWER, "370303000000", null),
            new Grant(Role.LEADER, "370303000000", null),
            new Grant(Role.DEPARTMENT, "370303000000", "FIRE"),
            new Grant(Role.BODY, null, "MEM"),
            new Grant(Role.MANAGER, "000000000000", null),
            new Grant(Role.SYSTEM_ADMIN, null, null),
            new Grant(Role.SECURITY_ADMIN, null, null),
            new Grant(Role.AUDITOR, null, null),
            new Grant(Role.EXPERT, "370303000000", "FIRE"));
    assertThat(actor.groups())
        .containsExactly(
            "community:370303005003",
            "reviewer:370303000000",
            "leader:370303000000",
            "department:FIRE:370303000000",
            "body:MEM",
            "manager:000000000000",
            "system-admin",
            "security-admin",
            "auditor",
            "expert:" + actor.username());
    assertThat(actor.member("leader:370303000000")).isTrue();
    assertThat(actor.member("leader:370305000000")).isFalse();
    assertThat(actor.offices()).containsExactly("370303000000", "000000000000");
    assertThat(actor.communities()).containsExactly("370303005003");
    assertThat(actor.has(Role.EXPERT)).isTrue();
    assertThat(actor().has(Role.EXPERT)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "community:370303005003",
        "reviewer:370303000000",
        "department:FIRE:370303000000",
        "body:MEM",
        "system-admin"
      })
  void aGroupLeadsBackToItsGrant(String group) {
    assertThat(Grant.of(group)).hasValueSatisfying(g -> assertThat(g.group()).hasValue(group));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "reviewer", "camunda-admin", "expert:1", "a:b:c:d", "department:FIRE"})
  void whatIsNoGroupHasNoGrant(String group) {
    assertThat(Grant.of(group)).isEmpty();
  }

  @Test
  void everyDemoOfficeHasAReviewerAndALeader() {
    var accounts = CsvFile.of("demo/accounts.csv").rows();
    for (var office : CsvFile.of("demo/offices.csv").rows()) {
      assertThat(accounts)
          .filteredOn(row -> office.get("code").equals(row.get("office")))
          .extracting(row -> row.get("role"))
          .contains("REVIEWER", "LEADER");
    }
    assertThat(accounts).extracting(row -> row.get("username")).doesNotHaveDuplicates();
  }
}
