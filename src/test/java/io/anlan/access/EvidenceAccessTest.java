package io.anlan.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.Client.Answer;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Proofs and seals: who reads, who writes, and how a download leaves us. */
@RunningAnlan
class EvidenceAccessTest {

  private static final byte[] PDF = "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

  @Autowired Walk walk;
  @Autowired Client client;
  @Autowired JdbcClient jdbc;

  private String number;

  @BeforeEach
  void aDraft() {
    number = walk.draft("panyuan", walk.freshRound(Tier.NATIONAL));
  }

  private String anEvidence() {
    return jdbc.sql("select id from evidence where application_number = ? limit 1")
        .param(number)
        .query(String.class)
        .single();
  }

  private void submit() {
    walk.does("panyuan", number, "userTask_selfAssess", Map.of("confirmed", true));
  }

  private Answer seals(Client.As caller) {
    return caller.upload("/api/applications/" + number + "/seals", Map.of(), "章.pdf", PDF);
  }

  @Test
  void aDownloadIsAnAttachmentThatRunsNothingAndStaysInNoCache() {
    String path = "/api/evidence/" + anEvidence();
    for (Client.As caller : new Client.As[] {client.as("panyuan"), client.signedIn("panyuan")}) {
      Answer answer = caller.get(path);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(header(answer, "Content-Disposition")).startsWith("attachment;");
      assertThat(header(answer, "Content-Security-Policy"))
          .isEqualTo("sandbox; default-src 'none'");
      assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(answer, "Cache-Control")).contains("no-store");
    }
  }

  private static String header(Answer answer, String name) {
    assertThat(answer.headers().allValues(name)).as(name).hasSize(1);
    return answer.headers().firstValue(name).orElseThrow();
  }

  @Test
  void whatWasTakenOutIsGoneForEverybody() {
    String path = "/api/evidence/" + anEvidence();
    assertThat(client.as("panyuan").delete(path).status()).isEqualTo(204);
    assertThat(client.as("panyuan").get(path).status()).isEqualTo(404);
    assertThat(client.as("panyuan").delete(path).status()).isEqualTo(404);
  }

  @Test
  void afterSubmissionNothingChangesButWhatWasReturned() {
    submit();
    String path = "/api/evidence/" + anEvidence();
    Client.As community = client.as("panyuan");
    assertThat(community.delete(path).status()).isEqualTo(409);
    assertThat(community.withJson("PATCH", path, Map.of("caption", "新")).status()).isEqualTo(409);
    walk.does(
        "keyuan",
        number,
        "userTask_reviewMaterials",
        Map.of("decision", "RETURN", "opinion", "请补充", "returnedItems", List.of("C1")));
    String returned = evidenceOf("condition/1");
    assertThat(community.delete("/api/evidence/" + evidenceOf("condition/2")).status())
        .isEqualTo(409);
    assertThat(client.as("keyuan").delete("/api/evidence/" + returned).status()).isEqualTo(403);
    assertThat(client.as("linzi").delete("/api/evidence/" + returned).status()).isEqualTo(404);
    assertThat(community.delete("/api/evidence/" + returned).status()).isEqualTo(204);
  }

  private String evidenceOf(String target) {
    return jdbc.sql("select id from evidence where application_number = ? and target = ?")
        .params(number, target)
        .query(String.class)
        .single();
  }

  @Test
  void theSealIsTheSigners() {
    submit();
    walk.does("keyuan", number, "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
    People.add(jdbc, "keyuan-deputy", "LEADER:370303005000");
    String task =
        client
            .as("keyuan-leader")
            .get("/api/tasks")
            .body()
            .path("content")
            .findParents("applicationNumber")
            .stream()
            .filter(t -> t.path("applicationNumber").asText().equals(number))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    assertThat(seals(client.as("keyuan")).status()).isEqualTo(403);
    assertThat(seals(client.as("zhangdian-leader")).status()).isEqualTo(403);
    assertThat(seals(client.as("wenshao")).status()).isEqualTo(404);
    client.as("keyuan-leader").post("/api/tasks/" + task + "/claim", Map.of());
    assertThat(seals(client.as("keyuan-deputy")).code())
        .as("while another leader holds the task")
        .isEqualTo("not-the-signer");
    Answer communitys = seals(client.as("panyuan"));
    assertThat(communitys.status()).as("the seal on its own sheet").isEqualTo(201);
    Answer own = seals(client.as("keyuan-leader"));
    assertThat(own.status()).as(own.toString()).isEqualTo(201);
    assertThat(sign(task, communitys).errors()).containsKey("seal");
    assertThat(sign(task, own).status()).isEqualTo(200);
    People.remove(jdbc, "keyuan-deputy");
  }

  private Answer sign(String task, Answer seal) {
    return client
        .as("keyuan-leader")
        .post(
            "/api/tasks/" + task + "/complete",
            Map.of(
                "fields", Map.of("decision", "APPROVE", "seal", seal.body().path("id").asText())));
  }

  @Test
  void theSealOfAnEarlierAttemptIsNotTheCommunitysToTakeOut() {
    submit();
    walk.does("keyuan", number, "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
    String seal = seals(client.as("keyuan-leader")).body().path("id").asText();
    walk.withdraws("panyuan", number);
    long round =
        jdbc.sql("select round_id from application where number = ?")
            .param(number)
            .query(Long.class)
            .single();
    Client.As community = client.as("panyuan");
    Answer again =
        community.post(
            "/api/applications", Map.of("communityCode", "370303005003", "roundId", round));
    assertThat(again.status()).isEqualTo(201);
    assertThat(community.delete("/api/evidence/" + seal).status()).isEqualTo(409);
    assertThat(client.as("keyuan-leader").get("/api/evidence/" + seal).status())
        .as("a draft is its community's alone")
        .isEqualTo(404);
  }

  /** An upload that breaks off: whoever reads it, stumbles. */
  @Test
  void whoMayNotUploadIsRefusedBeforeAByteIsRead() {
    String path = "/api/applications/" + number + "/evidence";
    assertThat(broken("linzi", path).status()).isEqualTo(404);
    assertThat(broken("linzi", "/api/applications/" + number + "/seals").status()).isEqualTo(404);
    assertThat(broken("keyuan", "/api/criteria").status()).isEqualTo(403);
    assertThat(broken("keyuan", "/api/policies").status()).isEqualTo(403);
    assertThat(broken("panyuan", path).status()).isEqualTo(400);
    submit();
    assertThat(broken("keyuan", path).status()).isEqualTo(403);
  }

  private Answer broken(String person, String path) {
    return client
        .as(person)
        .header("Content-Type", "multipart/form-data; boundary=x")
        .withJson("POST", path, "--x\r\nContent-Disposition: form-data; name=\"file\"; filename");
  }
}
