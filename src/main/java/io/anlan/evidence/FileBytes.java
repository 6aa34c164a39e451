package io.anlan.evidence;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Looks at a file's own structure in flat memory: does it go on to its end, is it only itself. */
final class FileBytes implements Closeable {

  private static final int END = 4096;
  private static final int ZIP_END = 22;
  private static final int MAX_ZIP_COMMENT = 65_535;
  private static final int MAX_ZIP_DIRECTORY = 4_000_000;

  private final RandomAccessFile file;

  FileBytes(Path path) throws IOException {
    this.file = new RandomAccessFile(path.toFile(), "r");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** An interrupted copy breaks off before the end that its format marks. */
  boolean whole(FileKind kind) throws IOException {
    return switch (kind) {
      case PDF -> text(Math.max(0, file.length() - END), END).contains("%%EOF");
      case PNG -> wholePng();
      case JPEG -> wholeJpeg();
      case WEBP -> file.length() >= 8 + little(4, 4);
      case MP4 -> wholeMp4();
      case DOCX, XLSX -> plainZip();
    };
  }

  /** A PDF from its first byte, with no web page before or at its head. */
  boolean purePdf() throws IOException {
    String head = text(0, 1024).toLowerCase(Locale.ROOT);
    return head.startsWith("%pdf-")
        && !head.contains("<html")
        && !head.contains("<script")
        && !head.contains("<!doctype");
  }

  boolean zip() throws IOException {
    return text(0, 2).equals("PK");
  }

  /** A ZIP that ends with a directory of a size that can be read. */
  boolean plainZip() throws IOException {
    long from = Math.max(0, file.length() - ZIP_END - MAX_ZIP_COMMENT);
    int end = text(from, ZIP_END + MAX_ZIP_COMMENT).lastIndexOf("PK\005\006");
    if (end < 0 || from + end + ZIP_END > file.length()) return false;
    long directory = from + end - little(from + end + 16, 4);
    return directory > 0 && directory <= MAX_ZIP_DIRECTORY;
  }

  private boolean wholePng() throws IOException {
    for (long at = 8; at + 12 <= file.length(); ) {
      file.seek(at);
      long next = at + 12 + Integer.toUnsignedLong(file.readInt());
      if (text(at + 4, 4).equals("IEND")) return next <= file.length();
      at = next;
    }
    return false;
  }

  private boolean wholeJpeg() throws IOException {
    for (long at = 2; at + 4 <= file.length(); ) {
      file.seek(at);
      int marker = file.readUnsignedShort();
      if (marker == 0xFFDA) return hasEndOfImage(at);
      at += marker == 0xFFFF ? 1 : 2 + file.readUnsignedShort();
    }
    return false;
  }

  /** In the picture's own data this pair of bytes cannot occur. */
  private boolean hasEndOfImage(long from) throws IOException {
    file.seek(from);
    InputStream in = new BufferedInputStream(Channels.newInputStream(file.getChannel()));
    int before = 0;
    for (int b; (b = in.read()) >= 0; before = b) {
      if (before == 0xFF && b == 0xD9) return true;
    }
    return false;
  }

  private boolean wholeMp4() throws IOException {
    boolean described = false;
    long at = 0;
    while (at + 8 <= file.length()) {
      file.seek(at);
      long size = Integer.toUnsignedLong(file.readInt());
      described |= text(at + 4, 4).equals("moov");
      if (size == 0) return described;
      if (size == 1) {
        file.seek(at + 8);
        size = file.readLong();
      }
      if (size < 8 || size > file.length() - at) return false;
      at += size;
    }
    return described && at == file.length();
  }

  private String text(long from, int most) throws IOException {
    byte[] bytes = new byte[(int) Math.min(most, file.length() - from)];
    file.seek(from);
    file.readFully(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private long little(long from, int bytes) throws IOException {
    long value = 0;
    file.seek(from);
    for (int i = 0; i < bytes; i++) value |= (long) file.readUnsignedByte() << (8 * i);
    return value;
  }
}
