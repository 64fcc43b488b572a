package dev.aftlab.activities.dataset.arithmetic;

import java.util.List;

/**
 * A stream of random numbers that is the same on every platform and in every version: SplitMix64
 * (Steele, Lea and Flood, 2014), the state advanced by the golden gamma and mixed by Stafford's
 * variant 13.
 */
public final class SequentialRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  public SequentialRandom(long seed) {
    this.state = seed;
  }

  long next() {
    state += GOLDEN_GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in {@code from … to}, both included. */
  public int between(int from, int to) {
    return from + (int) (uniform() * (to - from + 1));
  }

  boolean chance(double probability) {
    return uniform() < probability;
  }

  <T> T pick(List<T> choices) {
    return choices.get(between(0, choices.size() - 1));
  }

  /** An index, with probabilities in proportion to weights. */
  int weighted(int... weights) {
    int total = 0;
    for (int weight : weights) {
      total += weight;
    }
    int ticket = between(0, total - 1);
    int index = 0;
    while (ticket >= weights[index]) {
      ticket -= weights[index];
      index++;
    }
    return index;
  }
}
