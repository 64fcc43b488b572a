package dev.aftlab.activities.lm.random;

import java.util.Arrays;

/**
 * Randomness that is a pure function of a seed, a purpose and counters.
 *
 * <p>A generator with a state gives other numbers when anything before it draws once more. Here
 * each draw has an address, (seed, purpose, counter, counter, …), and its bits are a hash of that
 * address; so sample 4 of question 17 is the same whether it is drawn alone, in a batch, or by
 * another worker, and a resumed run needs no saved state.
 *
 * <p>The hash folds the words into a 64-bit state, one after another: state ← mix((state ⊕ word) +
 * γ), where mix is the finalizer of SplitMix64 and γ = 2⁶⁴/φ its increment (Steele, Lea, Flood:
 * Fast Splittable Pseudorandom Number Generators, OOPSLA 2014). For given leading words each fold
 * is a bijection of its word, so addresses that differ in one word never collide. The number of
 * counters is folded in last: an address is no prefix of another one. Not for cryptography.
 */
public final class CounterRandom {
  /** Initial weights. */
  public static final long INITIALISATION = 1;

  /** Order of the training data; counters: epoch, position. */
  public static final long DATA_ORDER = 2;

  /** Tokens of completions; counters: question, sample, position. */
  public static final long SAMPLING = 3;

  /** Generated problems. */
  public static final long DATA_GENERATION = 4;

  /** Resampling in statistics. */
  public static final long BOOTSTRAP = 5;

  private static final long INCREMENT = 0x9E3779B97F4A7C15L;

  private CounterRandom() {}

  /** 64 random bits of an address. */
  public static long bits(long seed, long purpose, long... counters) {
    long state = fold(fold(0, seed), purpose);
    for (long counter : counters) {
      state = fold(state, counter);
    }
    return fold(state, counters.length);
  }

  /** A number in [0, 1), a multiple of 2⁻⁵³. */
  public static double uniform(long seed, long purpose, long... counters) {
    return (bits(seed, purpose, counters) >>> 11) * 0x1.0p-53;
  }

  /**
   * A whole number in [0, bound), each with a chance of 1/bound within bound · 2⁻⁶⁴.
   *
   * @throws IllegalArgumentException when the bound is below 1
   */
  public static int below(int bound, long seed, long purpose, long... counters) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound is " + bound + "; it must be 1 or more");
    }
    return (int) Math.unsignedMultiplyHigh(bits(seed, purpose, counters), bound);
  }

  /** Permutes an array in place (Fisher and Yates); the counters address the whole permutation. */
  public static void shuffle(int[] values, long seed, long purpose, long... counters) {
    long[] address = Arrays.copyOf(counters, counters.length + 1);
    for (int last = values.length - 1; last > 0; last--) {
      address[counters.length] = last;
      int other = below(last + 1, seed, purpose, address);
      int value = values[last];
      values[last] = values[other];
      values[other] = value;
    }
  }

  private static long fold(long state, long word) {
    long z = (state ^ word) + INCREMENT;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
