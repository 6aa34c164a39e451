package io.anlan.round;

import io.anlan.round.Rounds.NewRound;
import io.anlan.shared.Demo;
import io.anlan.shared.StartupOrder;
import io.anlan.shared.Tier;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One open round for each tier on the demo's first start. */
@Component
@Order(StartupOrder.ROUNDS)
class DemoRounds implements ApplicationRunner {

  private static final int DAYS_OPEN = 120;

  private final Demo demo;
  private final Rounds rounds;
  private final Clock clock;

  DemoRounds(Demo demo, Rounds rounds, Clock clock) {
    this.demo = demo;
    this.rounds = rounds;
    this.clock = clock;
  }

  /** All or none: the next start makes them only where there is none. */
  @Override
  @Transactional
  public void run(ApplicationArguments args) {
    if (!demo.on() || !rounds.all().isEmpty()) return;
    LocalDate today = LocalDate.now(clock);
    for (Tier tier : Tier.values()) {
      String title =
          switch (tier) {
            case MUNICIPAL -> "市级综合减灾示范社区";
            case PROVINCIAL -> "省级综合减灾示范社区";
            case NATIONAL -> "全国综合减灾示范社区";
          };
      Round round =
          rounds.create(
              new NewRound(
                  today.getYear(),
                  tier,
                  today.getYear() + " 年" + title,
                  today.plusDays(DAYS_OPEN),
                  "2026-working",
                  null));
      rounds.open(round.id());
    }
  }
}
