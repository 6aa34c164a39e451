package io.anlan.evidence;

import java.time.Instant;
import java.util.Locale;

/**
 * One upload.
 *
 * @param target {@code item/1.3.1}, {@code condition/3} or {@code seal}
 * @param size bytes
 */
public record EvidenceView(
    String id,
    String number,
    String target,
    String fileName,
    String caption,
    String mediaType,
    long size,
    String sha256,
    String uploadedBy,
    Instant uploadedAt) {

  /** Whether there are pictures of it to look at. */
  public boolean picturable() {
    return mediaType.startsWith("image/") || mediaType.equals(FileKind.PDF.mediaType());
  }

  /** What kind of file it is, in the fewest letters: {@code PDF}. */
  public String kind() {
    return fileName.substring(fileName.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
  }
}
