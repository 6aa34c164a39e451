package io.anlan.application;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a return opened again.
 *
 * @param target {@code item/1.3.1} or {@code condition/3}
 * @param changed whether the community has changed it since
 * @param before what stood there then; null for what is only about to be returned
 */
public record Reopened(String target, String reason, boolean changed, Before before) {

  /**
   * @param points of an item, or null
   * @param met of a condition, or null
   * @param words the community's reason or explanation, or null
   */
  public record Before(Instant at, BigDecimal points, Boolean met, String words) {}

  public Reopened(String target, String reason) {
    this(target, reason, false, null);
  }
}
