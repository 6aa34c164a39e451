package io.anlan.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anlan.account.Actor;
import io.anlan.inbox.Inbox.View;
import io.anlan.round.Round;
import io.anlan.shared.Tier;
import io.anlan.support.MovableClock;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The tally says what counting the tasks would say, whatever was done to them. */
@RunningAnlan
class TallyTest {

  private static final String REVIEW = "userTask_reviewMaterials";

  @Autowired Walk walk;
  @Autowired Inbox inbox;
  @Autowired TaskDesk desk;
  @Autowired MovableClock clock;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  @AfterEach
  void theTallyEqualsARecount() {
    List<String> differences =
        jdbc.sql(
                """
                select coalesce(tally.holder, counted.holder) || ' ' || coalesce(tally.open, 0)
                  || ' instead of ' || coalesce(counted.open, 0)
                from inbox_tally tally full join (
                  select holder, coalesce(due_at, 'infinity') as due_at, returned, count(*) as open
                  from inbox_task cross join lateral (values
                      (case when assignee is null then 'group:' || candidate_group
                        else 'person:' || assignee end),
                      ('office:' || office),
                      ('community:' || community_code)) as holders (holder)
                  where holder is not null group by 1, 2, 3) counted
                using (holder, due_at, returned)
                where coalesce(tally.open, 0) <> coalesce(counted.open, 0)""")
            .query(String.class)
            .list();
    assertThat(differences).isEmpty();
    assertThat(jdbc.sql("select count(*) from inbox_task").query(Long.class).single()).isPositive();
  }

  @Test
  void afterEveryKindOfStep() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    walk.reaches("zibo", number);
    walk.does(
        "zibo",
        number,
        REVIEW,
        Map.of("decision", "RETURN", "opinion", "请补充", "returnedItems", List.of("1.1.1")));
    assertThat(inbox.counts(walk.who("panyuan")).returned()).isPositive();
    theTallyEqualsARecount();
    walk.rescores("panyuan", number, "1.1.1");
    walk.does("panyuan", number, "userTask_correctMaterials", Map.of("response", "已补充"));
    walk.does("zhangdian", number, "userTask_confirmCorrection", Map.of("decision", "CONFIRM"));
    walk.forwards("zibo", number);
    walk.does(
        "zibo-leader",
        number,
        "userTask_signOff",
        Map.of("decision", "SEND_BACK", "opinion", "再核"));
    theTallyEqualsARecount();
    walk.withdraws("panyuan", number);
  }

  @Test
  void whenATaskIsClaimedReleasedAndHandedOver() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.MUNICIPAL));
    String task = inbox.ofApplication(number).get(0).id();
    Actor reviewer = walk.who("keyuan");
    long before = inbox.counts(reviewer).todo();
    desk.claim(reviewer, task);
    theTallyEqualsARecount();
    assertThat(inbox.counts(reviewer).todo()).as("mine instead of ours").isEqualTo(before);
    desk.release(reviewer, task);
    theTallyEqualsARecount();
    desk.claim(reviewer, task);
    walk.does("keyuan", number, REVIEW, Map.of("decision", "FORWARD"));
  }

  @Test
  void whenManyCompleteAtOnce() throws Exception {
    List<String> numbers = new ArrayList<>();
    for (Tier tier : Tier.values()) {
      Round round = walk.freshRound(tier);
      for (String community : List.of("panyuan", "panzhuang")) {
        numbers.add(walk.submitted(community, round));
      }
    }
    var threads = Executors.newFixedThreadPool(numbers.size());
    try {
      Callable<Object>[] climbs =
          numbers.stream()
              .map(number -> (Callable<Object>) () -> climb(number))
              .toArray(Callable[]::new);
      for (Future<Object> climbed : threads.invokeAll(List.of(climbs))) climbed.get();
    } finally {
      threads.shutdown();
    }
    numbers.forEach(number -> assertThat(walk.open(number)).containsExactly(REVIEW));
  }

  /** Through street and district to the city, where one leader and one reviewer serve all files. */
  private Object climb(String number) {
    walk.reaches("zibo", number);
    return number;
  }

  @Test
  void whenAStepIsRolledBack() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.PROVINCIAL));
    long before = inbox.counts(walk.who("keyuan")).todo();
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      walk.does("keyuan", number, REVIEW, Map.of("decision", "FORWARD"));
                      throw new IllegalStateException("after the step");
                    }))
        .hasMessage("after the step");
    assertThat(inbox.counts(walk.who("keyuan")).todo()).isEqualTo(before);
    assertThat(walk.open(number)).containsExactly(REVIEW);
  }

  @Test
  void countsAndTotalsSayWhatTheListsShow() {
    Round round = walk.freshRound(Tier.NATIONAL);
    walk.submitted("panyuan", round);
    walk.submitted("panzhuang", round);
    Actor reviewer = walk.who("keyuan");
    var page = inbox.open(reviewer, View.TODO, InboxFilter.NONE, 0, 200, null);
    assertThat(page.content()).hasSizeGreaterThan(1);
    assertThat(page.page().totalElements()).isEqualTo(page.content().size());
    assertThat(inbox.counts(reviewer).todo()).isEqualTo(page.content().size());
    var office = inbox.open(reviewer, View.OFFICE, InboxFilter.NONE, 0, 200, null);
    assertThat(office.page().totalElements()).isEqualTo(office.content().size());
    Actor applicant = walk.who("panyuan");
    var started = inbox.open(applicant, View.STARTED, InboxFilter.NONE, 0, 200, null);
    assertThat(started.page().totalElements()).isEqualTo(started.content().size());
    try {
      clock.move(Duration.ofDays(3650));
      assertThat(inbox.counts(reviewer).overdue()).isEqualTo(page.content().size());
      assertThat(inbox.counts(reviewer).dueSoon()).isZero();
    } finally {
      clock.reset();
    }
  }
}
