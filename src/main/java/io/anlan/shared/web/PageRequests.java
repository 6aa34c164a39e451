package io.anlan.shared.web;

import io.anlan.shared.Problem;
import java.util.Map;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** Reads {@code page}, {@code size} and {@code sort} of a list; refuses what no index serves. */
public final class PageRequests {

  private PageRequests() {}

  /**
   * @param sort {@code name} or {@code name,desc}; may be null
   * @param sorts public sort names and the attributes they stand for
   */
  public static PageRequest of(
      int page, int size, String sort, Map<String, String> sorts, Sort otherwise) {
    if (page < 0 || page > 1_000_000) throw Problem.unreadableField("page", "page-range");
    if (size < 1 || size > 200) throw Problem.unreadableField("size", "size-range");
    if (sort == null || sort.isBlank()) return PageRequest.of(page, size, otherwise);
    String[] parts = sort.split(",", 2);
    String attribute = sorts.get(parts[0]);
    boolean known = parts.length == 1 || parts[1].equals("asc") || parts[1].equals("desc");
    if (attribute == null || !known) throw Problem.unreadableField("sort", "unknown-sort", sort);
    boolean down = parts.length == 2 && parts[1].equals("desc");
    return PageRequest.of(
        page, size, Sort.by(down ? Sort.Direction.DESC : Sort.Direction.ASC, attribute));
  }
}
