package io.anlan.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real browser, as an extension for all tests of a class or for one by {@link #start}; the test
 * is skipped where there is none, unless one is required.
 */
public final class Browsers implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  /** Generous: a page is slow only where the machine is busy. */
  private static final int PATIENCE = 60_000;

  private static final int DESK = 1280;
  private static final int PHONE = 390;

  private Playwright playwright;
  private Browser browser;

  @Override
  public void beforeAll(ExtensionContext tests) {
    boolean there = Files.isExecutable(CHROMIUM);
    if (!there && "true".equals(System.getenv("ANLAN_BROWSER_REQUIRED"))) {
      throw new IllegalStateException("Chromium is required and is not at " + CHROMIUM);
    }
    assumeTrue(there, "browser tests need " + CHROMIUM);
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    close();
  }

  public static Browsers start() {
    Browsers browsers = new Browsers();
    browsers.beforeAll(null);
    return browsers;
  }

  /** One of both, by its name. */
  public Page on(String screen, String locale, String home) {
    return screen.equals("phone") ? phone(locale, home) : desk(locale, home);
  }

  /** A computer in the office. */
  public Page desk(String locale, String home) {
    return page(new Browser.NewContextOptions().setViewportSize(DESK, 900), locale, home);
  }

  public Page phone(String locale, String home) {
    return page(
        new Browser.NewContextOptions()
            .setViewportSize(PHONE, 844)
            .setIsMobile(true)
            .setHasTouch(true),
        locale,
        home);
  }

  private Page page(Browser.NewContextOptions options, String locale, String home) {
    BrowserContext context = browser.newContext(options.setLocale(locale).setBaseURL(home));
    Page page = context.newPage();
    page.setDefaultTimeout(PATIENCE);
    return page;
  }

  /** The next person at the same computer signs in by Anlan's own page. */
  public static Page signIn(Page page, String username) {
    // What the page before still asks in the background would begin a session of its own, and the
    // form would be one of another session.
    page.navigate("about:blank");
    page.context().clearCookies();
    page.navigate("/login");
    page.fill("[name=username]", username);
    page.fill("[name=password]", Client.PASSWORD);
    page.press("[name=password]", "Enter");
    page.waitForURL(url -> !url.contains("/login"));
    return page;
  }

  @Override
  public void close() {
    if (playwright != null) playwright.close();
  }
}
