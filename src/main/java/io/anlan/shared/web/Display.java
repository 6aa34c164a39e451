package io.anlan.shared.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/** How a reader wants to read: language and size of the text, kept in the browser. */
@Controller("display")
public class Display {

  private static final String SIZE = "anlan-size";
  private static final String LARGE = "large";

  private final LocaleResolver locales;

  Display(LocaleResolver locales) {
    this.locales = locales;
  }

  /** For the layout: whether this reader wants large text. */
  public boolean large() {
    if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request))
      return false;
    Cookie size = WebUtils.getCookie(request.getRequest(), SIZE);
    return size != null && LARGE.equals(size.getValue());
  }

  /**
   * @param language {@code zh} or {@code en}; anything else changes nothing
   * @param size {@code large}, or anything else for the usual one
   */
  @PostMapping("/display")
  String display(
      @RequestParam(required = false) String language,
      @RequestParam(required = false) String size,
      HttpServletRequest request,
      HttpServletResponse response) {
    if ("en".equals(language)) locales.setLocale(request, response, Locale.ENGLISH);
    if ("zh".equals(language)) locales.setLocale(request, response, Locale.SIMPLIFIED_CHINESE);
    if (size != null) {
      boolean large = size.equals(LARGE);
      ResponseCookie cookie =
          ResponseCookie.from(SIZE, large ? LARGE : "")
              .path("/")
              .sameSite("Lax")
              .httpOnly(true)
              .maxAge(large ? Duration.ofDays(365) : Duration.ZERO)
              .build();
      response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
    return "redirect:" + Referer.path(request.getHeader(HttpHeaders.REFERER));
  }
}
