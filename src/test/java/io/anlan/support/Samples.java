package io.anlan.support;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
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

  /** As {@link #pdf}, with this many pages of A4, each with its number. */
  public static byte[] pdf(int pages) {
    try (var document = new PDDocument()) {
      write(document, pages);
      return saved(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens with a password only. */
  public static byte[] lockedPdf() {
    try (var document = new PDDocument()) {
      write(document, 1);
      document.protect(new StandardProtectionPolicy("owner", "reader", new AccessPermission()));
      return saved(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(PDDocument document, int pages) throws IOException {
    for (int n = 1; n <= pages; n++) {
      PDPage page = new PDPage(PDRectangle.A4);
      document.addPage(page);
      try (var pen = new PDPageContentStream(document, page)) {
        pen.beginText();
        pen.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 48);
        pen.newLineAtOffset(72, 700);
        pen.showText("Page " + n + " of " + pages);
        pen.endText();
      }
    }
  }

  private static byte[] saved(PDDocument document) throws IOException {
    var out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  /** A landscape photograph, red on its left, that the camera took while held upright. */
  public static byte[] turnedPhoto(int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var pen = picture.createGraphics();
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, width / 2, height);
    pen.setColor(Color.BLUE);
    pen.fillRect(width / 2, 0, width, height);
    pen.dispose();
    byte[] jpeg = image(picture, "jpg");
    // Big-endian TIFF with one entry: orientation (0x0112), a short, 6 = to be turned to the right.
    byte[] exif =
        ByteBuffer.allocate(4 + 6 + 8 + 2 + 12 + 4)
            .putShort((short) 0xFFE1)
            .putShort((short) 34)
            .put(ascii("Exif\0\0MM\0*"))
            .putInt(8)
            .putShort((short) 1)
            .putShort((short) 0x0112)
            .putShort((short) 3)
            .putInt(1)
            .putShort((short) 6)
            .putShort((short) 0)
            .putInt(0)
            .array();
    return join(Arrays.copyOf(jpeg, 2), exif, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  /**
   * A photograph whose camera says when, such as {@code 2026:11:23 14:32:00}, and where it was
   * taken: whole degrees north and east.
   */
  public static byte[] photo(String taken, int north, int east) {
    byte[] jpeg = jpeg();
    int exifAt = 8 + 2 + 2 * 12 + 4;
    int gpsAt = exifAt + 2 + 12 + 4;
    int takenAt = gpsAt + 2 + 4 * 12 + 4;
    int northAt = takenAt + 20;
    int eastAt = northAt + 24;
    ByteBuffer tiff = ByteBuffer.allocate(eastAt + 24);
    tiff.put(ascii("MM\0*")).putInt(8);
    tiff.putShort((short) 2);
    entry(tiff, 0x8769, 4, 1).putInt(exifAt);
    entry(tiff, 0x8825, 4, 1).putInt(gpsAt);
    tiff.putInt(0).putShort((short) 1);
    entry(tiff, 0x9003, 2, 20).putInt(takenAt);
    tiff.putInt(0).putShort((short) 4);
    entry(tiff, 1, 2, 2).put(ascii("N\0\0\0"));
    entry(tiff, 2, 5, 3).putInt(northAt);
    entry(tiff, 3, 2, 2).put(ascii("E\0\0\0"));
    entry(tiff, 4, 5, 3).putInt(eastAt);
    tiff.putInt(0).put(ascii(taken + "\0"));
    for (int degrees : new int[] {north, east}) {
      tiff.putInt(degrees).putInt(1).putInt(0).putInt(1).putInt(0).putInt(1);
    }
    byte[] head =
        ByteBuffer.allocate(4 + 6)
            .putShort((short) 0xFFE1)
            .putShort((short) (2 + 6 + tiff.capacity()))
            .put(ascii("Exif\0\0"))
            .array();
    return join(
        Arrays.copyOf(jpeg, 2), head, tiff.array(), Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  private static ByteBuffer entry(ByteBuffer tiff, int tag, int type, int count) {
    return tiff.putShort((short) tag).putShort((short) type).putInt(count);
  }

  /** A few bytes that say they are a picture of 60,000 by 60,000. */
  public static byte[] pngBomb() {
    byte[] png = png();
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    var crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    return png;
  }

  private static byte[] image(String format) {
    return image(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), format);
  }

  private static byte[] image(BufferedImage picture, String format) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, format, out);
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
