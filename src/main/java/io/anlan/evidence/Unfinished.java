package io.anlan.evidence;

/**
 * A file that is being sent piece by piece.
 *
 * @param target as of {@link EvidenceView}
 * @param size of the whole file in bytes
 * @param received how many bytes are here; the next piece starts there
 */
public record Unfinished(
    String id,
    String number,
    String target,
    String fileName,
    String caption,
    long size,
    long received) {

  Unfinished at(long reached) {
    return new Unfinished(id, number, target, fileName, caption, size, reached);
  }

  public long percent() {
    return 100 * received / size;
  }
}
