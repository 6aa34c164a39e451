package io.anlan.shared.web;

import java.net.URI;

/** The page that a reader came from. */
public final class Referer {

  private Referer() {}

  /**
   * Its path and query on this server, whatever host the header names.
   *
   * @param header may be null or nonsense
   */
  public static String path(String header) {
    if (header == null) return "/";
    try {
      URI page = URI.create(header);
      String path = page.getRawPath();
      if (path == null || !path.matches("/[^/\\\\].*")) return "/";
      return path + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery());
    } catch (IllegalArgumentException e) {
      return "/";
    }
  }
}
