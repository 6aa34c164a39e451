package io.anlan.portal;

import io.anlan.application.Assessment;
import io.anlan.application.Targets;
import io.anlan.evidence.Evidence;
import io.anlan.evidence.EvidenceView;
import io.anlan.shared.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriUtils;

/** All evidence of a file as one archive, a folder for each area and item (一键成册). */
@Component
public class EvidenceBook {

  /** File systems allow 255 bytes, a Chinese character takes three. */
  private static final int LONGEST = 80;

  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\\p{Cf}/\\\\:*?\"<>|]");
  private static final Pattern EDGES = Pattern.compile("^[. ]+|[. ]+$");
  private static final Pattern RESERVED =
      Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

  private final Evidence evidence;
  private final Texts texts;

  EvidenceBook(Evidence evidence, Texts texts) {
    this.evidence = evidence;
    this.texts = texts;
  }

  /** Writes one file after another; never more than a buffer of them is in memory. */
  public void write(Assessment sheet, String title, OutputStream out) throws IOException {
    Map<String, String> folders = folders(sheet);
    Set<String> taken = new HashSet<>();
    StringBuilder contents = new StringBuilder();
    try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      // Pictures and PDF are compressed already.
      zip.setLevel(Deflater.BEST_SPEED);
      String folder = null;
      for (EvidenceView proof : inOrder(sheet)) {
        String home = folders.getOrDefault(proof.target(), texts.text("portal.book.seals"));
        if (!home.equals(folder)) contents.append(heading(home));
        folder = home;
        String path = unique(taken, home + "/" + safe(proof.fileName()));
        boolean there = add(zip, path, proof);
        contents.append(line(path, proof, there));
      }
      zip.putNextEntry(new ZipEntry(texts.text("portal.book.contents") + ".html"));
      zip.write(page(title, contents).getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }

  /**
   * The proofs in the order of the sheet, the seals last; what was taken at a visit is no proof of
   * the community's.
   */
  private List<EvidenceView> inOrder(Assessment sheet) {
    Map<String, Integer> order = new HashMap<>();
    folders(sheet).keySet().forEach(target -> order.put(target, order.size()));
    return evidence.of(sheet.number()).stream()
        .filter(e -> order.containsKey(e.target()) || e.target().equals("seal"))
        .sorted(Comparator.comparing(e -> order.getOrDefault(e.target(), Integer.MAX_VALUE)))
        .toList();
  }

  /** The folder of each condition and item, in the order of the sheet. */
  private Map<String, String> folders(Assessment sheet) {
    Map<String, String> folders = new LinkedHashMap<>();
    for (var c : sheet.conditions()) {
      folders.put(
          "condition/" + c.no(),
          "00 " + safe(texts.text("portal.conditions")) + "/" + safe("C" + c.no()));
    }
    String area = null;
    int areaNo = 0;
    for (var i : sheet.items()) {
      if (!i.area().equals(area)) areaNo++;
      area = i.area();
      folders.put("item/" + i.code(), "%02d %s/%s".formatted(areaNo, safe(area), safe(i.code())));
    }
    return folders;
  }

  /** False where the bytes are gone; the rest of the book is written all the same. */
  private boolean add(ZipOutputStream zip, String path, EvidenceView proof) throws IOException {
    try (InputStream bytes = evidence.open(proof).stream()) {
      ZipEntry entry = new ZipEntry(path);
      entry.setTime(proof.uploadedAt().toEpochMilli());
      zip.putNextEntry(entry);
      bytes.transferTo(zip);
      zip.closeEntry();
      return true;
    } catch (UncheckedIOException gone) {
      return false;
    }
  }

  /** A name for any file system: no path, no device, nothing hidden, not too long. */
  static String safe(String name) {
    String clean = UNSAFE.matcher(name).replaceAll("_");
    if (clean.length() > LONGEST) {
      // The ending says what it is.
      int from = clean.length() - LONGEST;
      clean = clean.substring(Character.isLowSurrogate(clean.charAt(from)) ? from + 1 : from);
    }
    clean = EDGES.matcher(clean).replaceAll("");
    return clean.isEmpty() || RESERVED.matcher(clean).matches() ? "_" + clean : clean;
  }

  /** Numbers what would fall together where upper and lower case are the same. */
  static String unique(Set<String> taken, String path) {
    int dot = path.lastIndexOf('.');
    boolean ending = dot > path.lastIndexOf('/');
    String free = path;
    for (int n = 2; !taken.add(free.toLowerCase(Locale.ROOT)); n++) {
      free =
          ending
              ? path.substring(0, dot) + " (" + n + ")" + path.substring(dot)
              : path + " (" + n + ")";
    }
    return free;
  }

  private static String heading(String folder) {
    return "<h2>" + HtmlUtils.htmlEscape(folder) + "</h2>\n";
  }

  private String line(String path, EvidenceView proof, boolean there) {
    String name = HtmlUtils.htmlEscape(path.substring(path.lastIndexOf('/') + 1));
    String about =
        HtmlUtils.htmlEscape(
            Targets.label(proof.target())
                + (proof.caption() == null ? "" : " · " + proof.caption())
                + " · SHA-256 "
                + proof.sha256());
    return there
        ? "<p><a href=\"%s\">%s</a><br><small>%s</small></p>\n".formatted(link(path), name, about)
        : "<p>%s <b>%s</b><br><small>%s</small></p>\n"
            .formatted(name, texts.text("portal.book.missing"), about);
  }

  private static String link(String path) {
    return UriUtils.encodePath(path, StandardCharsets.UTF_8);
  }

  private String page(String title, CharSequence contents) {
    return """
        <!DOCTYPE html>
        <html><head><meta charset="utf-8"><title>%1$s</title></head>
        <body><h1>%1$s</h1>
        %2$s</body></html>
        """
        .formatted(HtmlUtils.htmlEscape(title), contents);
  }
}
