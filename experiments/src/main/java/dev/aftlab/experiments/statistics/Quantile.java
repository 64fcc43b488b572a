package dev.aftlab.experiments.statistics;

import java.util.Arrays;

/**
 * Quantiles by linear interpolation between order statistics, the default of NumPy and type 7 of R.
 * J. Hyndman and Y. Fan (1996): with sorted x_0 … x_(n−1) and h = q (n − 1), the value is x_⌊h⌋ +
 * (h − ⌊h⌋)(x_⌊h⌋+1 − x_⌊h⌋).
 */
public final class Quantile {
  private Quantile() {}

  /**
   * The quantile of values in any order; does not change them.
   *
   * @param values at least one, none NaN
   * @param q 0 … 1
   */
  public static double linear(double[] values, double q) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, q);
  }

  static double ofSorted(double[] sorted, double q) {
    if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException("a quantile needs at least one value and no NaN");
    }
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("a quantile must be at 0 … 1, is " + q);
    }
    double place = q * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    double share = place - below;
    double gap = sorted[above] - sorted[below];
    // Interpolates from the nearer of the two, as NumPy does, so that the ends are exact.
    return share < 0.5 ? sorted[below] + gap * share : sorted[above] - gap * (1 - share);
  }
}
