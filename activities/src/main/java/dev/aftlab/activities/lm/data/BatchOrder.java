package dev.aftlab.activities.lm.data;

import dev.aftlab.activities.lm.random.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The order of the data: which items make up each batch of each epoch.
 *
 * <p>An epoch is shuffled, cut into chunks of 16 batches, each chunk is sorted by length (equal
 * lengths stay shuffled) and cut into batches, and the batches are shuffled: neighbours in length
 * share a batch, while the order stays random. The order is a pure function of lengths, batch size,
 * seed and epoch, so a step number is all the cursor there is.
 */
public final class BatchOrder {
  private static final int BATCHES_PER_CHUNK = 16;
  private static final long ITEMS = 0x6974656d73L;
  private static final long BATCHES = 0x62617463686573L;

  private final int[] lengths;
  private final int batchSize;
  private final long seed;

  /**
   * @param lengths length of each item, at least one
   * @param batchSize items a batch, 1 or more; the last chunk's last batch may be smaller
   * @param seed of the shuffling
   */
  public BatchOrder(int[] lengths, int batchSize, long seed) {
    if (lengths.length == 0) {
      throw new IllegalArgumentException("there are 0 items to train on; at least 1 is needed");
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize is " + batchSize + "; at least 1 is needed");
    }
    this.lengths = lengths.clone();
    this.batchSize = batchSize;
    this.seed = seed;
  }

  /** Batches in each epoch: ⌈items / batch size⌉. */
  public int batchesPerEpoch() {
    return (lengths.length + batchSize - 1) / batchSize;
  }

  /** The batches of an epoch, counted from 0: indices of items, each item once. */
  public List<int[]> epoch(int epoch) {
    int[] order = new int[lengths.length];
    Arrays.setAll(order, i -> i);
    shuffle(order, ITEMS, epoch);
    List<int[]> cut = new ArrayList<>();
    int chunkSize = Math.multiplyExact(batchSize, BATCHES_PER_CHUNK);
    for (int start = 0; start < order.length; start += chunkSize) {
      int[] chunk =
          sorted(Arrays.copyOfRange(order, start, Math.min(order.length, start + chunkSize)));
      for (int at = 0; at < chunk.length; at += batchSize) {
        cut.add(Arrays.copyOfRange(chunk, at, Math.min(chunk.length, at + batchSize)));
      }
    }
    int[] batches = new int[cut.size()];
    Arrays.setAll(batches, i -> i);
    shuffle(batches, BATCHES, epoch);
    return Arrays.stream(batches).mapToObj(cut::get).toList();
  }

  private int[] sorted(int[] chunk) {
    return Arrays.stream(chunk)
        .boxed()
        .sorted(Comparator.comparingInt(i -> lengths[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Fisher and Yates: position i changes places with one of 0..i. */
  private void shuffle(int[] values, long purpose, int epoch) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = (int) Math.unsignedMultiplyHigh(CounterRandom.bits(seed, purpose, epoch, i), i + 1L);
      int held = values[i];
      values[i] = values[j];
      values[j] = held;
    }
  }
}
