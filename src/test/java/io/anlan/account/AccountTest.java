package io.anlan.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lock-out and the rule for passwords. */
class AccountTest {

  private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
  private static final Duration LOCK = Duration.ofMinutes(15);

  private final Account account = new Account("wang", "wang", "王", "hash", List.of());

  @Test
  void theLastAllowedFailureLocksForAWhile() {
    account.refuse(NOW, 2, LOCK);
    assertThat(account.open(NOW)).isTrue();
    account.refuse(NOW, 2, LOCK);
    assertThat(account.open(NOW)).isFalse();
    assertThat(account.open(NOW.plus(LOCK))).isTrue();
  }

  @Test
  void successForgetsEarlierFailures() {
    account.refuse(NOW, 2, LOCK);
    account.forgetFailures();
    account.refuse(NOW, 2, LOCK);
    assertThat(account.open(NOW)).isTrue();
  }

  @Test
  void aNewPasswordEndsTheDutyToChangeIt() {
    account.expirePassword();
    account.changePassword("other");
    assertThat(account.mustChangePassword()).isFalse();
  }

  @Test
  void passwordsMixThreeKindsAndLeaveOutTheName() {
    assertThat(PasswordRule.allows("wang", "Anlan@2026")).isTrue();
    assertThat(PasswordRule.allows("wang", "Anlan@202")).as("short").isFalse();
    assertThat(PasswordRule.allows("wang", "anlan20262026")).as("two kinds").isFalse();
    assertThat(PasswordRule.allows("wang", "Wang@2026-11")).as("the name").isFalse();
    assertThat(PasswordRule.allows("wang", "Aa1" + "安".repeat(30))).as("93 bytes").isFalse();
  }
}
