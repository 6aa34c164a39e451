package io.anlan.evidence;

import io.anlan.shared.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Pictures of proofs for the screen: photographs scaled and upright, a PDF page by page. They are
 * drawn when somebody looks and kept in a folder that may be deleted at any time.
 */
@Component
public class Pictures {

  /** How large; the longest side in pixels. */
  public enum Size {
    THUMBNAIL(160),
    PAGE(1600);

    private final int side;

    Size(int side) {
      this.side = side;
    }
  }

  /** Beyond this one downloads the document. */
  private static final int MAX_PAGES = 500;

  /** A refusal is not for ever: the machine may have been busy, or may have learnt to read it. */
  private static final Duration REFUSED_FOR = Duration.ofHours(12);

  private final BlobStore store;
  private final PictureProcess process;
  private final Path root;
  private final Clock clock;

  Pictures(
      BlobStore store, PictureProcess process, @Value("${anlan.data}") Path data, Clock clock) {
    this.store = store;
    this.process = process;
    this.root = data.resolve("pictures").toAbsolutePath();
    this.clock = clock;
  }

  /**
   * How many pages can be shown: at most {@value #MAX_PAGES}.
   *
   * @throws Problem as {@link #of}
   */
  public int pages(EvidenceView proof) {
    if (!proof.picturable()) throw Problem.notFound();
    if (!proof.mediaType().equals(FileKind.PDF.mediaType())) return 1;
    of(proof, Size.PAGE, 1);
    try {
      return pagesOf(folder(proof));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A JPEG.
   *
   * @param page from 1
   * @throws Problem 404 when there is no such page, 422 when it cannot be shown, 503 when too many
   *     are being drawn
   */
  public byte[] of(EvidenceView proof, Size size, int page) {
    if (!proof.picturable() || page < 1 || page > MAX_PAGES) throw Problem.notFound();
    Path folder = folder(proof);
    String name = size + "-" + page;
    try {
      Path picture = folder.resolve(name + ".jpg");
      if (!Files.exists(picture)) draw(proof, size, page, folder, picture);
      return Files.readAllBytes(picture);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void draw(EvidenceView proof, Size size, int page, Path folder, Path picture)
      throws IOException {
    Path refused = folder.resolve(size + "-" + page + ".refused");
    requireNotRefused(refused);
    if (page > 1 && page > pages(proof)) throw Problem.notFound();
    Path scratch = Files.createDirectories(root.resolve("scratch-" + UUID.randomUUID()));
    try {
      Path drawn = scratch.resolve("drawn.jpg");
      int pages =
          process.draw(
              store.file(proof.sha256()), proof.mediaType(), page, size.side, drawn, scratch);
      Files.createDirectories(folder);
      Path counted = Files.writeString(scratch.resolve("pages"), String.valueOf(pages));
      Files.move(counted, folder.resolve("pages"), StandardCopyOption.ATOMIC_MOVE);
      Files.move(drawn, picture, StandardCopyOption.ATOMIC_MOVE);
    } catch (Problem problem) {
      if (problem.status() == 422) {
        Files.createDirectories(folder);
        Files.writeString(refused, problem.code());
      }
      throw problem;
    } finally {
      FileSystemUtils.deleteRecursively(scratch);
    }
  }

  private void requireNotRefused(Path refused) throws IOException {
    try {
      Instant since = Files.getLastModifiedTime(refused).toInstant();
      if (clock.instant().isBefore(since.plus(REFUSED_FOR))) {
        throw Problem.rule(Files.readString(refused));
      }
    } catch (NoSuchFileException notRefused) {
      // As it should be.
    }
  }

  private static int pagesOf(Path folder) throws IOException {
    return Math.min(MAX_PAGES, Integer.parseInt(Files.readString(folder.resolve("pages"))));
  }

  private Path folder(EvidenceView proof) {
    return root.resolve(proof.sha256().substring(0, 2)).resolve(proof.sha256());
  }
}
