package io.anlan.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every draw, whatever the seed, the files and the policy. */
class SamplingTest {

  private static final int[] RATIOS = {0, 1, 10, 33, 99, 100};
  private static final int[] MINIMA = {0, 1, 2, 50, 366};

  private final Random random = new Random(20_260);

  private static List<String> files(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(n -> "2026-%012d-N".formatted(370_303_000_000L + n))
        .toList();
  }

  private Set<String> some(List<String> files) {
    Set<String> some = new HashSet<>();
    if (files.isEmpty()) return some;
    int count = random.nextInt(Math.min(files.size(), 40) + 1);
    for (int n = 0; n < count; n++) some.add(files.get(random.nextInt(files.size())));
    return some;
  }

  private String seed() {
    return Long.toHexString(random.nextLong());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 30, 1, 0",
    "1, 30, 1, 1",
    "1, 0, 0, 0",
    "2, 30, 1, 1",
    "2, 51, 1, 2",
    "10, 30, 1, 3",
    "11, 30, 1, 4",
    "10, 0, 3, 3",
    "2, 10, 5, 2",
    "10000, 10, 1, 1000",
    "10001, 10, 1, 1001",
    "10000, 100, 0, 10000",
    "2000000000, 100, 0, 2000000000"
  })
  void theRatioIsRoundedUpAndTheMinimumKept(int total, int ratio, int minimum, int needed) {
    assertThat(Sampling.needed(total, ratio, minimum)).isEqualTo(needed);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 100, 10_000})
  void theSameSeedGivesTheSameListWhateverTheOrderOfTheFiles(int count) {
    List<String> files = new ArrayList<>(files(0, count));
    for (int n = 0; n < 5; n++) {
      String seed = seed();
      Set<String> must = some(files);
      List<String> order = Sampling.order(seed, files);
      Set<String> selected = Sampling.select(seed, files, must, count / 3);
      Collections.shuffle(files, random);
      assertThat(Sampling.order(seed, files)).isEqualTo(order);
      assertThat(order).containsExactlyInAnyOrderElementsOf(files);
      assertThat(Sampling.select(seed, files, must, count / 3)).isEqualTo(selected);
    }
  }

  @Test
  void anotherSeedGivesAnotherOrder() {
    List<String> files = files(0, 100);
    assertThat(Sampling.order("1", files)).isNotEqualTo(Sampling.order("2", files));
  }

  @Test
  void theOrderIsWhatAnybodyComputesWithSha256() {
    // printf '%s' 'seed:2026-370303000001-N' | sha256sum
    assertThat(Sampling.hash("seed", "2026-370303000001-N"))
        .isEqualTo("6fe477577ae542110ef46572741e45d9b513e5f0081e940fc4671dd11d4e3c2f");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 100, 10_000})
  void mustVisitsAreAlwaysInAndTheOthersFillUpToWhatIsNeededInDrawnOrder(int count) {
    List<String> files = files(0, count);
    for (int ratio : RATIOS) {
      for (int minimum : MINIMA) {
        String seed = seed();
        Set<String> must = some(files);
        int needed = Sampling.needed(count, ratio, minimum);
        Set<String> selected = Sampling.select(seed, files, must, needed);
        assertThat(selected).hasSize(Math.max(needed, must.size())).containsAll(must);
        assertThat(new HashSet<>(files).containsAll(selected)).isTrue();
        assertThat(selected.size() * 100L).isGreaterThanOrEqualTo((long) count * ratio);
        assertThat(selected.size()).isGreaterThanOrEqualTo(Math.min(minimum, count));
        List<String> drawn =
            Sampling.order(seed, files).stream().filter(n -> !must.contains(n)).toList();
        int filled = Math.max(0, needed - must.size());
        assertThat(selected).containsAll(drawn.subList(0, filled));
      }
    }
  }

  @Test
  void drawsOneAfterTheOtherKeepTheRatioAsOneDrawWould() {
    for (int ratio : RATIOS) {
      for (int minimum : MINIMA) {
        int drawn = 0;
        int selected = 0;
        while (drawn < 2_000) {
          int count = random.nextInt(drawn < 20 ? 3 : 400);
          List<String> frame = files(drawn, count);
          int needed = Sampling.needed(drawn + count, ratio, minimum) - selected;
          selected += Sampling.select(seed(), frame, Set.of(), needed).size();
          drawn += count;
          assertThat(selected).isEqualTo(Sampling.needed(drawn, ratio, minimum));
        }
      }
    }
  }

  @Test
  void drawsOneAfterTheOtherWithMustVisitsNeverSelectTooFew() {
    for (int ratio : RATIOS) {
      for (int minimum : MINIMA) {
        int drawn = 0;
        int selected = 0;
        int musts = 0;
        while (drawn < 2_000) {
          int count = random.nextInt(400);
          List<String> frame = files(drawn, count);
          Set<String> must = some(frame);
          int needed = Sampling.needed(drawn + count, ratio, minimum) - selected;
          selected += Sampling.select(seed(), frame, must, needed).size();
          drawn += count;
          musts += must.size();
          assertThat(selected)
              .isBetween(
                  Sampling.needed(drawn, ratio, minimum),
                  Sampling.needed(drawn, ratio, minimum) + musts);
        }
      }
    }
  }

  /** Of many seeds each file is drawn about as often as any other. */
  @Test
  void noFileIsDrawnMoreOftenThanAnother() {
    List<String> files = files(0, 10);
    int[] drawn = new int[files.size()];
    for (int n = 0; n < 10_000; n++) {
      for (String number : Sampling.select(seed(), files, Set.of(), 3)) {
        drawn[files.indexOf(number)]++;
      }
    }
    for (int times : drawn) assertThat(times).isBetween(2_800, 3_200);
  }
}
