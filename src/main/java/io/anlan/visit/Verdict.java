package io.anlan.visit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether an expert may verify a file on the spot, with every reason for and against it.
 *
 * @param person the human being behind the account
 */
public record Verdict(
    String username, String person, String name, List<Reason> refusals, List<Reason> warnings) {

  /** What speaks against somebody. */
  public enum Code {
    NOT_IN_POOL(true),
    NOT_ACTIVE(true),
    OUTSIDE(true),
    LIVES(true),
    WORKS(true),
    STAFF(true),
    HAND(true),
    ADVISED(true),
    RECUSED(true),
    WORKED(false),
    UNQUALIFIED(false);

    private final boolean refuses;

    Code(boolean refuses) {
      this.refuses = refuses;
    }

    public boolean refuses() {
      return refuses;
    }
  }

  /**
   * @param text in the reader's language
   */
  public record Reason(Code code, String text) {}

  public boolean eligible() {
    return refusals.isEmpty();
  }

  /** All refusals in one sentence. */
  public String refusal() {
    return refusals.stream().map(Reason::text).collect(Collectors.joining("；"));
  }
}
