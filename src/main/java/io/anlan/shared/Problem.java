package io.anlan.shared;

import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/**
 * A refusal that its reader can act on: an HTTP status, a stable code that is also the key of its
 * message ({@code problem.<code>}), and the fields at fault.
 */
public class Problem extends RuntimeException {

  /** One field at fault; the message key is {@code problem.<code>}. */
  public record Fault(String field, String code, Object... args) {}

  private final int status;
  private final String code;
  private final Object[] args;
  private final List<Fault> faults;
  private final Map<String, Object> properties;

  private Problem(
      int status, String code, Object[] args, List<Fault> faults, Map<String, Object> properties) {
    super(code);
    this.status = status;
    this.code = code;
    this.args = args;
    this.faults = List.copyOf(faults);
    this.properties = Map.copyOf(properties);
  }

  /** 400: the request cannot be read. */
  public static Problem unreadable(String code, Object... args) {
    return new Problem(400, code, args, List.of(), Map.of());
  }

  /** 400 at one field: an unknown property or a wrong type. */
  public static Problem unreadableField(String field, String code, Object... args) {
    return new Problem(
        400,
        "unreadable-field",
        new Object[] {field},
        List.of(new Fault(field, code, args)),
        Map.of());
  }

  /** 403: seen, but not this person's to do. */
  public static Problem forbidden(String code, Object... args) {
    return new Problem(403, code, args, List.of(), Map.of());
  }

  /** 404: does not exist for this person. */
  public static Problem notFound() {
    return new Problem(404, "not-found", new Object[0], List.of(), Map.of());
  }

  /** 409: the state does not allow it, or somebody was faster. */
  public static Problem conflict(String code, Object... args) {
    return new Problem(409, code, args, List.of(), Map.of());
  }

  /** 422: a rule, at no particular field. */
  public static Problem rule(String code, Object... args) {
    return new Problem(422, code, args, List.of(), Map.of());
  }

  /** 422: a rule, at one field. */
  public static Problem field(String field, String code, Object... args) {
    return fields(List.of(new Fault(field, code, args)));
  }

  /** 422: rules, each at its field. */
  public static Problem fields(List<Fault> faults) {
    return new Problem(422, "invalid-fields", new Object[0], faults, Map.of());
  }

  /** 413: a file beyond its limit, which the message names. */
  public static Problem tooLarge(String field, DataSize limit) {
    Object[] args = {words(limit)};
    return new Problem(
        413, "file-too-large", args, List.of(new Fault(field, "file-too-large", args)), Map.of());
  }

  /** 413: a body that is no upload and larger than any we take. */
  public static Problem bodyTooLarge() {
    return new Problem(413, "body-too-large", new Object[0], List.of(), Map.of());
  }

  private static String words(DataSize size) {
    if (size.toMegabytes() > 0) return size.toMegabytes() + " MB";
    return size.toKilobytes() > 0 ? size.toKilobytes() + " KB" : size.toBytes() + " B";
  }

  /** 503: too much at once; the same call may go through later. */
  public static Problem unavailable(String code, Object... args) {
    return new Problem(503, code, args, List.of(), Map.of());
  }

  /** The same problem with one more property of its JSON, such as {@code holder}. */
  public Problem with(String name, Object value) {
    var more = new java.util.HashMap<>(properties);
    more.put(name, value);
    return new Problem(status, code, args, faults, more);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public Object[] args() {
    return args;
  }

  public List<Fault> faults() {
    return faults;
  }

  public Map<String, Object> properties() {
    return properties;
  }
}
