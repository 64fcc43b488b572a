package dev.aftlab.experiments.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws from Binomial(n, p) by inversion of a table: the weights are built outwards from the mode
 * with the ratio w(i + 1) / w(i) = (n − i)/(i + 1) · p/(1 − p), so that nothing overflows, and a
 * draw is a binary search for a uniform number.
 */
final class BinomialDraws {
  private final double[] cumulative;

  BinomialDraws(int n, double p) {
    cumulative = new double[n + 1];
    int mode = (int) Math.min(n, Math.floor((n + 1) * p));
    cumulative[mode] = 1;
    for (int i = mode; i < n; i++) {
      cumulative[i + 1] = cumulative[i] * (n - i) / (i + 1) * p / (1 - p);
    }
    for (int i = mode; i > 0; i--) {
      cumulative[i - 1] = cumulative[i] * i / (n - i + 1) * (1 - p) / p;
    }
    for (int i = 1; i <= n; i++) {
      cumulative[i] += cumulative[i - 1];
    }
  }

  /** Draws a number of successes, 0 … n. */
  int next(SplittableRandom random) {
    double target = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, target);
    return found >= 0 ? nextHigher(found, target) : -found - 1;
  }

  /** Outcomes of weight 0 repeat the previous sum: a draw selects the first larger sum. */
  private int nextHigher(int found, double target) {
    int index = found;
    while (cumulative[index] <= target) {
      index++;
    }
    return index;
  }
}
