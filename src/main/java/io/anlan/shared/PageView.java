package io.anlan.shared;

import java.util.List;
import java.util.function.Function;
import org.springframework.data.domain.Page;

/** One page of a list, as every list of {@code /api} answers. */
public record PageView<T>(List<T> content, PageInfo page) {

  /** {@code number} counts from 0. */
  public record PageInfo(int size, int number, long totalElements, long totalPages) {}

  public static <S, T> PageView<T> of(Page<S> page, Function<S, T> view) {
    return of(
        page.getContent().stream().map(view).toList(),
        page.getNumber(),
        page.getSize(),
        page.getTotalElements());
  }

  public static <T> PageView<T> of(List<T> content, int number, int size, long total) {
    return new PageView<>(content, new PageInfo(size, number, total, (total + size - 1) / size));
  }
}
