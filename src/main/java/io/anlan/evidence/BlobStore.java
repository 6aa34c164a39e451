package io.anlan.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Where the bytes are; a folder by default. */
interface BlobStore {

  /** Received bytes that are not yet kept. */
  record Received(Path file, String sha256, long size) {}

  /**
   * Reads the stream to its end, or to the limit.
   *
   * @throws io.anlan.shared.Problem 413 beyond {@code maxBytes}
   */
  Received receive(InputStream in, long maxBytes) throws IOException;

  /** Keeps what was received; equal bytes are kept once. */
  void keep(Received received) throws IOException;

  void discard(Received received);

  InputStream open(String sha256) throws IOException;

  /** Where another process of this machine can read the kept bytes. */
  Path file(String sha256);
}
