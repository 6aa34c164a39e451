package io.anlan.evidence;

import io.anlan.shared.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
    String found = sniff(file);
    FileKind kind =
        Optional.of(found)
            .flatMap(t -> Arrays.stream(values()).filter(k -> k.mediaType.equals(t)).findFirst())
            .orElseThrow(() -> Problem.field("file", "evidence-type"));
    String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (!kind.extensions.contains(extension)) {
      throw Problem.field("file", "evidence-mismatch", kind.name(), extension);
    }
    return kind;
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
