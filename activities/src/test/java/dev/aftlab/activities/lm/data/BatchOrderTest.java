package dev.aftlab.activities.lm.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchOrderTest {
  private static final int[] LENGTHS = IntStream.range(0, 100).map(i -> i * 37 % 50).toArray();

  @Test
  void epoch_everyItem_appearsOnce() {
    BatchOrder order = new BatchOrder(LENGTHS, 8, 3);
    List<int[]> batches = order.epoch(0);
    // 100 items in batches of 8: 12 full ones and one of 4.
    assertEquals(13, batches.size());
    assertEquals(13, order.batchesPerEpoch());
    assertArrayEquals(
        IntStream.range(0, 100).toArray(),
        batches.stream().flatMapToInt(Arrays::stream).sorted().toArray());
  }

  @Test
  void epoch_oneChunk_sortsLengthsWithinIt() {
    // 100 items fit one chunk of 16 batches of 8, so batches cut the sorted items: no two overlap
    // in length.
    List<int[]> batches = new BatchOrder(LENGTHS, 8, 3).epoch(0);
    List<int[]> byStart =
        batches.stream()
            .sorted(
                (a, b) ->
                    LENGTHS[a[0]] - LENGTHS[b[0]] == 0
                        ? LENGTHS[a[a.length - 1]] - LENGTHS[b[b.length - 1]]
                        : LENGTHS[a[0]] - LENGTHS[b[0]])
            .toList();
    for (int i = 1; i < byStart.size(); i++) {
      int[] before = byStart.get(i - 1);
      assertFalse(LENGTHS[before[before.length - 1]] > LENGTHS[byStart.get(i)[0]]);
    }
  }

  @Test
  void epoch_sameSeed_sameOrder() {
    assertEquals(
        text(new BatchOrder(LENGTHS, 8, 3).epoch(5)), text(new BatchOrder(LENGTHS, 8, 3).epoch(5)));
  }

  @Test
  void epoch_anotherEpoch_anotherOrder() {
    BatchOrder order = new BatchOrder(LENGTHS, 8, 3);
    assertFalse(text(order.epoch(0)).equals(text(order.epoch(1))));
  }

  private static String text(List<int[]> batches) {
    return batches.stream().map(Arrays::toString).toList().toString();
  }
}
