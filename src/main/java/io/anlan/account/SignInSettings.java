package io.anlan.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param failures wrong passwords in a row that lock an account
 * @param lock how long it stays locked
 * @param sessions sessions one person may have open; the oldest gives way
 * @param remember how long verified Basic credentials spare the next password hash
 */
@ConfigurationProperties("anlan.sign-in")
public record SignInSettings(
    @DefaultValue("5") int failures,
    @DefaultValue("15m") Duration lock,
    @DefaultValue("10") int sessions,
    @DefaultValue("60s") Duration remember) {}
