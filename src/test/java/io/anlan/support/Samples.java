package io.anlan.support;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Small real files of each accepted kind, and what a test needs to spoil them. */
public final class Samples {

  private Samples() {}

  public static byte[] pdf() {
    return ascii(
        """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
        trailer<</Root 1 0 R>>
        %%EOF
        """);
  }

  public static byte[] png() {
    return image("png");
  }

  public static byte[] jpeg() {
    return image("jpg");
  }

  public static byte[] webp() {
    return Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
  }

  public static byte[] mp4() {
    return ByteBuffer.allocate(24 + 8 + 16)
        .putInt(24)
        .put(ascii("ftypisom"))
        .putInt(512)
        .put(ascii("isommp42"))
        .putInt(8)
        .put(ascii("moov"))
        .putInt(16)
        .put(ascii("mdat"))
        .putLong(0)
        .array();
  }

  public static byte[] docx() {
    try (var document = new XWPFDocument();
        var out = new ByteArrayOutputStream()) {
      document.createParagraph().createRun().setText("会议纪要");
      document.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] xlsx() {
    try (var book = new XSSFWorkbook();
        var out = new ByteArrayOutputStream()) {
      book.createSheet().createRow(0).createCell(0).setCellValue("台账");
      book.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] image(String format) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** One part of the archive as text. */
  public static String part(byte[] archive, String name) {
    return new String(parts(archive).get(name), StandardCharsets.UTF_8);
  }

  /** The archive with these parts put in, or put in place of its own. */
  public static byte[] with(byte[] archive, Map<String, byte[]> parts) {
    Map<String, byte[]> all = parts(archive);
    all.putAll(parts);
    return zip(all);
  }

  private static Map<String, byte[]> parts(byte[] archive) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
        all.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  public static byte[] zip(Map<String, byte[]> parts) {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static byte[] join(byte[]... pieces) {
    var out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) out.writeBytes(piece);
    return out.toByteArray();
  }

  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
