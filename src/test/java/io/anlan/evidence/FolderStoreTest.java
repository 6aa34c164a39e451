package io.anlan.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.anlan.shared.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes come in once, under their hash, or leave nothing behind. */
class FolderStoreTest {

  private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);
  private static final String SHA_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path data;
  private FolderStore store;

  @BeforeEach
  void emptyStore() throws IOException {
    store = new FolderStore(data);
  }

  @Test
  void equalBytesAreKeptOnceUnderTheirHash() throws IOException {
    for (int i = 0; i < 2; i++) {
      BlobStore.Received received = store.receive(new ByteArrayInputStream(ABC), 3);
      assertThat(received.sha256()).isEqualTo(SHA_OF_ABC);
      assertThat(received.size()).isEqualTo(3);
      store.keep(received);
      store.discard(received);
    }
    assertThat(files()).containsExactly("ba/" + SHA_OF_ABC);
    try (InputStream in = store.open(SHA_OF_ABC)) {
      assertThat(in.readAllBytes()).isEqualTo(ABC);
    }
  }

  @Test
  void aByteBeyondTheLimitIsRefusedAndTheLimitIsNamed() throws IOException {
    Problem problem =
        catchThrowableOfType(
            Problem.class, () -> store.receive(new ByteArrayInputStream(new byte[2049]), 2048));
    assertThat(problem.status()).isEqualTo(413);
    assertThat(problem.code()).isEqualTo("file-too-large");
    assertThat(problem.args()).containsExactly("2 KB");
    assertThat(problem.faults().get(0).field()).isEqualTo("file");
    assertThat(files()).isEmpty();
  }

  @Test
  void aConnectionThatBreaksLeavesNothing() throws IOException {
    InputStream breaking =
        new SequenceInputStream(
            new ByteArrayInputStream(ABC),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("connection reset");
              }
            });
    assertThatThrownBy(() -> store.receive(breaking, 1000)).isInstanceOf(IOException.class);
    assertThat(files()).isEmpty();
  }

  private Stream<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(data.resolve("evidence"))) {
      return all
          .filter(Files::isRegularFile)
          .map(f -> data.resolve("evidence").relativize(f).toString())
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "../../etc/passwd.pdf -> passwd.pdf",
        "C:\\Users\\王\\照片.jpg -> 照片.jpg",
        "a\u0000b\u001f\u0085.pdf -> a_b__.pdf",
        "invoice\u202Efdp.exe -> invoice_fdp.exe",
        "\u2066a\u200F\uFEFF.pdf -> _a__.pdf",
        "a\"b<c>d|e:f*g?.pdf -> a_b_c_d_e_f_g_.pdf",
        "👨\u200D👩\u200D👧 合影.png -> 👨\u200D👩\u200D👧 合影.png",
        "\uD83D.pdf -> _.pdf",
        "a'; drop table evidence;--.pdf -> a'; drop table evidence;--.pdf",
        "  .pdf  -> .pdf",
        "/ -> file",
        ".. -> ..",
      })
  void aNameLosesPathsAndWhatDeceivesTheEye(String sent, String kept) {
    assertThat(Evidence.safe(sent)).isEqualTo(kept);
  }

  @Test
  void aLongNameKeepsItsEnd() {
    assertThat(Evidence.safe("字".repeat(300) + ".pdf")).hasSize(150).endsWith("字.pdf");
    assertThat(Evidence.safe("😀".repeat(150) + "a.pdf"))
        .as("no half of a character")
        .hasSize(149)
        .startsWith("😀");
    assertThat(Evidence.safe(null)).isEqualTo("file");
  }
}
