package io.anlan.shared.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** Chinese, unless the reader's browser prefers English. */
@Configuration
class LocaleConfiguration {

  @Bean
  LocaleResolver localeResolver() {
    var resolver = new AcceptHeaderLocaleResolver();
    resolver.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
    // The resolver matches zh-TW or zh-HK only with a locale that has no country.
    resolver.setSupportedLocales(
        List.of(Locale.SIMPLIFIED_CHINESE, Locale.CHINESE, Locale.ENGLISH));
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
