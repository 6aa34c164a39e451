package io.anlan.evidence;

import io.anlan.shared.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;

/** The kinds of file that prove something; told by their content, never by their name alone. */
enum FileKind {
  PDF("application/pdf", "pdf"),
  JPEG("image/jpeg", "jpg", "jpeg"),
  PNG("image/png", "png"),
  WEBP("image/webp", "webp"),
  MP4("video/mp4", "mp4", "m4v"),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

  // Looks into containers, so that a ZIP is not taken for a workbook; reads their directory only.
  private static final Detector DETECTOR = new DefaultDetector();

  private static final long MAX_PACKAGE_PART = 1_000_000;
  private static final Pattern ACTIVE =
      Pattern.compile("vbaproject|/activex/|/macrosheets/|/embeddings/.*\\.bin$");

  private final String mediaType;
  private final Set<String> extensions;

  FileKind(String mediaType, String... extensions) {
    this.mediaType = mediaType;
    this.extensions = Set.copyOf(Arrays.asList(extensions));
  }

  String mediaType() {
    return mediaType;
  }

  /**
   * @throws Problem 422 on {@code file} when the content is of no accepted kind, or not what the
   *     name says
   */
  static FileKind of(Path file, String fileName) throws IOException {
    try (FileBytes bytes = new FileBytes(file)) {
      return of(file, fileName, bytes);
    } catch (EOFException shorterThanItSays) {
      throw Problem.field("file", "evidence-truncated");
    }
  }

  private static FileKind of(Path file, String fileName, FileBytes bytes) throws IOException {
    if (bytes.zip()) {
      if (!bytes.plainZip()) throw Problem.field("file", "evidence-truncated");
      requirePackage(file);
    }
    String found = sniff(file);
    if (found.contains("macroenabled")) throw Problem.field("file", "evidence-active");
    FileKind kind =
        Arrays.stream(values())
            .filter(k -> k.mediaType.equals(found))
            .findFirst()
            .orElseThrow(() -> Problem.field("file", "evidence-type"));
    String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (!kind.extensions.contains(extension)) {
      throw Problem.field("file", "evidence-mismatch", kind.name(), extension);
    }
    if (kind == PDF && !bytes.purePdf()) throw Problem.field("file", "evidence-type");
    if (!bytes.whole(kind)) throw Problem.field("file", "evidence-truncated");
    if ((kind == DOCX || kind == XLSX) && active(file)) {
      throw Problem.field("file", "evidence-active");
    }
    return kind;
  }

  /**
   * Of all ZIPs only Office packages are accepted, and the detector unpacks the two parts that make
   * a package, however large.
   */
  private static void requirePackage(Path file) throws IOException {
    try (ZipFile parts = new ZipFile(file.toFile())) {
      boolean other = parts.getEntry("mimetype") != null;
      for (String name : List.of("[Content_Types].xml", "_rels/.rels")) {
        ZipEntry part = parts.getEntry(name);
        other |= part == null || unpacksTo(parts, part) > MAX_PACKAGE_PART;
      }
      if (other) throw Problem.field("file", "evidence-type");
    } catch (ZipException broken) {
      throw Problem.field("file", "evidence-truncated");
    }
  }

  private static long unpacksTo(ZipFile parts, ZipEntry part) throws IOException {
    try (InputStream in = parts.getInputStream(part)) {
      return in.skip(MAX_PACKAGE_PART + 1);
    }
  }

  /** Macros, controls and embedded programs, which a renamed document still carries. */
  private static boolean active(Path file) throws IOException {
    try (ZipFile parts = new ZipFile(file.toFile())) {
      return parts.stream()
          .map(part -> part.getName().toLowerCase(Locale.ROOT))
          .anyMatch(part -> ACTIVE.matcher(part).find());
    }
  }

  private static String sniff(Path file) throws IOException {
    try (TikaInputStream in = TikaInputStream.get(file)) {
      String type = DETECTOR.detect(in, new Metadata()).getBaseType().toString();
      // Tika names the brand of the container; all of these are MP4 video.
      return type.equals("video/quicktime") || type.equals("video/x-m4v") ? "video/mp4" : type;
    } catch (RuntimeException | LinkageError broken) {
      throw Problem.field("file", "evidence-type");
    }
  }
}
