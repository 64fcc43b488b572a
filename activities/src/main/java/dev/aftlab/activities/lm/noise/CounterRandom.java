package dev.aftlab.activities.lm.noise;

/**
 * Counter-based random bits: each word of (seed, purpose, counters) is folded into a 64-bit state by the finalizer of
 * SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014), so that any draw can be made
 * alone, in any order, on any machine. Not for cryptography.
 */
public final class CounterRandom {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  private CounterRandom() {}

  /** 64 random bits of a place in a stream. */
  public static long bits(long seed, long purpose, long... counters) {
    long state = mix(mix(seed + GOLDEN) ^ purpose + GOLDEN);
    for (long counter : counters) {
      state = mix((state ^ counter) + GOLDEN);
    }
    return state;
  }

  /** A number in [0, 1), a multiple of 2^-53. */
  public static double uniform(long seed, long purpose, long... counters) {
    return (bits(seed, purpose, counters) >>> 11) * UNIT;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
