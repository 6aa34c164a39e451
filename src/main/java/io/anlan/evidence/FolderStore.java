package io.anlan.evidence;

import io.anlan.shared.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Keeps bytes in a folder beside the database, under their hash. */
@Component
class FolderStore implements BlobStore {

  private static final Logger log = LoggerFactory.getLogger(FolderStore.class);

  private final Path root;
  private final Path incoming;

  FolderStore(@Value("${anlan.data}") Path data) throws IOException {
    this.root = data.resolve("evidence").toAbsolutePath();
    this.incoming = Files.createDirectories(root.resolve("incoming"));
  }

  @Override
  public Received receive(InputStream in, long maxBytes) throws IOException {
    Path file = Files.createTempFile(incoming, "upload", ".part");
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[64 * 1024];
      long size = 0;
      for (int n; (n = in.read(buffer)) > 0; ) {
        size += n;
        if (size > maxBytes) throw Problem.tooLarge("file", DataSize.ofBytes(maxBytes));
        digest.update(buffer, 0, n);
        out.write(ByteBuffer.wrap(buffer, 0, n));
      }
      // The row that names these bytes must not outlive them.
      out.force(true);
      return new Received(file, HexFormat.of().formatHex(digest.digest()), size);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  @Override
  public void keep(Received received) throws IOException {
    Path place = file(received.sha256());
    Files.createDirectories(place.getParent());
    Files.move(received.file(), place, StandardCopyOption.ATOMIC_MOVE);
    force(place.getParent());
    force(root);
  }

  /** The names in a folder are safe only when the folder itself is written. */
  private static void force(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  @Override
  public void discard(Received received) {
    try {
      Files.deleteIfExists(received.file());
    } catch (IOException e) {
      log.warn("Left behind: {}", received.file(), e);
    }
  }

  @Override
  public InputStream open(String sha256) throws IOException {
    return Files.newInputStream(file(sha256));
  }

  @Override
  public Path file(String sha256) {
    return root.resolve(sha256.substring(0, 2)).resolve(sha256);
  }
}
