package io.anlan.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anlan.account.Role;
import io.anlan.review.ReviewPolicy;
import io.anlan.shared.Problem;
import io.anlan.shared.Tier;
import io.anlan.support.QueryCount;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import io.anlan.visit.Verdict.Code;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each rule of recusal, by what stands in the database; the person counts, not the account. */
@RunningAnlan
class RecusalTest {

  private static final String COMMUNITY = "370303005003";
  private static final String DISTRICT = "370303000000";

  private static int count;
  private static String number;

  @Autowired Walk walk;
  @Autowired Recusal recusal;
  @Autowired Experts experts;
  @Autowired ReviewPolicy policy;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;

  private Pool pool;
  private String expert;

  @AfterEach
  void noLanguage() {
    LocaleContextHolder.resetLocaleContext();
  }

  @BeforeEach
  void anExpertWithAnotherAccount() {
    if (number == null) {
      number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    }
    LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
    pool = new Pool(jdbc);
    expert = "recusal-" + ++count;
    pool.enters(expert, DISTRICT);
    pool.account(expert + "-b", expert);
  }

  private Verdict verdict() {
    return recusal.of(number, List.of(expert)).get(expert);
  }

  private List<Code> refusals() {
    return verdict().refusals().stream().map(Verdict.Reason::code).toList();
  }

  private List<Code> warnings() {
    return verdict().warnings().stream().map(Verdict.Reason::code).toList();
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  @Test
  void aStrangerMayVerify() {
    assertThat(verdict().eligible()).isTrue();
    assertThat(warnings()).isEmpty();
    experts.requireEligible(number, List.of(expert));
  }

  @Test
  void whoeverLivesOrWorksInTheStreetIsRefused() {
    pool.tie(expert + "-b", "LIVES", "370303005008", null);
    pool.tie(expert, "WORKS", "370303005000", null);
    pool.tie(expert, "LIVES", "370303001002", null);
    assertThat(refusals()).containsExactlyInAnyOrder(Code.LIVES, Code.WORKS);
    assertThat(verdict().refusal()).contains("居住", "潘庄", "科苑街道");
  }

  @Test
  void earlierEmploymentIsWarnedOfWithinThePolicysYears() {
    int years = lookBack();
    pool.tie(expert, "WORKED", COMMUNITY, today().minusYears(years));
    assertThat(refusals()).isEmpty();
    assertThat(warnings()).containsExactly(Code.WORKED);
    jdbc.sql("update expert_tie set until = until - 1 where username = ?").param(expert).update();
    assertThat(warnings()).isEmpty();
    jdbc.sql("update expert_tie set until = ? where username = ?")
        .params(today().plusDays(1), expert)
        .update();
    assertThat(refusals()).containsExactly(Code.WORKS);
  }

  private int lookBack() {
    return policy.of(walk.file(number)).visit().lookBackYears();
  }

  @Test
  void whoeverHadAHandInTheFileIsRefusedUnderAnyAccount() {
    for (String part : List.of("APPLICANT", "REVIEWER", "LEADER", "DEPARTMENT", "BODY")) {
      pool.hand(number, expert, part);
      assertThat(refusals()).as(part).containsExactly(Code.HAND);
    }
    pool.hand(number, expert, "EXPERT");
    assertThat(refusals()).isEmpty();
  }

  @Test
  void aReviewerWhoIsAnExpertByAnotherAccountIsRefused() {
    walk.streetForwards(number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL)));
    pool.enters(expert + "-keyuan", DISTRICT, "keyuan");
    assertThat(recusal.of(number, List.of(expert + "-keyuan")).get(expert + "-keyuan").refusals())
        .extracting(Verdict.Reason::code)
        .contains(Code.HAND, Code.STAFF);
  }

  @Test
  void whoeverAdvisedTheCommunityIsRefused() {
    pool.guidance(expert + "-b", COMMUNITY, today());
    pool.guidance(expert, "370303005008", today());
    assertThat(refusals()).containsExactly(Code.ADVISED);
    assertThat(verdict().refusal()).contains(today().toString());
  }

  @Test
  void whoeverRecusedHimselfStaysRecused() {
    long visit = pool.visit(number, expert + "-b", "CANCELLED", today());
    pool.member(visit, expert + "-b", "RECUSED");
    assertThat(refusals()).containsExactly(Code.RECUSED);
    jdbc.sql("update visit_member set state = 'DECLINED' where visit_id = ?").param(visit).update();
    assertThat(refusals()).isEmpty();
  }

  @Test
  void theStaffOfTheCommunityAndOfItsStreetIsRefused() {
    walk.grants(expert + "-b", Role.COMMUNITY, COMMUNITY);
    assertThat(refusals()).containsExactly(Code.STAFF);
    jdbc.sql("update account_role set office = '370303005008' where username = ?")
        .param(expert + "-b")
        .update();
    assertThat(refusals()).isEmpty();
    walk.grants(expert + "-b", Role.MANAGER, "370303005000");
    assertThat(refusals()).containsExactly(Code.STAFF);
  }

  @Test
  void thePoolDecidesToo() {
    jdbc.sql("update expert set state = 'PAUSED' where username = ?").param(expert).update();
    assertThat(refusals()).containsExactly(Code.NOT_ACTIVE);
    jdbc.sql("update expert set state = 'ACTIVE', territory = '370305000000' where username = ?")
        .param(expert)
        .update();
    assertThat(refusals()).containsExactly(Code.OUTSIDE);
    jdbc.sql("update expert set territory = '000000000000', qualified_until = ? where username = ?")
        .params(today().minusDays(1), expert)
        .update();
    assertThat(refusals()).isEmpty();
    assertThat(warnings()).containsExactly(Code.UNQUALIFIED);
    jdbc.sql("update account set active = false where username = ?").param(expert).update();
    assertThat(refusals()).containsExactly(Code.NOT_IN_POOL);
    assertThat(recusal.of(number, List.of("nobody")).get("nobody").refusals())
        .extracting(Verdict.Reason::code)
        .containsExactly(Code.NOT_IN_POOL);
  }

  @Test
  void aTeamIsRefusedByNameAndReason() {
    pool.tie(expert, "LIVES", COMMUNITY, null);
    assertThatThrownBy(() -> experts.requireEligible(number, List.of(expert, "expert-fire")))
        .isInstanceOfSatisfying(
            Problem.class,
            p -> {
              assertThat(p.status()).isEqualTo(422);
              assertThat(p.faults()).hasSize(1);
              assertThat(p.faults().get(0).field()).isEqualTo("experts");
              assertThat(p.faults().get(0).args()[0]).isEqualTo(expert);
            });
    pool.enters(expert + "-c", DISTRICT, "expert-fire");
    assertThatThrownBy(() -> experts.requireEligible(number, List.of("expert-fire", expert + "-c")))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.faults().get(0).code()).isEqualTo("expert-twice"));
  }

  @Test
  void theDemosExpertsMayVisitPanyuan() {
    List<String> demo = List.of("expert-fire", "expert-housing", "expert-urban", "expert-power");
    assertThat(recusal.of(number, demo).values()).allMatch(Verdict::eligible).hasSize(4);
  }

  @Test
  void moreExpertsAreNotMoreQueries() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String name = expert + "-many-" + i;
      pool.enters(name, DISTRICT);
      pool.tie(name, "LIVES", "37030300100" + (i % 9 + 1), null);
      many.add(name);
    }
    assertThat(queries(many)).isEqualTo(queries(many.subList(0, 1)));
  }

  private int queries(List<String> usernames) {
    return QueryCount.of(
        () -> {
          Thread request = new Thread(() -> recusal.of(number, usernames), "http-nio-recusal");
          request.start();
          try {
            request.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
