package io.anlan.application;

/** Items and conditions as people write them ({@code 1.3.1}, {@code C3}) and as they are stored. */
public final class Targets {

  private Targets() {}

  /** {@code item/1.3.1} → {@code 1.3.1}, {@code condition/3} → {@code C3}. */
  public static String label(String target) {
    return target.startsWith("condition/")
        ? "C" + target.substring("condition/".length())
        : target.substring(target.indexOf('/') + 1);
  }

  /** Whether it is a proof of the sheet, not a seal or what belongs to a visit. */
  static boolean onSheet(String target) {
    return target.startsWith("item/") || target.startsWith("condition/");
  }

  /** Whether it was taken at a visit: a photograph or a signature. */
  public static boolean ofVisit(String target) {
    return target.startsWith("visit/");
  }

  /** The other way round. */
  public static String target(String label) {
    return label.matches("C[0-9]+") ? "condition/" + label.substring(1) : "item/" + label;
  }
}
