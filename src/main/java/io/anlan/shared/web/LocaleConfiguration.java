package io.anlan.shared.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/** Chinese, unless the reader's browser prefers English. */
@Configuration
class LocaleConfiguration {

  /** The reader's own choice, or else what the browser asks for. */
  @Bean
  LocaleResolver localeResolver() {
    var browsers = new AcceptHeaderLocaleResolver();
    browsers.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
    // The resolver matches zh-TW or zh-HK only with a locale that has no country.
    browsers.setSupportedLocales(
        List.of(Locale.SIMPLIFIED_CHINESE, Locale.CHINESE, Locale.ENGLISH));
    var resolver = new CookieLocaleResolver("anlan-language");
    resolver.setCookieMaxAge(Duration.ofDays(365));
    resolver.setCookieSameSite("Lax");
    resolver.setRejectInvalidCookies(false);
    resolver.setDefaultLocaleFunction(browsers::resolveLocale);
    return resolver;
  }

  /**
   * The engine's interfaces answer too, and know only what stands here; the last of all filters,
   * for those before it know only the header.
   */
  @Bean
  FilterRegistrationBean<OncePerRequestFilter> readersLanguage(LocaleResolver locales) {
    var filter =
        new FilterRegistrationBean<OncePerRequestFilter>(
            new OncePerRequestFilter() {
              @Override
              protected void doFilterInternal(
                  HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                  throws ServletException, IOException {
                LocaleContextHolder.setLocale(locales.resolveLocale(request));
                chain.doFilter(request, response);
              }
            });

    return filter;
  }
}
