package io.anlan.visit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.shared.Tier;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whom Anlan proposes for a visit; other experts of the place may stand between. */
@RunningAnlan
class ProposalTest {

  private static final String COMMUNITY = "370303005003";
  private static final String DISTRICT = "370303000000";

  private static int count;

  @Autowired Walk walk;
  @Autowired Experts experts;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;

  private Pool pool;
  private String number;
  private String name;
  private LocalDate day;

  /** The file's community names fire as its hazard. */
  @BeforeEach
  void aFile() {
    pool = new Pool(jdbc);
    name = "proposal-" + ++count + "-";
    number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    day = LocalDate.now(clock).plusDays(7);
  }

  @AfterEach
  void theyRetire() {
    jdbc.sql("update expert set state = 'RETIRED' where username like 'proposal-%'").update();
  }

  private void expert(String who, String department, String speciality) {
    pool.enters(name + who, COMMUNITY);
    jdbc.sql("update expert set department = ? where username = ?")
        .params(department, name + who)
        .update();
    jdbc.sql("insert into expert_speciality values (?, ?)").params(name + who, speciality).update();
  }

  private List<Candidate> proposed(String office, int size) {
    return experts.propose(number, office, day, List.of("WATER", "HEALTH"), size).stream()
        .filter(c -> c.username().startsWith(name))
        .toList();
  }

  private List<String> ranked(String office) {
    return proposed(office, 3).stream().map(c -> c.username().substring(name.length())).toList();
  }

  private String team(int size) {
    return String.join(
        " ",
        proposed(DISTRICT, size).stream()
            .filter(Candidate::proposed)
            .map(c -> c.username().substring(name.length()))
            .toList());
  }

  @Test
  void departmentsThenHazardsThenLoad() {
    expert("a-neither", "POWER", "MEDICINE");
    expert("b-hazard", "POWER", "FIRE");
    expert("c-department", "WATER", "MEDICINE");
    expert("d-both-busy", "WATER", "FIRE");
    expert("e-both", "WATER", "FIRE");
    String other = walk.submitted("panzhuang", walk.freshRound(Tier.NATIONAL));
    long visit = pool.visit(other, name + "d-both-busy", "VISITING", day);
    pool.member(visit, name + "d-both-busy", "ACCEPTED");
    assertThat(ranked(DISTRICT))
        .containsExactly("e-both", "d-both-busy", "c-department", "b-hazard", "a-neither");
    Candidate busy = proposed(DISTRICT, 3).get(1);
    assertThat(busy.load()).isEqualTo(1);
    assertThat(busy.taken()).isTrue();
    assertThat(busy.departmentFits()).isTrue();
    assertThat(busy.hazardsFit()).isEqualTo(1);
    assertThat(busy.proposed()).isFalse();
  }

  @Test
  void eachDepartmentIsAskedBeforeOneIsAskedTwice() {
    expert("a", "WATER", "FIRE");
    expert("b", "WATER", "FIRE");
    expert("c", "HEALTH", "MEDICINE");
    assertThat(team(1)).isEqualTo("a");
    assertThat(team(2)).isEqualTo("a c");
    assertThat(team(3)).isEqualTo("a b c");
    assertThat(team(0)).isEmpty();
  }

  @Test
  void theSubstituteComesFirstAndWhoWasAskedIsNotAskedAgain() {
    expert("a", "WATER", "FIRE");
    expert("b", "POWER", "MEDICINE");
    expert("c", "WATER", "FIRE");
    long visit = pool.visit(number, name + "a", "INVITING", day);
    pool.member(visit, name + "a", "DECLINED");
    jdbc.sql("update visit_member set substitute = ? where visit_id = ?")
        .params(name + "b", visit)
        .update();
    assertThat(ranked(DISTRICT)).containsExactly("b", "a", "c");
    assertThat(team(1)).isEqualTo("b");
    assertThat(team(3)).startsWith("b c").doesNotContain("a");
    jdbc.sql("update visit set closed_at = now() where id = ?").param(visit).update();
  }

  @Test
  void whoIsRefusedComesLastWithTheReason() {
    expert("a", "WATER", "FIRE");
    expert("b", "HEALTH", "FIRE");
    pool.tie(name + "a", "LIVES", COMMUNITY, null);
    assertThat(ranked(DISTRICT)).containsExactly("b", "a");
    assertThat(proposed(DISTRICT, 2).get(1).verdict().eligible()).isFalse();
    assertThat(team(2)).isEqualTo("b");
  }

  @Test
  void aPersonIsProposedOnce() {
    expert("a", "WATER", "FIRE");
    pool.enters(name + "b", COMMUNITY, name + "a");
    assertThat(team(2)).isEqualTo("a");
  }

  @Test
  void whoeverMayBeSentByTheOffice() {
    expert("a", "WATER", "FIRE");
    expert("elsewhere", "WATER", "FIRE");
    jdbc.sql("update expert set territory = '370303005008' where username = ?")
        .param(name + "elsewhere")
        .update();
    for (String office :
        List.of(DISTRICT, "370303005000", "370300000000", "370000000000", "000000000000")) {
      assertThat(ranked(office)).as(office).containsExactly("a");
    }
  }
}
