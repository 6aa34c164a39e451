package io.anlan.evidence;

import static io.anlan.support.Samples.ascii;
import static io.anlan.support.Samples.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.anlan.shared.Problem;
import io.anlan.support.Samples;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A file is what its bytes are, whole, harmless and rightly named; anything else is refused. */
class FileKindTest {

  private static final String HTML = "<!DOCTYPE html><html><script>alert(1)</script></html>";

  @TempDir Path folder;

  static Stream<Arguments> accepted() {
    return Stream.of(
        arguments(FileKind.PDF, "a.pdf", Samples.pdf()),
        arguments(FileKind.JPEG, "a.JPG", Samples.jpeg()),
        arguments(FileKind.JPEG, "a.jpeg", join(Samples.jpeg(), ascii("a camera's own words"))),
        arguments(FileKind.PNG, "a.b.png", Samples.png()),
        arguments(FileKind.WEBP, "图.webp", Samples.webp()),
        arguments(FileKind.MP4, "a.mp4", Samples.mp4()),
        arguments(FileKind.DOCX, "a.docx", Samples.docx()),
        arguments(FileKind.XLSX, "a.xlsx", Samples.xlsx()));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void aSmallRealFileOfEachKindIsAccepted(FileKind kind, String name, byte[] bytes)
      throws IOException {
    assertThat(of(name, bytes)).isEqualTo(kind);
  }

  static Stream<Arguments> refused() {
    byte[] macro = ascii("macro");
    byte[] zip = Samples.zip(Map.of("a.txt", ascii("a")));
    return Stream.of(
        arguments("evidence-type", "page.jpg", ascii(HTML)),
        arguments("evidence-type", "a.svg", ascii("<svg xmlns='http://www.w3.org/2000/svg'/>")),
        arguments("evidence-type", "a.png", ascii("<svg xmlns='http://www.w3.org/2000/svg'/>")),
        arguments("evidence-type", "a.xlsx", zip),
        arguments("evidence-type", "a.docx", zip),
        arguments("evidence-type", "a.pdf", join(ascii("MZ"), new byte[600])),
        arguments("evidence-type", "a.pdf", join(ascii("\177ELF\2\1\1"), new byte[600])),
        arguments("evidence-type", "a.pdf", ascii("#!/bin/sh\nrm -rf /\n")),
        arguments("evidence-type", "a.pdf", ascii("words")),
        arguments("evidence-type", "a.gif", ascii("GIF89a")),
        arguments("evidence-type", "before.pdf", join(ascii(HTML), Samples.pdf())),
        arguments("evidence-type", "head.pdf", join(ascii("%PDF-1.4\n" + HTML), Samples.pdf())),
        arguments("evidence-mismatch", "a.pdf", Samples.png()),
        arguments("evidence-mismatch", "a.docx", Samples.xlsx()),
        arguments("evidence-mismatch", "no-extension", Samples.pdf()),
        arguments("evidence-mismatch", "..", Samples.pdf()),
        arguments("evidence-mismatch", "a.pdf.exe", Samples.pdf()),
        arguments("evidence-active", "a.docx", macroEnabled(Samples.docx(), "document")),
        arguments("evidence-active", "a.xlsx", macroEnabled(Samples.xlsx(), "sheet")),
        arguments("evidence-active", "a.docx", part(Samples.docx(), "word/vbaProject.bin", macro)),
        arguments("evidence-active", "a.xlsx", part(Samples.xlsx(), "xl/vbaProject.bin", macro)),
        arguments("evidence-active", "a.xlsx", part(Samples.xlsx(), "xl/macrosheets/s.xml", macro)),
        arguments("evidence-active", "a.docx", part(Samples.docx(), "word/activeX/a.bin", macro)),
        arguments(
            "evidence-active",
            "a.docx",
            part(Samples.docx(), "word/embeddings/oleObject1.bin", macro)));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsNoProofIsRefusedWithItsReason(String code, String name, byte[] bytes) {
    Problem problem = catchThrowableOfType(Problem.class, () -> of(name, bytes));
    assertThat(problem).as(name).isNotNull();
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.faults()).hasSize(1);
    assertThat(problem.faults().get(0).field()).isEqualTo("file");
    assertThat(problem.faults().get(0).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void aBrokenCopyIsRefused(FileKind kind, String name, byte[] bytes) {
    int whole = kind == FileKind.JPEG ? Samples.jpeg().length : bytes.length;
    for (int share = 1; share < 20; share++) {
      byte[] broken = Arrays.copyOf(bytes, whole * share / 20);
      assertThat(catchThrowableOfType(Problem.class, () -> of(name, broken)))
          .as("%d of 20 parts of %s", share, name)
          .isNotNull();
    }
  }

  static Stream<Arguments> bombs() {
    return Stream.of(
        arguments("zeros", "zeros.bin", 100),
        arguments("a workbook of zeros", "xl/workbook.xml", 100),
        arguments("another package's type", "mimetype", 100),
        arguments("content types of zeros", "[Content_Types].xml", 100),
        arguments("relations of zeros", "_rels/.rels", 100));
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void aBombIsNotUnpacked(String what, String part, int megabytes) throws IOException {
    Path bomb = folder.resolve("bomb.xlsx");
    try (var zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
      zip.putNextEntry(new ZipEntry(part));
      byte[] zeros = new byte[1 << 20];
      Arrays.fill(zeros, (byte) ' ');
      for (int i = 0; i < megabytes; i++) zip.write(zeros);
    }
    assertRefusedInFlatTimeAndMemory(bomb, 30);
  }

  @Test
  void aBombInABombIsNotUnpacked() throws IOException {
    byte[] layer = Samples.zip(Map.of("zeros", new byte[10 << 20]));
    for (int depth = 0; depth < 5; depth++) {
      Map<String, byte[]> copies = new LinkedHashMap<>();
      for (int i = 0; i < 16; i++) copies.put(i + ".zip", layer);
      layer = Samples.zip(copies);
    }
    Path bomb = folder.resolve("nested.docx");
    Files.write(bomb, layer);
    assertRefusedInFlatTimeAndMemory(bomb, 30);
  }

  @Test
  void aDirectoryOfCountlessNamesIsNotRead() throws IOException {
    Path bomb = folder.resolve("names.xlsx");
    try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(bomb)))) {
      for (int i = 0; i < 40_000; i++) zip.putNextEntry(new ZipEntry("a".repeat(100) + i));
    }
    assertRefusedInFlatTimeAndMemory(bomb, 10);
  }

  private static void assertRefusedInFlatTimeAndMemory(Path bomb, int mostMegabytes) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long me = Thread.currentThread().getId();
    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          catchThrowableOfType(Problem.class, () -> FileKind.of(bomb, "warm-up.xlsx"));
          long before = threads.getThreadAllocatedBytes(me);
          assertThat(
                  catchThrowableOfType(
                      Problem.class, () -> FileKind.of(bomb, bomb.getFileName().toString())))
              .isNotNull();
          assertThat((threads.getThreadAllocatedBytes(me) - before) >> 20)
              .as("megabytes")
              .isLessThan(mostMegabytes);
        });
  }

  private FileKind of(String name, byte[] bytes) throws IOException {
    Path file = Files.createTempFile(folder, "upload", ".part");
    Files.write(file, bytes);
    return FileKind.of(file, name);
  }

  /** With one more part, of a kind that the package declares. */
  private static byte[] part(byte[] document, String name, byte[] content) {
    String types = Samples.part(document, "[Content_Types].xml");
    String binary = "<Default ContentType=\"application/octet-stream\" Extension=\"bin\"/>";
    String declared = types.replaceFirst("<Default ", binary + "<Default ");
    return Samples.with(document, Map.of(name, content, "[Content_Types].xml", ascii(declared)));
  }

  /** What Word and Excel save as .docm and .xlsm: the same parts under another main type. */
  private static byte[] macroEnabled(byte[] document, String kind) {
    String main = kind.equals("document") ? "vnd.ms-word.document" : "vnd.ms-excel.sheet";
    String part = kind.equals("document") ? "/word/document.xml" : "/xl/workbook.xml";
    return Samples.with(
        document,
        Map.of(
            "[Content_Types].xml",
            ascii(
                "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                    + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                    + "<Default Extension='xml' ContentType='application/xml'/>"
                    + "<Override PartName='"
                    + part
                    + "' ContentType='application/"
                    + main
                    + ".macroEnabled.main+xml'/></Types>")));
  }
}
