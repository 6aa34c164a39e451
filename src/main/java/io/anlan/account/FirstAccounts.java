package io.anlan.account;

import io.anlan.shared.Demo;
import io.anlan.shared.Installation;
import io.anlan.shared.RefusedStart;
import io.anlan.shared.StartupOrder;
import io.anlan.shared.Texts;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.StringUtils;

/**
 * Puts the first accounts into an empty database: the demo's, or the three administrators of a
 * production; refuses the mixtures that would leave a known password in production.
 */
@Component
@Order(StartupOrder.ACCOUNTS)
class FirstAccounts implements ApplicationRunner, SmartInitializingSingleton {

  /** Three people from the first day on: the system administrator can grant no roles. */
  private static final Map<String, Role> ADMINISTRATORS =
      Map.of("admin", Role.SYSTEM_ADMIN, "security", Role.SECURITY_ADMIN, "auditor", Role.AUDITOR);

  private final Demo demo;
  private final Installation installation;
  private final AccountRepository accounts;
  private final DemoAccounts demoAccounts;
  private final PasswordEncoder encoder;
  private final Texts texts;
  private final String password;

  FirstAccounts(
      Demo demo,
      Installation installation,
      AccountRepository accounts,
      DemoAccounts demoAccounts,
      PasswordEncoder encoder,
      Texts texts,
      Environment environment) {
    this.demo = demo;
    this.installation = installation;
    this.accounts = accounts;
    this.demoAccounts = demoAccounts;
    this.encoder = encoder;
    this.texts = texts;
    this.password = environment.getProperty("ANLAN_ADMIN_PASSWORD");
  }

  /** Before the port opens, so that no request meets a wrong mixture. */
  @Override
  public void afterSingletonsInstantiated() {
    if (demo.on()) return;
    if (installation.value(Demo.MARK).isPresent()) {
      throw new RefusedStart(texts.inBothLanguages("start.demo-data"));
    }
    if (accounts.count() > 0) return;
    if (!StringUtils.hasText(password))
      throw new RefusedStart(texts.inBothLanguages("start.no-password"));
    if (!ADMINISTRATORS.keySet().stream().allMatch(a -> PasswordRule.allows(a, password))) {
      throw new RefusedStart(texts.inBothLanguages("start.weak-password"));
    }
  }

  @Override
  @Transactional
  public void run(ApplicationArguments arguments) {
    if (accounts.count() > 0) return;
    if (demo.on()) {
      demoAccounts.create();
      installation.put(Demo.MARK, "true");
    } else {
      ADMINISTRATORS.forEach((username, role) -> accounts.save(administrator(username, role)));
    }
  }

  private Account administrator(String username, Role role) {
    var account =
        new Account(
            username,
            username,
            texts.text("role." + role),
            encoder.encode(password),
            List.of(new Grant(role, null, null)));
    account.expirePassword();
    return account;
  }
}
