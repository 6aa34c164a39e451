package io.anlan.evidence;

import java.time.Instant;

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
    Instant uploadedAt) {}
