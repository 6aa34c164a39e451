package io.anlan.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A chapter of {@code target/benchmark.md}, printed as well. */
class Report {

  private static final Path FILE = Path.of("target/benchmark.md");

  private static boolean begun;

  private final StringBuilder text = new StringBuilder();

  Report(String title) {
    text.append("## ").append(title).append("\n\n");
  }

  Report says(String sentence) {
    text.append(sentence).append("\n\n");
    return this;
  }

  Report head(String... cells) {
    row(cells);
    return row("---|".repeat(cells.length).substring(0, cells.length * 4 - 1).split("\\|"));
  }

  Report row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    return this;
  }

  Report gap() {
    text.append("\n");
    return this;
  }

  void write() {
    text.append("\n");
    System.out.println(text);
    try {
      if (!begun) Files.deleteIfExists(FILE);
      begun = true;
      Files.writeString(FILE, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
