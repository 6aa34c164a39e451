package io.anlan.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.inbox.Inbox;
import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who sees a task in the engine's own interface: its group, whoever of it holds it. */
@RunningAnlan
class TaskRightsTest {

  @Autowired Walk walk;
  @Autowired Inbox inbox;
  @Autowired Client client;
  @Autowired JdbcClient jdbc;

  @Test
  void theHolderOfATaskSeesAndCompletesItByTheRightOfTheGroup() {
    String number = walk.submitted("panyuan", walk.freshRound(Tier.NATIONAL));
    String task = inbox.ofApplication(number).get(0).id();
    String path = "/engine-rest/task/" + task;
    assertThat(client.as("keyuan").post(path + "/claim", Map.of("userId", "keyuan")).status())
        .isEqualTo(204);
    assertThat(rights(task)).containsExactly("reviewer:370303005000");
    assertThat(client.as("keyuan").get(path).status()).isEqualTo(200);
    assertThat(client.as("keyuan").get("/engine-rest/task?assignee=keyuan").text()).contains(task);
    for (String other : List.of("keyuan-leader", "linzi", "panyuan", "zhangdian")) {
      assertThat(client.as(other).get(path).status()).as(other).isNotEqualTo(200);
      assertThat(client.as(other).get("/engine-rest/task").text()).as(other).doesNotContain(task);
    }
    var forward = Map.of("variables", Map.of("decision", Map.of("value", "FORWARD")));
    assertThat(client.as("keyuan").post(path + "/complete", forward).status()).isEqualTo(204);
    assertThat(rights(task)).isEmpty();
  }

  private List<String> rights(String task) {
    return jdbc.sql(
            """
            select coalesce(group_id_, user_id_) from act_ru_authorization
            where resource_type_ = 7 and resource_id_ = ?""")
        .param(task)
        .query(String.class)
        .list();
  }
}
