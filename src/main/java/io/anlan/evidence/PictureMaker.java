package io.anlan.evidence;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * Draws one page of one proof as a JPEG and prints how many pages there are. It runs alone in a
 * small process ({@link PictureProcess}), so whatever a hostile file makes of it harms nobody else.
 */
final class PictureMaker {

  /** Exit codes; 3 is also what the JVM says when its memory is used up. */
  static final int DRAWN = 0;

  static final int BROKEN = 1;
  static final int ENCRYPTED = 2;
  static final int TOO_LARGE = 3;

  private static final long MAX_PIXELS = 400_000_000;
  private static final long MAX_SCRATCH = 1L << 30;

  /** A page of a few millimetres is not blown up to fill a screen. */
  private static final float MAX_SCALE = 4;

  private static final double QUALITY = 0.85;

  private PictureMaker() {}

  /** Source, media type, page from 1, longest side in pixels, target. */
  public static void main(String[] args) {
    PrintStream answer = System.out;
    // Libraries that greet on the standard output are not the answer.
    System.setOut(System.err);
    System.exit(
        run(new File(args[0]), args[1], args[2], Integer.parseInt(args[3]), args[4], answer));
  }

  private static int run(
      File source, String mediaType, String page, int side, String target, PrintStream answer) {
    try {
      if (mediaType.equals("application/pdf")) {
        answer.print(drawPage(source, Integer.parseInt(page), side, new File(target)));
      } else {
        drawImage(source, mediaType, side, new File(target));
        answer.print(1);
      }
      answer.flush();
      return DRAWN;
    } catch (InvalidPasswordException e) {
      return ENCRYPTED;
    } catch (TooLarge e) {
      return TOO_LARGE;
    } catch (Exception | LinkageError | StackOverflowError e) {
      return BROKEN;
    }
  }

  private static final class TooLarge extends IOException {}

  private static int drawPage(File source, int page, int side, File target) throws IOException {
    var scratch = MemoryUsageSetting.setupTempFileOnly(MAX_SCRATCH).streamCache;
    try (PDDocument document = Loader.loadPDF(source, "", null, null, scratch)) {
      int pages = document.getNumberOfPages();
      PDRectangle box = document.getPage(Math.min(page, pages) - 1).getCropBox();
      float longest = Math.max(box.getWidth(), box.getHeight());
      PDFRenderer renderer = new PDFRenderer(document);
      renderer.setSubsamplingAllowed(true);
      write(
          renderer.renderImage(
              Math.min(page, pages) - 1, Math.min(MAX_SCALE, side / longest), ImageType.RGB),
          side,
          target);
      return pages;
    }
  }

  private static void drawImage(File source, String mediaType, int side, File target)
      throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(mediaType);
    ImageReader reader = readers.next();
    try (ImageInputStream in = ImageIO.createImageInputStream(source)) {
      reader.setInput(in, true, true);
      long width = reader.getWidth(0);
      long height = reader.getHeight(0);
      if (width * height > MAX_PIXELS) throw new TooLarge();
      ImageReadParam param = reader.getDefaultReadParam();
      // Twice what is shown is enough for a smooth picture.
      int step = (int) Math.max(1, Math.max(width, height) / (2L * side));
      param.setSourceSubsampling(step, step, 0, 0);
      BufferedImage image = onWhite(reader.read(0, param));
      if (mediaType.equals("image/jpeg")) image = upright(in, image);
      write(image, side, target);
    } finally {
      reader.dispose();
    }
  }

  /** A JPEG has no transparency; what shines through is paper. */
  private static BufferedImage onWhite(BufferedImage image) {
    BufferedImage paper =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = paper.createGraphics();
    pen.drawImage(image, 0, 0, Color.WHITE, null);
    pen.dispose();
    return paper;
  }

  /** As the camera was held; where it says nothing readable, as it is. */
  private static BufferedImage upright(ImageInputStream jpeg, BufferedImage image) {
    try {
      byte[] exif = exif(jpeg);
      Orientation held = exif == null ? null : ExifUtils.getOrientationFromExif(exif);
      return held == null ? image : ExifFilterUtils.getFilterForOrientation(held).apply(image);
    } catch (IOException | RuntimeException unreadable) {
      return image;
    }
  }

  /** Java's own reader refuses the order of segments that many programs write. */
  private static byte[] exif(ImageInputStream jpeg) throws IOException {
    jpeg.seek(2);
    jpeg.setByteOrder(ByteOrder.BIG_ENDIAN);
    while (jpeg.readUnsignedByte() == 0xFF) {
      int marker = jpeg.readUnsignedByte();
      if (marker == 0xDA) return null;
      byte[] segment = new byte[Math.max(0, jpeg.readUnsignedShort() - 2)];
      jpeg.readFully(segment);
      boolean app1 = marker == 0xE1;
      if (app1 && new String(segment, StandardCharsets.ISO_8859_1).startsWith("Exif")) {
        return segment;
      }
    }
    return null;
  }

  private static void write(BufferedImage image, int side, File target) throws IOException {
    double scale = Math.min(1, (double) side / Math.max(image.getWidth(), image.getHeight()));
    Thumbnails.of(image).scale(scale).outputFormat("jpg").outputQuality(QUALITY).toFile(target);
  }
}
