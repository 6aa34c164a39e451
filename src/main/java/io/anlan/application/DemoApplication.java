package io.anlan.application;

import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.application.Assessments.AnswerCommand;
import io.anlan.application.Assessments.ScoreCommand;
import io.anlan.criteria.Criteria;
import io.anlan.criteria.CriteriaVersion;
import io.anlan.round.Round;
import io.anlan.round.Rounds;
import io.anlan.shared.Demo;
import io.anlan.shared.Installation;
import io.anlan.shared.StartupOrder;
import io.anlan.shared.Tier;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Panyuan's draft, filled to the last item, so that a newcomer needs only to submit it. */
@Component
@Order(StartupOrder.DEMO_APPLICATION)
class DemoApplication implements ApplicationRunner {

  private static final String PANYUAN = "370303005003";
  private static final String DONE = "demo.application";

  private final Demo demo;
  private final Installation installation;
  private final Accounts accounts;
  private final Rounds rounds;
  private final Applications applications;
  private final Assessments assessments;
  private final Criteria criteria;
  private final TransactionTemplate transaction;

  DemoApplication(
      Demo demo,
      Installation installation,
      Accounts accounts,
      Rounds rounds,
      Applications applications,
      Assessments assessments,
      Criteria criteria,
      TransactionTemplate transaction) {
    this.demo = demo;
    this.installation = installation;
    this.accounts = accounts;
    this.rounds = rounds;
    this.applications = applications;
    this.assessments = assessments;
    this.criteria = criteria;
    this.transaction = transaction;
  }

  @Override
  public void run(ApplicationArguments args) {
    if (!demo.on() || installation.value(DONE).isPresent()) return;
    transaction.executeWithoutResult(
        status -> {
          fill();
          installation.put(DONE, PANYUAN);
        });
  }

  private void fill() {
    Actor panyuan = accounts.find("panyuan").orElseThrow();
    Round round =
        rounds.all().stream().filter(r -> r.tier() == Tier.NATIONAL).findFirst().orElseThrow();
    Application application = applications.open(panyuan, PANYUAN, round.id());
    String number = application.number();
    assessments.describe(
        panyuan,
        number,
        new Profile(
            true,
            "山东省淄博市张店区科苑街道",
            3120,
            8650,
            1260,
            1980,
            96,
            List.of(Hazard.EARTHQUAKE, Hazard.FIRE, Hazard.WATERLOGGING),
            "示例负责人",
            "示例联系人",
            "0533-0000000",
            null,
            null,
            1.2,
            3,
            2600,
            85,
            4,
            "255000",
            null));
    CriteriaVersion version = criteria.version(application.criteriaVersion());
    assessments.answer(
        panyuan,
        number,
        version.conditions().stream()
            .map(c -> new AnswerCommand(c.no(), true, "示例说明：材料已归档", null))
            .toList());
    assessments.score(
        panyuan,
        number,
        Stage.SELF,
        version.items().stream()
            .map(i -> new ScoreCommand(i.code(), i.maxPoints(), "示例说明：按要求开展并留存记录", null))
            .toList());
    version
        .conditions()
        .forEach(
            c -> prove(panyuan, number, "condition/" + c.no(), "条件" + c.no() + "示例.png", c.no()));
    int seed = 10;
    for (var item : version.items()) {
      prove(panyuan, number, "item/" + item.code(), item.code() + "示例.png", seed++);
    }
  }

  private void prove(Actor actor, String number, String target, String fileName, int seed) {
    assessments.addEvidence(actor, number, target, "示例证据", fileName, picture(seed));
  }

  /** A small picture, another for each item, so that equal bytes do not hide a fault. */
  private static ByteArrayInputStream picture(int seed) {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 64; x++) {
      for (int y = 0; y < 48; y++) {
        image.setRGB(x, y, Color.HSBtoRGB(seed / 50f, 0.3f + x / 160f, 0.5f + y / 96f));
      }
    }
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "png", out);
      return new ByteArrayInputStream(out.toByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
