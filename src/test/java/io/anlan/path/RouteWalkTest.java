package io.anlan.path;

import static io.anlan.shared.Level.CITY;
import static io.anlan.shared.Level.DISTRICT;
import static io.anlan.shared.Level.NATION;
import static io.anlan.shared.Level.PROVINCE;
import static io.anlan.shared.Level.STREET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anlan.account.Role;
import io.anlan.application.Files;
import io.anlan.application.Status;
import io.anlan.division.Offices;
import io.anlan.division.Stop;
import io.anlan.round.Round;
import io.anlan.shared.Level;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.PolicyTable;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files of differently built places climb to the nation, level by level, on the real engine. */
@RunningAnlan
class RouteWalkTest {

  @Autowired Client client;
  @Autowired Walk walk;
  @Autowired Files files;
  @Autowired Offices offices;
  @Autowired JdbcClient jdbc;

  @Test
  void anOrdinaryDistrictWithoutTheStreetStep() {
    // The shipped policy asks for the street step in Shandong only.
    division("130102001000", "试验街道", 4, "130102000000");
    division("130102001001", "试验社区", 5, "130102001000");
    staffed("130102000000", DISTRICT);
    staffed("130100000000", CITY);
    staffed("130000000000", PROVINCE);
    climbs("130102001001", DISTRICT, CITY, PROVINCE, NATION);
  }

  @Test
  void aMunicipalityHasNoCity() {
    division("110101001000", "试验街道", 4, "110101000000");
    division("110101001001", "试验社区", 5, "110101001000");
    staffed("110101000000", DISTRICT);
    staffed("110000000000", PROVINCE);
    climbs("110101001001", DISTRICT, PROVINCE, NATION);
  }

  @Test
  void aCountyDirectlyUnderItsProvinceHasNoCity() {
    division("429004001000", "试验街道", 4, "429004000000");
    division("429004001001", "试验社区", 5, "429004001000");
    staffed("429004000000", DISTRICT);
    staffed("420000000000", PROVINCE);
    climbs("429004001001", DISTRICT, PROVINCE, NATION);
  }

  @Test
  void aCityWithoutDistrictsWritesTheOfficialScoreItself() {
    division("441900001000", "试验街道", 4, "441900000000");
    division("441900001001", "试验社区", 5, "441900001000");
    staffed("441900000000", CITY);
    staffed("440000000000", PROVINCE);
    climbs("441900001001", CITY, PROVINCE, NATION);
  }

  @Test
  void aStreetThatAnotherOfficeAdministersClimbsThere() {
    division("370303901000", "代管街道", 4, "370303000000");
    division("370303901001", "代管社区", 5, "370303901000");
    jdbc.sql("update division set administered_by = '370305000000' where code = '370303901000'")
        .update();
    staffed("370303901000", STREET);
    List<Stop> stops = climbs("370303901001", STREET, DISTRICT, CITY, PROVINCE, NATION);
    assertThat(stops).contains(new Stop(DISTRICT, "370305000000"));
  }

  @Test
  void aProvincialFileIsNamedByItsProvince() {
    Round round = walk.roundToName(Tier.PROVINCIAL);
    String number = walk.submitted("guoxin", round);
    walk.does("nanding", number, "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
    walk.signs("nanding", number);
    for (String place : List.of("zhangdian", "zibo", "shandong")) {
      walk.forwards(place, number);
      walk.signs(place, number);
    }
    String batch = walk.batch("shandong", round, number);
    walk.publishes("shandong", batch);
    assertThat(walk.status(number)).isEqualTo(Status.NAMED);
    assertThat(walk.file(number).level()).isEqualTo(PROVINCE);
  }

  @Test
  void aFileIsNotSubmittedTowardsAnOfficeWhereNobodyCanAct() {
    division("370303902000", "无人街道", 4, "370303000000");
    division("370303902001", "无人社区", 5, "370303902000");
    person("COMMUNITY", "370303902001");
    String number = walk.draft("community-370303902001", walk.freshRound(Tier.NATIONAL));
    assertThatThrownBy(() -> submits("370303902001", number)).hasMessage("office-without-reviewer");
    person("REVIEWER", "370303902000");
    assertThatThrownBy(() -> submits("370303902001", number)).hasMessage("office-without-leader");
    person("LEADER", "370303902000");
    submits("370303902001", number);
    assertThat(walk.status(number)).isEqualTo(Status.IN_REVIEW);
  }

  @Test
  void whatOnlyItsOwnReviewerCouldSignIsNotProposed() {
    division("370303903000", "一人街道", 4, "370303000000");
    division("370303903001", "一人社区", 5, "370303903000");
    person("COMMUNITY", "370303903001");
    person("REVIEWER", "370303903000");
    jdbc.sql("insert into account_role (username, role, office) values (?, 'LEADER', ?)")
        .params("reviewer-370303903000", "370303903000")
        .update();
    String number = walk.draft("community-370303903001", walk.freshRound(Tier.NATIONAL));
    submits("370303903001", number);
    assertThatThrownBy(() -> forwards("370303903000", number)).hasMessage("office-without-leader");
    assertThat(walk.open(number)).containsExactly("userTask_reviewMaterials");
    person("LEADER", "370303903000");
    forwards("370303903000", number);
    assertThat(walk.open(number)).containsExactly("userTask_signOff");
  }

  private void forwards(String office, String number) {
    walk.does(
        "reviewer-" + office, number, "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
  }

  /** Submits and forwards to the wait for naming; the levels it passed. */
  private List<Stop> climbs(String community, Level... expected) {
    person("COMMUNITY", community);
    // The way is the subject, and there are no experts everywhere.
    Round round =
        walk.roundToName(Tier.NATIONAL, new PolicyTable().withoutVisits().uploaded(client));
    String number = walk.submitted("community-" + community, round);
    List<Stop> passed = new ArrayList<>();
    while (walk.status(number) == Status.IN_REVIEW) {
      Stop here = new Stop(walk.file(number).level(), walk.file(number).office());
      passed.add(here);
      String reviewer = reviewer(here.office());
      if (files.scoringStop(number).orElseThrow().equals(here)) {
        walk.scores(reviewer, number);
      }
      walk.does(reviewer, number, "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
      walk.departmentsAgree(number);
      walk.does(leader(here.office()), number, "userTask_signOff", Map.of("decision", "APPROVE"));
    }
    assertThat(walk.status(number)).isEqualTo(Status.NAMING);
    assertThat(passed).extracting(Stop::level).containsExactly(expected);
    return passed;
  }

  private void submits(String community, String number) {
    walk.does("community-" + community, number, "userTask_selfAssess", Map.of("confirmed", true));
  }

  private String reviewer(String office) {
    return whoIn("REVIEWER", office);
  }

  private String leader(String office) {
    return whoIn("LEADER", office);
  }

  private String whoIn(String role, String office) {
    // Others may have been hired there since.
    return jdbc.sql("select min(username) from account_role where role = ? and office = ?")
        .params(role, office)
        .query(String.class)
        .single();
  }

  private void division(String code, String name, int kind, String parent) {
    jdbc.sql("insert into division (code, name, kind, parent_code) values (?, ?, ?, ?)")
        .params(code, name, kind, parent)
        .update();
  }

  /** An office without departments, with one reviewer and one leader. */
  private void staffed(String code, Level level) {
    offices.establish(code, "试验办公室 " + code, level, Set.of(), List.of());
    person("REVIEWER", code);
    person("LEADER", code);
  }

  private void person(String role, String office) {
    walk.hires(role.toLowerCase() + "-" + office, Role.valueOf(role), office);
  }
}
