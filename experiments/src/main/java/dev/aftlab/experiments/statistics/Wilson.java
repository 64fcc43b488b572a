package dev.aftlab.experiments.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Wilson's score interval of a proportion: centre (p̂ + z²/2n) / (1 + z²/n), half width z/(1 +
 * z²/n) · √(p̂(1 − p̂)/n + z²/4n²) (E. B. Wilson, 1927).
 */
public final class Wilson {
  private Wilson() {}

  /**
   * The interval.
   *
   * @param successes 0 … n
   * @param n at least 1
   * @param level confidence level in (0, 1)
   */
  public static Interval interval(long successes, long n, double level) {
    if (n < 1 || successes < 0 || successes > n || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "a Wilson interval needs 0 ≤ successes ≤ n, n ≥ 1 and a level between 0 and 1, has "
              + successes
              + " of "
              + n
              + " at level "
              + level);
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    double share = (double) successes / n;
    double scale = 1 + z * z / n;
    double centre = (share + z * z / (2.0 * n)) / scale;
    double half = z / scale * Math.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
