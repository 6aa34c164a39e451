package io.anlan.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.shared.Tier;
import io.anlan.support.Client;
import io.anlan.support.QueryCount;
import io.anlan.support.RunningAnlan;
import io.anlan.support.Walk;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** What every page takes at 40,000 open tasks and 28,440 files. */
@RunningAnlan
@DirtiesContext
@Import(ManyRows.class)
@Tag("benchmark")
class PageBenchmark {

  private static final int TASKS = 40_000;
  private static final int FILES = 28_440;
  private static final int RUNS = 60;

  @Autowired ManyRows rows;
  @Autowired Client client;
  @Autowired Walk walk;

  private Report report;

  @Test
  void everyPage() {
    String draft = walk.draft("panyuan", walk.freshRound(Tier.MUNICIPAL));
    String number = walk.submitted("panzhuang", walk.freshRound(Tier.MUNICIPAL));
    walk.reaches("zhangdian", number);
    walk.scores("zhangdian", number);
    walk.does("zhangdian", number, "userTask_reviewMaterials", Map.of("decision", "FORWARD"));
    String task = walk.task("zhangdian-fire", number, "userTask_giveOpinion");
    rows.me();
    rows.tasks(0, TASKS);
    rows.files(FILES);
    report = new Report("Pages, at " + TASKS + " open tasks and " + FILES + " files");
    report.head("page", "who", "median ms", "p95 ms", "queries");
    page(ManyRows.ME, "/");
    page(ManyRows.ME, "/?state=OVERDUE");
    page(ManyRows.ME, "/?view=OFFICE&level=DISTRICT");
    page(ManyRows.ME, "/?q=%E7%A4%BE%E5%8C%BA77");
    page(ManyRows.ME, "/?page=50");
    page("zhangdian-fire", "/tasks/" + task);
    page("nation", "/applications");
    page("panyuan", "/applications");
    page("panyuan", "/applications/" + draft + "/assessment");
    page("zhangdian", "/applications/" + number + "/assessment");
    page("zhangdian", "/applications/" + number);
    page("zhangdian", "/applications/" + number + "/opinions");
    page("nation", "/designations");
    page("panyuan", "/notices");
    page("panyuan", "/me");
    page("admin", "/admin/accounts");
    page("admin", "/admin/offices");
    page("admin", "/admin/rounds");
    page("security", "/admin/roles");
    page("auditor", "/admin/trail");
    report.write();
  }

  private void page(String who, String path) {
    Client.As reader = client.signedIn(who);
    Times times =
        Times.measure(20, RUNS, () -> assertThat(reader.get(path).status()).isEqualTo(200));
    int queries = QueryCount.of(() -> reader.get(path));
    String shown =
        path.replaceAll("[0-9a-f-]{36}", "{id}").replaceAll("\\d{4}-\\d{12}-[NM]", "{number}");
    report.row(
        "`" + shown + "`", who, Times.ms(times.median()), Times.ms(times.p95()), "" + queries);
  }
}
