package dev.aftlab.activities.lm.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CounterRandomTest {
  private static final int DRAWS = 200_000;
  private static final int CELLS = 100;

  /**
   * The .9999995 quantile of χ² with 99 degrees of freedom is 184.0 (by the Wilson–Hilferty cube:
   * 99 · (1 − 2/891 + 4.892 · √(2/891))³).
   */
  private static final double CHI_SQUARE_BOUND = 184.0;

  private static final String CHANCE =
      "a false alarm has a chance of 5e-7 a statistic, but the addresses are fixed: it would be"
          + " there from the start";

  @Test
  void bits_storedAddresses_neverChange() {
    // Computed by a separate implementation of the documented fold in unbounded integers.
    assertEquals(0x44e5b98100c67fb0L, CounterRandom.bits(0, 1));
    assertEquals(0x1cbf807adad7afc2L, CounterRandom.bits(1, 3, 0, 0, 0));
    assertEquals(0x5e3119d86f7eeacaL, CounterRandom.bits(20, CounterRandom.SAMPLING, 17, 4, 109));
    assertEquals(0x5957aed5b1cc447dL, CounterRandom.bits(-1, CounterRandom.DATA_ORDER, 1L << 40));
    assertEquals(0xf65a034ce0ee77bcL, CounterRandom.bits(7, CounterRandom.BOOTSTRAP, 1, 2, 3, 4));
  }

  @Test
  void uniform_storedAddress_isTheTopFiftyThreeBits() {
    assertEquals(
        (0x5e3119d86f7eeacaL >>> 11) / 9007199254740992.0,
        CounterRandom.uniform(20, 3, 17, 4, 109));
  }

  @Test
  void bits_addressThatContinuesAnother_differs() {
    assertNotEquals(CounterRandom.bits(1, 2, 3), CounterRandom.bits(1, 2, 3, 0));
  }

  @Test
  void uniform_consecutiveCounters_fillCellsEvenly() {
    int[] cells = new int[CELLS];
    for (int i = 0; i < DRAWS; i++) {
      cells[
          (int)
              (CounterRandom.uniform(1, CounterRandom.SAMPLING, i / 600, i / 100 % 6, i % 100)
                  * CELLS)]++;
    }
    assertTrue(chiSquare(cells) < CHI_SQUARE_BOUND, CHANCE);
  }

  @Test
  void uniform_neighbouringCounters_areIndependentPairs() {
    int[] cells = new int[CELLS];
    for (int i = 0; i < DRAWS; i++) {
      int row = (int) (CounterRandom.uniform(9, CounterRandom.SAMPLING, i) * 10);
      cells[row * 10 + (int) (CounterRandom.uniform(9, CounterRandom.SAMPLING, i + 1) * 10)]++;
    }
    assertTrue(chiSquare(cells) < CHI_SQUARE_BOUND, CHANCE);
  }

  @Test
  void uniform_neighbouringSeeds_areIndependentPairs() {
    int[] cells = new int[CELLS];
    for (int i = 0; i < DRAWS; i++) {
      int row = (int) (CounterRandom.uniform(1, CounterRandom.SAMPLING, i) * 10);
      cells[row * 10 + (int) (CounterRandom.uniform(2, CounterRandom.SAMPLING, i) * 10)]++;
    }
    assertTrue(chiSquare(cells) < CHI_SQUARE_BOUND, CHANCE);
  }

  @Test
  void bits_oneBitOfACounterFlipped_changesHalfOfTheBits() {
    long changed = 0;
    int trials = 64 * 200;
    for (int i = 0; i < trials; i++) {
      changed +=
          Long.bitCount(
              CounterRandom.bits(3, 1, i / 64) ^ CounterRandom.bits(3, 1, i / 64 ^ 1L << i % 64));
    }
    // Binomial: mean 32 and variance 16 a trial; five deviations of the mean are 5 · 4/√12800 =
    // .18.
    assertEquals(32, changed / (double) trials, 0.18, CHANCE);
  }

  @Test
  void below_bound_isNeverReached() {
    int[] cells = new int[6];
    for (int i = 0; i < 60_000; i++) {
      cells[CounterRandom.below(6, 4, CounterRandom.DATA_GENERATION, i)]++;
    }
    // The .9999995 quantile of χ² with 5 degrees of freedom is 39.2.
    assertTrue(chiSquare(cells) < 39.2, CHANCE);
  }

  @Test
  void below_boundZero_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> CounterRandom.below(0, 1, 1));
  }

  @Test
  void shuffle_values_areKept() {
    int[] values = IntStream.range(0, 1000).toArray();
    CounterRandom.shuffle(values, 1, CounterRandom.DATA_ORDER, 0);
    int[] sorted = values.clone();
    Arrays.sort(sorted);
    assertArrayEquals(IntStream.range(0, 1000).toArray(), sorted);
    assertNotEquals(Arrays.toString(sorted), Arrays.toString(values));
  }

  @Test
  void shuffle_allOrdersOfThree_comeEquallyOften() {
    int[] cells = new int[6];
    for (int i = 0; i < 60_000; i++) {
      int[] values = {0, 1, 2};
      CounterRandom.shuffle(values, 5, CounterRandom.DATA_ORDER, i);
      cells[values[0] * 2 + (values[1] > values[2] ? 1 : 0)]++;
    }
    assertTrue(chiSquare(cells) < 39.2, CHANCE);
  }

  private static double chiSquare(int[] cells) {
    double expected = Arrays.stream(cells).sum() / (double) cells.length;
    return Arrays.stream(cells)
        .mapToDouble(count -> (count - expected) * (count - expected) / expected)
        .sum();
  }
}
