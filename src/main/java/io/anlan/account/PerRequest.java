package io.anlan.account;

import static org.springframework.web.context.request.RequestAttributes.SCOPE_REQUEST;

import java.util.function.Supplier;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** What many ask in turn while one request is answered, and what is read only once for it. */
final class PerRequest {

  private PerRequest() {}

  /** Outside of a request it is read each time. */
  @SuppressWarnings("unchecked")
  static <T> T get(String key, Supplier<T> read) {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    if (request == null) return read.get();
    Object known = request.getAttribute(key, SCOPE_REQUEST);
    if (known != null) return (T) known;
    T value = read.get();
    request.setAttribute(key, value, SCOPE_REQUEST);
    return value;
  }

  /** What has just been read elsewhere. */
  static void put(String key, Object value) {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    if (request != null) request.setAttribute(key, value, SCOPE_REQUEST);
  }
}
